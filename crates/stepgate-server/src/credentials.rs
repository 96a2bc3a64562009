//! What a user could prove with, and what has to be proved before any of it is changed.

use crate::provider::Provider;
use crate::reply::Failure;
use std::sync::Arc;
use stepgate_core::{Level, Levels, MaxAge, Method, Requirement, Timestamp, Usable};
use stepgate_store::passkeys::{Passkey, PasskeysOf};
use stepgate_store::recovery_codes::RecoveryCodesLeft;
use stepgate_store::totps::{Totp, TotpsOf};
use stepgate_store::users::User;

/// How recent the proof must be when a method is added, changed or removed, in seconds.
pub(crate) const CHANGE_SECONDS: u32 = 300;

/// The credentials of one user that can be used now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    pub(crate) has_password: bool,
    pub(crate) passkeys: Vec<Passkey>,
    pub(crate) totps: Vec<Totp>,
    pub(crate) recovery_codes: u32,
}

impl Credentials {
    pub(crate) async fn of(provider: &Provider, user: &User, now: Timestamp) -> Result<Self, Failure> {
        let storage = provider.storage();
        let mut passkeys = storage.run(PasskeysOf(user.id.clone())).await?;
        passkeys.retain(|passkey| passkey.is_usable(now));
        let mut totps = storage.run(TotpsOf(user.id.clone())).await?;
        totps.retain(|totp| totp.is_usable(now));
        Ok(Self {
            has_password: user.password_hash.is_some(),
            passkeys,
            totps,
            recovery_codes: storage.run(RecoveryCodesLeft(user.id.clone())).await?,
        })
    }

    /// Every ceremony that the user can do.
    pub(crate) fn usable(&self, now: Timestamp) -> Vec<Usable> {
        let mut usable = self.lasting(now);
        usable.extend((self.recovery_codes > 0).then(|| Method::RecoveryCode.into()));
        usable
    }

    /// The same without recovery codes: they get somebody back in, and are no authenticator to speak of.
    fn lasting(&self, now: Timestamp) -> Vec<Usable> {
        let password = self.has_password.then(|| Method::Password.into());
        let passkeys = self.passkeys.iter().map(|passkey| of_passkey(passkey, now));
        let totps =
            self.totps.iter().map(|totp| Usable { method: Method::Totp, ceiling: totp.ceiling_at(now).map(Arc::from) });
        password.into_iter().chain(passkeys).chain(totps).collect()
    }

    /// What must hold before a method is added, changed or removed: a maximal level that the account can reach, or, for those
    /// who lost what it takes, a recovery code with the next-strongest. What is done by a recovery code takes effect late.
    pub(crate) fn change<'l>(&self, levels: &'l Levels, now: Timestamp) -> Requirement<'l> {
        let recovery = levels.iter().filter(|level| names_recovery(level));
        let any_of = self.maximal(levels, now).into_iter().chain(recovery).collect();
        Requirement::any_of(levels, any_of, Some(MaxAge::seconds(CHANGE_SECONDS)))
    }

    /// The maximal levels that the account can reach without recovery codes.
    pub(crate) fn maximal<'l>(&self, levels: &'l Levels, now: Timestamp) -> Vec<&'l Level> {
        levels.maximal(&self.lasting(now))
    }
}

fn names_recovery(level: &Level) -> bool {
    level.any.iter().flat_map(|set| set.methods()).any(|method| *method == Method::RecoveryCode)
}

/// What a passkey is good for: a security key is one whose attestation was verified and that cannot be copied.
pub(crate) fn of_passkey(passkey: &Passkey, now: Timestamp) -> Usable {
    let is_security_key = passkey.key.attested && !passkey.key.backup_eligible;
    let method = if is_security_key { Method::SecurityKey } else { Method::Passkey };
    Usable { method, ceiling: passkey.ceiling_at(now).map(Arc::from) }
}
