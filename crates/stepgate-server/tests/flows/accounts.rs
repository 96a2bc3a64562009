//! Accounts besides the three that every world has, and what becomes of accounts.

use crate::passkey::Passkey;
use crate::world::{World, password, subject};
use stepgate_core::Timestamp;
use stepgate_server::hash_password;
use stepgate_store::audit::AuditEvent;
use stepgate_store::passkeys::AddPasskey;
use stepgate_store::users::{CreateUser, NewUser};
use stepgate_store::{Access, Operation, StoreError, Tx, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HasPassword {
    Yes,
    No,
}

/// Closes an account, or opens it again.
struct SetDisabled(&'static str, Option<Timestamp>);

impl Operation for SetDisabled {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let values = [Value::from(&subject(self.0)), Value::from(self.1)];
        assert_eq!(tx.execute("UPDATE users SET disabled_at = $2 WHERE id = $1", &values).await?, 1);
        Ok(())
    }
}

/// Gives an account another name, whatever it may be.
struct Rename(&'static str, String);

impl Operation for Rename {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let values = [Value::from(&subject(self.0)), Value::from(&self.1)];
        assert_eq!(tx.execute("UPDATE users SET username = $2, display_name = $2 WHERE id = $1", &values).await?, 1);
        Ok(())
    }
}

impl World {
    pub(crate) async fn disable(&self, name: &'static str) {
        self.storage.run(SetDisabled(name, Some(self.now()))).await.unwrap();
    }

    pub(crate) async fn enable(&self, name: &'static str) {
        self.storage.run(SetDisabled(name, None)).await.unwrap();
    }

    /// As sign-in compares names: without space around, in lower case.
    pub(crate) async fn rename(&self, name: &'static str, to: &str) {
        self.storage.run(Rename(name, to.trim().to_lowercase())).await.unwrap();
    }

    /// One more account, with a passkey.
    pub(crate) async fn with_account(&self, name: &str, has_password: HasPassword) {
        let hash = || hash_password(&password(name), &[7; 16]).unwrap();
        let user = NewUser {
            id: subject(name),
            username: name.to_owned(),
            display_name: format!("{name} in full"),
            password_hash: (has_password == HasPassword::Yes).then(hash),
        };
        self.storage.run(CreateUser { user, now: self.now() }).await.unwrap();
        let passkey = Passkey::seeded(name, 77).to_be_stored();
        let audit = AuditEvent::new("passkey_enrolled");
        self.storage.run(AddPasskey { passkey, session: None, now: self.now(), audit }).await.unwrap();
    }
}
