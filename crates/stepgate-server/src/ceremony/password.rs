//! The password ceremony.

use super::{Outcome, Proof, Refusal, is_foreign};
use crate::interaction::Interaction;
use crate::reply::Failure;
use crate::throttle::{self, Guess, Turn};
use crate::username::looked_up;
use stepgate_core::Method;
use stepgate_store::users::FindUser;

/// Unknown name, wrong password, no password, closed account and too many tries are alike from outside, at the same price, as
/// long as nobody is known to be there.
pub(crate) async fn verify(interaction: &Interaction<'_>, login: &str, typed: &str) -> Result<Outcome, Failure> {
    let (provider, now) = (interaction.provider, interaction.now);
    let login = looked_up(login);
    let found = provider.storage().run(FindUser::ByUsername(login.clone())).await?;
    if interaction.expected().is_some() && found.as_ref().is_none_or(|user| is_foreign(interaction, &user.id)) {
        let other = found.map(|user| user.id);
        return Ok(Outcome::Refused(Refusal::SubjectMismatch { method: Method::Password, other }));
    }
    let guess = Guess::Password { login: &login, peer: interaction.visit.peer };
    let turn = throttle::count(provider, &guess, now).await?;
    // Without a turn the password is not looked at, and the answer takes as long all the same.
    let kept = match turn {
        Turn::Yours { .. } => found.as_ref().and_then(|user| user.password_hash.clone()),
        Turn::Wait { .. } => None,
    };
    let Ok(matches) = provider.passwords().verify(typed.to_owned(), kept).await else {
        return Ok(Outcome::Refused(Refusal::Overloaded));
    };
    Ok(match (found, turn) {
        (Some(user), Turn::Yours { .. }) if matches && !user.disabled => {
            throttle::forgive(provider, &guess, now).await?;
            Outcome::Proven(Proof::by(user, Method::Password))
        }
        (_, Turn::Yours { left }) => Outcome::Refused(Refusal::NoMatch { left }),
        (_, Turn::Wait { until }) => Outcome::Refused(Refusal::Locked { method: Method::Password, until }),
    })
}
