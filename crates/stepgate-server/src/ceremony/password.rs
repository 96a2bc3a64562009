//! The password ceremony.

use super::{Proof, is_foreign};
use crate::interaction::Interaction;
use crate::reply::Failure;
use stepgate_core::{Method, SubjectId};
use stepgate_store::users::FindUser;

pub(crate) enum Outcome {
    Proven(Proof),
    /// Unknown name, wrong password, no password, closed account: alike from outside, at the same price.
    NoMatch,
    /// The name is not the signed-in user's; its password is not looked at. Whose name it is, if anybody's.
    SubjectMismatch(Option<SubjectId>),
    Overloaded,
}

pub(crate) async fn verify(interaction: &Interaction<'_>, login: &str, typed: &str) -> Result<Outcome, Failure> {
    let provider = interaction.provider;
    let found = provider.storage().run(FindUser::ByUsername(login.trim().to_lowercase())).await?;
    if interaction.expected().is_some() && found.as_ref().is_none_or(|user| is_foreign(interaction, &user.id)) {
        return Ok(Outcome::SubjectMismatch(found.map(|user| user.id)));
    }
    let kept = found.as_ref().and_then(|user| user.password_hash.clone());
    let Ok(matches) = provider.passwords().verify(typed.to_owned(), kept).await else {
        return Ok(Outcome::Overloaded);
    };
    Ok(match found {
        Some(user) if matches && !user.disabled => Outcome::Proven(Proof {
            user,
            method: Method::Password,
            credential: None,
            device_bound: false,
            user_verified: false,
            passkey_use: None,
        }),
        Some(_) | None => Outcome::NoMatch,
    })
}
