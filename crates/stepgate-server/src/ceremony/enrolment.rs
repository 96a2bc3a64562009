//! Adding a passkey or a security key (WebAuthn §7.1): with a one-time ticket, after which it counts at once, or from the account
//! page, where it counts as what its owner had proved until its hold is over.

use super::passkey::{CHALLENGE_SECONDS, hash};
use crate::account::Standing;
use crate::provider::Provider;
use crate::reply::Failure;
use data_encoding::BASE64URL_NOPAD;
use stepgate_core::{CredentialId, Timestamp};
use stepgate_store::Hash;
use stepgate_store::audit::AuditEvent;
use stepgate_store::challenges::{ChallengeUse, ConsumeChallenge, Purpose, ReserveChallenge};
use stepgate_store::passkeys::{AddPasskey, NewPasskey, PasskeyAddition, PasskeysOf};
use stepgate_store::tickets::{Enrol, Enrolment};
use stepgate_store::users::User;
use stepgate_webauthn::{
    Attested, Challenge, CreationOptions, NewCredential, RegistrationPolicy, RegistrationResponse, UserHandle,
};

/// How long an enrolment ticket may be used, in seconds.
pub const TICKET_SECONDS: i64 = 24 * 3600;
/// The longest name a method may be given, in characters.
const NAME_CHARS: usize = 60;

/// What is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Passkey,
    /// Bound to its device and attested, as [`Provider::security_keys`] asks.
    SecurityKey,
}

/// By what right.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Right<'a> {
    Ticket { hash: Hash, user: &'a User },
    Account(&'a Standing),
}

impl Right<'_> {
    const fn user(&self) -> &User {
        match self {
            Self::Ticket { user, .. } => user,
            Self::Account(standing) => &standing.owner.session.user,
        }
    }

    /// What its challenges are bound to.
    fn binding(&self) -> (Option<Hash>, Option<String>) {
        match self {
            Self::Ticket { hash, .. } => (Some(*hash), None),
            Self::Account(standing) => (None, Some(standing.owner.session.id.clone())),
        }
    }
}

/// Draws a challenge, and puts it away.
pub(crate) async fn reserve(
    provider: &Provider,
    right: Right<'_>,
    kind: Kind,
    now: Timestamp,
) -> Result<CreationOptions, Failure> {
    let policy = policy(provider, kind)?;
    let mut bytes = [0; 32];
    provider.rng().fill(&mut bytes)?;
    let (challenge, user, (ticket, session)) = (Challenge::from_bytes(bytes), right.user(), right.binding());
    let reserve = ReserveChallenge {
        hash: hash(&challenge),
        purpose: Purpose::Register,
        request: None,
        ticket,
        session,
        subject: Some(user.id.clone()),
        now,
        expires_at: now.plus(CHALLENGE_SECONDS),
    };
    provider.storage().run(reserve).await?;
    let known = provider.storage().run(PasskeysOf(user.id.clone())).await?;
    // A demo key lives in the page, not in an authenticator that could be told to leave it out.
    let exclude: Vec<_> = known
        .iter()
        .filter(|passkey| !passkey.key.demo && passkey.is_usable(now))
        .filter_map(|passkey| BASE64URL_NOPAD.decode(passkey.key.id.as_str().as_bytes()).ok())
        .filter_map(|bytes| stepgate_webauthn::CredentialId::from_bytes(&bytes).ok())
        .collect();
    let handle = UserHandle::from_bytes(user.id.as_str().as_bytes()).map_err(|_| Failure::Unavailable)?;
    let user = stepgate_webauthn::User { handle, name: user.username.clone(), display_name: user.display_name.clone() };
    Ok(provider.relying_party().creation_options(&challenge, user, &exclude, &policy))
}

