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

    /// When holds end that are in force now, the next first.
    pub(crate) fn holds_end(&self, now: Timestamp) -> Vec<Timestamp> {
        let passkeys = self.passkeys.iter().map(|passkey| &passkey.key.ceiling);
        let ceilings = passkeys.chain(self.totps.iter().map(|totp| &totp.ceiling)).flatten();
        let mut ends: Vec<_> = ceilings.map(|ceiling| ceiling.until).filter(|until| now < *until).collect();
        ends.sort_unstable();
        ends
    }

    /// What must hold before a method is added, changed or removed: a maximal level that the account can reach, or, for those
    /// who lost what it takes, a recovery code with the next-strongest. What is done by a recovery code takes effect late.
    pub(crate) fn change<'l>(&self, levels: &'l Levels, now: Timestamp) -> Requirement<'l> {
        let recovery = levels.iter().filter(|level| takes_recovery(level));
        let any_of = self.maximal(levels, now).into_iter().chain(recovery).collect();
        Requirement::any_of(levels, any_of, Some(MaxAge::seconds(CHANGE_SECONDS)))
    }

    /// The maximal levels that the account can reach without recovery codes.
    pub(crate) fn maximal<'l>(&self, levels: &'l Levels, now: Timestamp) -> Vec<&'l Level> {
        levels.maximal(&self.lasting(now))
    }
}

/// Whether nobody meets the level without a recovery code. One that has other ways in is no stand-in for the level that was lost.
fn takes_recovery(level: &Level) -> bool {
    level.any.iter().all(|set| set.methods().any(|method| *method == Method::RecoveryCode))
}

/// What a passkey is good for: a security key is one whose attestation was verified and that cannot be copied.
pub(crate) fn of_passkey(passkey: &Passkey, now: Timestamp) -> Usable {
    let is_security_key = passkey.key.attested && !passkey.key.backup_eligible;
    let method = if is_security_key { Method::SecurityKey } else { Method::Passkey };
    Usable { method, ceiling: passkey.ceiling_at(now).map(Arc::from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stepgate_core::{Age, Decision, Reach};
    use stepgate_core::{Moment, SubjectId, decide};

    fn level(name: &str, any: &[&str]) -> Level {
        let any = any.iter().map(|set| set.parse().unwrap()).collect();
        Level { name: Arc::from(name), acr: Arc::from(name), any, max_age: None, age: Age::Last }
    }

    #[expect(clippy::disallowed_methods, reason = "no ceremony takes place in a test of what it is worth")]
    fn password(at: Timestamp) -> stepgate_core::Evidence {
        stepgate_core::Evidence::from_ceremony(stepgate_core::evidence::Ceremony {
            subject: SubjectId::new("alice"),
            method: Method::Password,
            credential: None,
            at,
            user_verified: false,
            device_bound: false,
            ceiling: None,
            only_for: None,
        })
    }

    /// An operator may let recovery codes in beside passwords. That does not make a password enough to change the methods of an account
    /// that has a passkey.
    #[test]
    fn b09_a_level_that_also_takes_a_password_does_not_stand_in_for_a_lost_passkey() {
        let levels = Levels::new(vec![
            level("basic", &["password", "passkey", "password + recovery-code"]),
            level("phr", &["passkey"]),
            level("recovery", &["password + recovery-code"]),
        ])
        .unwrap();
        let now = Timestamp::from_seconds(1_800_000_000);
        let passkey = stepgate_store::passkeys::Passkey {
            key: stepgate_store::passkeys::NewPasskey {
                id: stepgate_core::CredentialId::new("key"),
                subject: SubjectId::new("alice"),
                name: "Laptop".to_owned(),
                public_key: Vec::new(),
                algorithm: -7,
                sign_count: 0,
                backup_eligible: true,
                backed_up: true,
                aaguid: String::new(),
                transports: Vec::new(),
                demo: false,
                attested: false,
                ceiling: None,
            },
            created_at: now,
            last_used_at: None,
            removed_at: None,
        };
        let credentials =
            Credentials { has_password: true, passkeys: vec![passkey], totps: Vec::new(), recovery_codes: 10 };
        let requirement = credentials.change(&levels, now);
        let moment = Moment::Provider { now, requested_at: now };
        let usable = credentials.usable(now);
        let Decision::Challenge(challenge) =
            decide(&levels, &requirement, &[password(now)][..], Reach::Usable(&usable), moment)
        else {
            panic!("a password is enough");
        };
        assert_eq!(challenge.methods, [Method::Passkey, Method::RecoveryCode]);
    }
}
