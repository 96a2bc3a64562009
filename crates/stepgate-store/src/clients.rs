//! Clients that were registered while the provider runs; those of its configuration are not in here.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, grants};
use stepgate_core::Timestamp;

/// A registered client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredClient {
    /// Its `client_id`.
    pub id: String,
    /// Its metadata as the caller wrote it, JSON; a secret stands in it as a hash at most.
    pub registration: String,
    /// Whether it gets nothing any more.
    pub disabled: bool,
}

/// Registers a client.
#[derive(Clone, Debug)]
pub struct AddClient {
    /// Its `client_id`.
    pub id: String,
    /// Its metadata, JSON.
    pub registration: String,
    /// The origins of its pages, which may read answers across origins; none twice.
    pub origins: Vec<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is registered.
    pub audit: AuditEvent,
}

/// What became of [`AddClient`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAddition {
    /// It is registered.
    Added,
    /// Another client has this id; nothing changed.
    IdTaken,
}

/// Looks a client up, a disabled one too.
#[derive(Clone, Debug)]
pub struct FindClient(pub String);

/// All clients, by id.
#[derive(Clone, Copy, Debug)]
pub struct ListClients;

/// Closes a client and revokes its grants, or opens it again. Answers whether there is such a client.
#[derive(Clone, Debug)]
pub struct SetClientDisabled {
    /// Its `client_id`.
    pub id: String,
    /// Whether it is to be closed.
    pub disabled: bool,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it changes anything.
    pub audit: AuditEvent,
}

/// Whether an enabled client registered this origin.
#[derive(Clone, Debug)]
pub struct OriginIsRegistered(pub String);

statements! {
    INSERT = "INSERT INTO clients (id, registration, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    INSERT_ORIGIN = "INSERT INTO client_origins (origin, client) VALUES ($1, $2)";
    FIND = "SELECT id, registration, disabled_at FROM clients WHERE id = $1";
    LIST = "SELECT id, registration, disabled_at FROM clients ORDER BY id";
    SET_DISABLED = "UPDATE clients SET disabled_at = $2 WHERE id = $1 AND (disabled_at IS NULL) = ($2 IS NOT NULL)";
    WITH_ORIGIN = "SELECT c.id FROM client_origins o JOIN clients c ON c.id = o.client
        WHERE o.origin = $1 AND c.disabled_at IS NULL LIMIT 1";
}

impl Operation for AddClient {
    type Out = ClientAddition;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<ClientAddition, StoreError> {
        if tx.execute(INSERT, values![&self.id, &self.registration, self.now]).await? == 0 {
            let event = AuditEvent::new("client_refused").for_client(&self.id).with(&[("reason", "id_taken")]);
            event.write(tx, self.now).await?;
            return Ok(ClientAddition::IdTaken);
        }
        for origin in &self.origins {
            tx.execute(INSERT_ORIGIN, values![origin, &self.id]).await?;
        }
        self.audit.write(tx, self.now).await?;
        Ok(ClientAddition::Added)
    }
}

impl Operation for FindClient {
    type Out = Option<StoredClient>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<StoredClient>, StoreError> {
        decode::first(tx.rows(FIND, values![&self.0]).await?, client)
    }
}

impl Operation for ListClients {
    type Out = Vec<StoredClient>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<StoredClient>, StoreError> {
        decode::all(tx.rows(LIST, &[]).await?, client)
    }
}

impl Operation for SetClientDisabled {
    type Out = bool;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let disabled_at = self.disabled.then_some(self.now);
        if tx.execute(SET_DISABLED, values![&self.id, disabled_at]).await? == 0 {
            return Ok(!tx.rows(FIND, values![&self.id]).await?.is_empty());
        }
        if self.disabled {
            grants::revoke_of_client(tx, &self.id, self.now).await?;
        }
        self.audit.write(tx, self.now).await?;
        Ok(true)
    }
}

impl Operation for OriginIsRegistered {
    type Out = bool;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        Ok(!tx.rows(WITH_ORIGIN, values![&self.0]).await?.is_empty())
    }
}

fn client(row: &mut Row) -> Result<StoredClient, StoreError> {
    Ok(StoredClient { id: row.text()?, registration: row.text()?, disabled: row.opt_time()?.is_some() })
}
