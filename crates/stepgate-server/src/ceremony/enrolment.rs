//! Adding a passkey with a one-time ticket (WebAuthn §7.1). The ticket proves who may; the passkey counts at once.

use super::passkey::{CHALLENGE_SECONDS, hash};
use crate::provider::Provider;
use crate::reply::Failure;
use data_encoding::BASE64URL_NOPAD;
use stepgate_core::{CredentialId, Timestamp};
use stepgate_store::Hash;
use stepgate_store::audit::AuditEvent;
use stepgate_store::challenges::{ChallengeUse, ConsumeChallenge, Purpose, ReserveChallenge};
use stepgate_store::passkeys::{NewPasskey, PasskeysOf};
use stepgate_store::tickets::{Enrol, Enrolment};
use stepgate_store::users::User;
use stepgate_webauthn::{
    Challenge, CreationOptions, NewCredential, RegistrationPolicy, RegistrationResponse, UserHandle,
};

/// How long an enrolment ticket may be used, in seconds.
pub const TICKET_SECONDS: i64 = 24 * 3600;
/// The longest name a passkey may be given, in characters.
const NAME_CHARS: usize = 60;

/// Draws a challenge for this ticket, and puts it away.
pub(crate) async fn reserve(
    provider: &Provider,
    ticket: Hash,
    user: &User,
    now: Timestamp,
) -> Result<CreationOptions, Failure> {
    let mut bytes = [0; 32];
    provider.rng().fill(&mut bytes)?;
    let challenge = Challenge::from_bytes(bytes);
    let reserve = ReserveChallenge {
        hash: hash(&challenge),
        purpose: Purpose::Register,
        request: None,
        ticket: Some(ticket),
        session: None,
        subject: Some(user.id.clone()),
        now,
        expires_at: now.plus(CHALLENGE_SECONDS),
    };
    provider.storage().run(reserve).await?;
    let known = provider.storage().run(PasskeysOf(user.id.clone())).await?;
    // A demo key lives in the page, not in an authenticator that could be told to leave it out.
    let exclude: Vec<_> = known
        .iter()
        .filter(|passkey| !passkey.key.demo)
        .filter_map(|passkey| BASE64URL_NOPAD.decode(passkey.key.id.as_str().as_bytes()).ok())
        .filter_map(|bytes| stepgate_webauthn::CredentialId::from_bytes(&bytes).ok())
        .collect();
    let handle = UserHandle::from_bytes(user.id.as_str().as_bytes()).map_err(|_| Failure::Unavailable)?;
    let user = stepgate_webauthn::User { handle, name: user.username.clone(), display_name: user.display_name.clone() };
    Ok(provider.relying_party().creation_options(&challenge, user, &exclude, &RegistrationPolicy::passkey()))
}

/// Consumes the challenge, verifies the registration, and stores the passkey as it uses the ticket up.
pub(crate) async fn enrol(
    provider: &Provider,
    ticket: Hash,
    user: &User,
    unverified: (&str, &str),
    now: Timestamp,
) -> Result<(), Failure> {
    let (credential, name) = unverified;
    let response = RegistrationResponse::parse(credential.as_bytes())
        .map_err(|error| Failure::RegistrationRefused(error.name()))?;
    let challenge = response.unverified_challenge().ok_or(Failure::ChallengeNotUsable)?;
    let consume = ConsumeChallenge {
        hash: hash(&challenge),
        purpose: Purpose::Register,
        request: None,
        ticket: Some(ticket),
        session: None,
        now,
    };
    if provider.storage().run(consume).await? == ChallengeUse::NotUsable {
        return Err(Failure::ChallengeNotUsable);
    }
    let verified = provider
        .relying_party()
        .verify_registration(&response, &challenge, &RegistrationPolicy::passkey(), now)
        .map_err(|error| Failure::RegistrationRefused(error.name()))?;
    let enrol = Enrol { ticket, passkey: passkey(user, &verified, name), now, audit: event(user, &verified) };
    match provider.storage().run(enrol).await? {
        Enrolment::Enrolled => Ok(()),
        Enrolment::TicketNotUsable => Err(Failure::TicketNotUsable),
        Enrolment::CredentialExists => Err(Failure::CredentialExists),
    }
}

fn passkey(user: &User, verified: &NewCredential, name: &str) -> NewPasskey {
    NewPasskey {
        id: CredentialId::new(BASE64URL_NOPAD.encode(verified.id.as_bytes())),
        subject: user.id.clone(),
        name: name.trim().chars().take(NAME_CHARS).collect(),
        public_key: verified.public_key.to_cose().to_vec(),
        algorithm: verified.public_key.algorithm().cose_id(),
        sign_count: verified.sign_count,
        backup_eligible: verified.backup_eligible,
        backed_up: verified.backed_up,
        aaguid: verified.aaguid.to_string(),
        transports: verified.transports.clone(),
        demo: false,
        attested: false,
        ceiling: None,
    }
}

fn event(user: &User, verified: &NewCredential) -> AuditEvent {
    let detail = serde_json::json!({
        "aaguid": verified.aaguid.to_string(), "backup_eligible": verified.backup_eligible, "by": "ticket",
    });
    AuditEvent {
        kind: "passkey_enrolled",
        subject: Some(user.id.clone()),
        session: None,
        client: None,
        detail: detail.to_string(),
    }
}
