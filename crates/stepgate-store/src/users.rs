//! Users.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use stepgate_core::{SubjectId, Timestamp};

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The identifier that never changes.
    pub id: SubjectId,
    /// What the user types to sign in, in lower case.
    pub username: String,
    /// What pages show.
    pub display_name: String,
    /// The password as a PHC string, where there is one.
    pub password_hash: Option<String>,
    /// Whether the account is closed to sign-ins.
    pub disabled: bool,
}

/// A user to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// The identifier that never changes.
    pub id: SubjectId,
    /// What the user types to sign in; the caller has it in lower case.
    pub username: String,
    /// What pages show.
    pub display_name: String,
    /// The password as a PHC string, where there is one.
    pub password_hash: Option<String>,
}

/// Makes a user.
#[derive(Clone, Debug)]
pub struct CreateUser {
    /// The user.
    pub user: NewUser,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`CreateUser`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserCreation {
    /// There is a new user.
    Created,
    /// Somebody has this name; nothing changed.
    UsernameTaken,
}

/// Looks a user up, disabled ones too.
#[derive(Clone, Debug)]
pub enum FindUser {
    /// By the name typed at sign-in, in lower case.
    ByUsername(String),
    /// By identifier.
    ById(SubjectId),
}

/// All users, by name.
#[derive(Clone, Copy, Debug)]
pub struct ListUsers;

statements! {
    INSERT = "INSERT INTO users (id, username, display_name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (username) DO NOTHING";
    BY_USERNAME = concat!("SELECT ", user_columns!(), " FROM users u WHERE u.username = $1");
    BY_ID = concat!("SELECT ", user_columns!(), " FROM users u WHERE u.id = $1");
    LIST = concat!("SELECT ", user_columns!(), " FROM users u ORDER BY u.username");
}

impl Operation for CreateUser {
    type Out = UserCreation;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<UserCreation, StoreError> {
        let NewUser { id, username, display_name, password_hash } = &self.user;
        let values = values![id, username, display_name, password_hash.as_ref(), self.now];
        let (event, creation) = match tx.execute(INSERT, values).await? {
            0 => (AuditEvent::new("user_refused").with(&[("reason", "username_taken")]), UserCreation::UsernameTaken),
            _ => (AuditEvent::new("user_created").about(id), UserCreation::Created),
        };
        event.write(tx, self.now).await?;
        Ok(creation)
    }
}

impl Operation for FindUser {
    type Out = Option<User>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<User>, StoreError> {
        let found = match self {
            Self::ByUsername(username) => tx.rows(BY_USERNAME, values![username]).await?,
            Self::ById(id) => tx.rows(BY_ID, values![&id]).await?,
        };
        decode::first(found, decode::user)
    }
}

impl Operation for ListUsers {
    type Out = Vec<User>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<User>, StoreError> {
        decode::all(tx.rows(LIST, &[]).await?, decode::user)
    }
}
