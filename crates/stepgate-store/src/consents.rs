//! Consent: which scopes a user let a client have.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use stepgate_core::{SubjectId, Timestamp};

/// The scopes that the user consented to, sorted.
#[derive(Clone, Debug)]
pub struct ConsentsFor {
    /// The user.
    pub subject: SubjectId,
    /// The client.
    pub client: String,
}

/// Adds scopes to the user's consent.
#[derive(Clone, Debug)]
pub struct GiveConsent {
    /// The user.
    pub subject: SubjectId,
    /// The client.
    pub client: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// The caller's clock.
    pub now: Timestamp,
}

statements! {
    FIND = "SELECT scope FROM consents WHERE subject = $1 AND client = $2 ORDER BY scope";
    INSERT = "INSERT INTO consents (subject, client, scope, given_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (subject, client, scope) DO UPDATE SET given_at = excluded.given_at";
}

impl Operation for ConsentsFor {
    type Out = Vec<String>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<String>, StoreError> {
        decode::all(tx.rows(FIND, values![&self.subject, &self.client]).await?, Row::text)
    }
}

impl Operation for GiveConsent {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        for scope in &self.scope {
            tx.execute(INSERT, values![&self.subject, &self.client, scope, self.now]).await?;
        }
        let event = AuditEvent::new("consent_given").about(&self.subject).for_client(&self.client);
        event.with(&[("scope", &self.scope.join(" "))]).write(tx, self.now).await
    }
}
