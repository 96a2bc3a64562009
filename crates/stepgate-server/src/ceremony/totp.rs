//! The one-time password ceremony (RFC 6238). It adds to a session; it never begins one.

use super::{Outcome, Proof, Refusal};
use crate::interaction::Interaction;
use crate::provider::Provider;
use crate::reply::Failure;
use crate::throttle::{self, Guess, Turn};
use crate::totp::{Code, Seed};
use std::sync::Arc;
use stepgate_core::{CredentialId, Method};
use stepgate_store::totps::{AcceptTotpStep, StepUse, Totp};

/// The row that a seed is sealed for.
pub(crate) fn place(id: &str) -> String {
    format!("totp {id}")
}

/// Opens a stored seed.
pub(crate) fn seed(provider: &Provider, totp: &Totp) -> Result<Seed, Failure> {
    Ok(Seed::from_bytes(provider.sealing().open(&place(&totp.id), &totp.sealed)?))
}

pub(crate) async fn verify(interaction: &Interaction<'_>, typed: &str) -> Result<Outcome, Failure> {
    let (provider, now) = (interaction.provider, interaction.now);
    // Digits alone say nothing of whose they are.
    let Some(session) = &interaction.session else { return Err(Failure::MethodNotAllowed) };
    let guess = Guess::Totp(&session.subject);
    let left = match throttle::count(provider, &guess, now).await? {
        Turn::Yours { left } => left,
        Turn::Wait { until } => return Ok(Outcome::Refused(Refusal::Locked { method: Method::Totp, until })),
    };
    let wrong = Outcome::Refused(Refusal::WrongCode { method: Method::Totp, left });
    let Some(code) = Code::parse(typed) else { return Ok(wrong) };
    for totp in &interaction.credentials.totps {
        let Some(step) = seed(provider, totp)?.step_of(&code, now) else { continue };
        let accept = AcceptTotpStep { id: totp.id.clone(), step, now };
        if provider.storage().run(accept).await? == StepUse::Replayed {
            return Ok(Outcome::Refused(Refusal::UsedBefore { left }));
        }
        throttle::forgive(provider, &guess, now).await?;
        return Ok(Outcome::Proven(Proof {
            credential: Some(CredentialId::new(&*totp.id)),
            ceiling: totp.ceiling_at(now).map(Arc::from),
            ..Proof::by(session.user.clone(), Method::Totp)
        }));
    }
    Ok(wrong)
}