/// Consumes the challenge, verifies the registration, and stores the key, in one transaction with the right to it.
pub(crate) async fn enrol(
    provider: &Provider,
    right: Right<'_>,
    kind: Kind,
    (credential, name): (&str, &str),
    now: Timestamp,
) -> Result<(), Failure> {
    let policy = policy(provider, kind)?;
    let response = RegistrationResponse::parse(credential.as_bytes())
        .map_err(|error| Failure::RegistrationRefused(error.name()))?;
    let challenge = response.unverified_challenge().ok_or(Failure::ChallengeNotUsable)?;
    let (ticket, session) = right.binding();
    let purpose = Purpose::Register;
    let consume = ConsumeChallenge { hash: hash(&challenge), purpose, request: None, ticket, session, now };
    if provider.storage().run(consume).await? == ChallengeUse::NotUsable {
        return Err(Failure::ChallengeNotUsable);
    }
    let verified = provider
        .relying_party()
        .verify_registration(&response, &challenge, &policy, now)
        .map_err(|error| Failure::RegistrationRefused(error.name()))?;
    let passkey = NewPasskey { name: name_of(name), ..passkey(right, kind, &verified) };
    store(provider, right, passkey, event(right, kind, &verified), now).await
}

fn policy(provider: &Provider, kind: Kind) -> Result<RegistrationPolicy, Failure> {
    match kind {
        Kind::Passkey => Ok(RegistrationPolicy::passkey()),
        Kind::SecurityKey => provider.security_keys().cloned().ok_or(Failure::MethodNotAllowed),
    }
}

async fn store(
    provider: &Provider,
    right: Right<'_>,
    passkey: NewPasskey,
    audit: AuditEvent,
    now: Timestamp,
) -> Result<(), Failure> {
    match right {
        Right::Ticket { hash, .. } => {
            match provider.storage().run(Enrol { ticket: hash, passkey, now, audit }).await? {
                Enrolment::Enrolled => Ok(()),
                Enrolment::TicketNotUsable => Err(Failure::TicketNotUsable),
                Enrolment::CredentialExists => Err(Failure::CredentialExists),
            }
        }
        Right::Account(standing) => {
            let session = Some(standing.owner.session.id.clone());
            match provider.storage().run(AddPasskey { passkey, session, now, audit }).await? {
                PasskeyAddition::Added => Ok(()),
                PasskeyAddition::CredentialExists => Err(Failure::CredentialExists),
                PasskeyAddition::SessionEnded => Err(Failure::NotThisBrowser),
            }
        }
    }
}

/// What its owner calls it, within bounds.
pub(crate) fn name_of(typed: &str) -> String {
    typed.trim().chars().take(NAME_CHARS).collect()
}

fn passkey(right: Right<'_>, kind: Kind, verified: &NewCredential) -> NewPasskey {
    NewPasskey {
        id: CredentialId::new(BASE64URL_NOPAD.encode(verified.id.as_bytes())),
        subject: right.user().id.clone(),
        name: String::new(),
        public_key: verified.public_key.to_cose().to_vec(),
        algorithm: verified.public_key.algorithm().cose_id(),
        sign_count: verified.sign_count,
        backup_eligible: verified.backup_eligible,
        backed_up: verified.backed_up,
        aaguid: verified.aaguid.to_string(),
        transports: verified.transports.clone(),
        demo: false,
        // The policy that it was verified by says how much attestation it takes to be one.
        attested: kind == Kind::SecurityKey && verified.device_bound(),
        ceiling: match right {
            Right::Ticket { .. } => None,
            Right::Account(standing) => Some(standing.ceiling()),
        },
    }
}

fn event(right: Right<'_>, kind: Kind, verified: &NewCredential) -> AuditEvent {
    let attestation = match &verified.attestation {
        Attested::Verified(verified) => verified.format().name(),
        Attested::SelfSigned => "self",
        Attested::None => "none",
        Attested::Unverifiable(reason) => reason.name(),
    };
    let (by, session) = match right {
        Right::Ticket { .. } => ("ticket", None),
        Right::Account(standing) => (&*standing.acr, Some(standing.owner.session.id.clone())),
    };
    let detail = serde_json::json!({
        "aaguid": verified.aaguid.to_string(), "backup_eligible": verified.backup_eligible, "attestation": attestation,
        "by": by,
    });
    let kind = match kind {
        Kind::Passkey => "passkey_enrolled",
        Kind::SecurityKey => "security_key_enrolled",
    };
    let subject = Some(right.user().id.clone());
    AuditEvent { kind, subject, session, client: None, detail: detail.to_string() }
}
