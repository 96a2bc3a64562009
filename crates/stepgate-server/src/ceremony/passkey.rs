//! The passkey ceremony: reserve a challenge, then consume it and verify the assertion (WebAuthn §7.2).

use super::{Outcome, Proof, Refusal, is_foreign};
use crate::credentials::of_passkey;
use crate::interaction::Interaction;
use crate::reply::Failure;
use data_encoding::BASE64URL_NOPAD;
use stepgate_core::{CredentialId, Method, Timestamp, Usable};
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::challenges::{ChallengeUse, ConsumeChallenge, Purpose, ReserveChallenge};
use stepgate_store::passkeys::{FindPasskey, Passkey};
use stepgate_store::settle::PasskeyUse;
use stepgate_store::users::{FindUser, User};
use stepgate_webauthn::{
    Assertion, AssertionResponse, Challenge, CounterOutcome, PublicKey, RequestOptions, ResponseError,
    StoredCredential, UserHandle,
};

/// How long a challenge may be answered, in seconds.
pub(crate) const CHALLENGE_SECONDS: i64 = 300;

/// Draws a challenge for this request and session, and puts it away.
pub(crate) async fn reserve(interaction: &Interaction<'_>) -> Result<RequestOptions, Failure> {
    let provider = interaction.provider;
    let mut bytes = [0; 32];
    provider.rng().fill(&mut bytes)?;
    let challenge = Challenge::from_bytes(bytes);
    let reserve = ReserveChallenge {
        hash: hash(&challenge),
        purpose: Purpose::Authenticate,
        request: Some(interaction.id.clone()),
        ticket: None,
        session: interaction.session.as_ref().map(|session| session.id.clone()),
        subject: interaction.expected().cloned(),
        now: interaction.now,
        expires_at: interaction.now.plus(CHALLENGE_SECONDS),
    };
    provider.storage().run(reserve).await?;
    Ok(provider.relying_party().request_options(&challenge, &allowed(interaction)))
}

/// Consumes the challenge, then verifies: a crash or an error in between costs a retry and never gives evidence.
pub(crate) async fn verify(interaction: &Interaction<'_>, credential: &str) -> Result<Outcome, Failure> {
    let refused = |name| Ok(Outcome::Refused(Refusal::Assertion(name)));
    let response = match AssertionResponse::parse(credential.as_bytes()) {
        Ok(response) => response,
        // Well-formed but for naming two credentials: an answer to refuse, not a form to mend.
        Err(ResponseError::IdMismatch) => return refused(ResponseError::IdMismatch.name()),
        Err(_) => return Err(Failure::Malformed),
    };
    let challenge = response.unverified_challenge().ok_or(Failure::ChallengeNotUsable)?;
    consume(interaction, &challenge).await?;
    let storage = interaction.provider.storage();
    let id = CredentialId::new(BASE64URL_NOPAD.encode(response.unverified_credential_id().as_bytes()));
    let Some(passkey) = storage.run(FindPasskey(id)).await?.filter(|passkey| passkey.is_usable(interaction.now)) else {
        return refused("unknown_credential");
    };
    if is_foreign(interaction, &passkey.key.subject) {
        let (method, other) = (Method::Passkey, Some(passkey.key.subject));
        return Ok(Outcome::Refused(Refusal::SubjectMismatch { method, other }));
    }
    let Some(stored) = stored(&passkey) else { return Err(Failure::Unavailable) };
    let relying_party = interaction.provider.relying_party();
    let assertion = match relying_party.verify_assertion(&response, &stored, &challenge, &allowed(interaction)) {
        Ok(assertion) => assertion,
        Err(error) => return refused(error.name()),
    };
    let Some(user) = storage.run(FindUser::ById(passkey.key.subject.clone())).await?.filter(|user| !user.disabled)
    else {
        return refused("account_closed");
    };
    if assertion.counter() == CounterOutcome::Regressed {
        // A copy of the key may be in use.
        super::record(interaction, "sign_count_regressed", &Method::Passkey).await?;
    }
    Ok(Outcome::Proven(proof(user, &passkey, &assertion, interaction.now)))
}

fn proof(user: User, passkey: &Passkey, assertion: &Assertion, now: Timestamp) -> Proof {
    let Usable { method, ceiling } = of_passkey(passkey, now);
    // Two places counting for one key: whatever its attestation said of the hardware, this key is not in it alone.
    let method = if assertion.counter() == CounterOutcome::Regressed { Method::Passkey } else { method };
    let id = &passkey.key.id;
    Proof {
        credential: Some(id.clone()),
        device_bound: !assertion.backup_eligible(),
        user_verified: assertion.user_verified(),
        ceiling,
        passkey_use: Some(PasskeyUse {
            id: id.clone(),
            sign_count: assertion.sign_count(),
            backed_up: assertion.backed_up(),
        }),
        ..Proof::by(user, method)
    }
}

async fn consume(interaction: &Interaction<'_>, challenge: &Challenge) -> Result<(), Failure> {
    let consume = ConsumeChallenge {
        hash: hash(challenge),
        purpose: Purpose::Authenticate,
        request: Some(interaction.id.clone()),
        ticket: None,
        session: interaction.session.as_ref().map(|session| session.id.clone()),
        now: interaction.now,
    };
    match interaction.provider.storage().run(consume).await? {
        ChallengeUse::Consumed { .. } => Ok(()),
        ChallengeUse::NotUsable => Err(Failure::ChallengeNotUsable),
    }
}

/// The session user's own passkeys that help with this request; with nobody signed in the list is empty, so that it tells nothing
/// about any account and the passkey itself says whose it is.
fn allowed(interaction: &Interaction<'_>) -> Vec<stepgate_webauthn::CredentialId> {
    let passkeys = interaction.credentials.passkeys.iter();
    let helpful = passkeys.filter(|passkey| interaction.is_helped_by(&of_passkey(passkey, interaction.now)));
    helpful.filter_map(|passkey| credential_id(&passkey.key.id)).collect()
}

fn stored(passkey: &Passkey) -> Option<StoredCredential> {
    Some(StoredCredential {
        id: credential_id(&passkey.key.id)?,
        public_key: PublicKey::from_cose(&passkey.key.public_key).ok()?,
        sign_count: passkey.key.sign_count,
        backup_eligible: passkey.key.backup_eligible,
        user_handle: UserHandle::from_bytes(passkey.key.subject.as_str().as_bytes()).ok()?,
    })
}

fn credential_id(id: &CredentialId) -> Option<stepgate_webauthn::CredentialId> {
    let bytes = BASE64URL_NOPAD.decode(id.as_str().as_bytes()).ok()?;
    stepgate_webauthn::CredentialId::from_bytes(&bytes).ok()
}

pub(crate) fn hash(challenge: &Challenge) -> Hash {
    Hash::new(*Sha256::of(challenge.as_bytes()).bytes())
}
