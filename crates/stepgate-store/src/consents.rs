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

/// A scope that a user let a client have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The client.
    pub client: String,
    /// The scope.
    pub scope: String,
    /// When, last.
    pub given_at: Timestamp,
}

/// All that a user consented to, by client and scope.
#[derive(Clone, Debug)]
pub struct ConsentsOf(pub SubjectId);

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
    OF_SUBJECT = "SELECT client, scope, given_at FROM consents WHERE subject = $1 ORDER BY client, scope";
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

impl Operation for ConsentsOf {
    type Out = Vec<Consent>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<Consent>, StoreError> {
        let consent = |row: &mut Row| Ok(Consent { client: row.text()?, scope: row.text()?, given_at: row.time()? });
        decode::all(tx.rows(OF_SUBJECT, values![&self.0]).await?, consent)
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
