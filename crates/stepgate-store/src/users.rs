//! Users.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::{decode, grants, sessions};
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
    /// When that last changed, if it did.
    pub password_changed_at: Option<Timestamp>,
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

/// Gives a user a password, another one or none, and ends the user's other sessions.
#[derive(Clone, Debug)]
pub struct SetPassword {
    /// Whose.
    pub subject: SubjectId,
    /// The password as a PHC string; without one, the user has no password any more.
    pub hash: Option<String>,
    /// The session in which it is changed, which stays; it must be a live one of this user. Without one, none stays.
    pub keep_session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is changed.
    pub audit: AuditEvent,
}

/// What became of [`SetPassword`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// It is changed, and the other sessions have ended.
    Changed,
    /// There is no such user.
    Unknown,
    /// The session to keep has ended or is not theirs, or the user is disabled; nothing changed.
    SessionEnded,
}

/// Closes an account, which ends its sessions and revokes its grants, or opens it again, which brings none of them back.
///
/// Answers whether there is such a user.
#[derive(Clone, Debug)]
pub struct SetUserDisabled {
    /// Which one.
    pub user: FindUser,
    /// Whether the account is to be closed.
    pub disabled: bool,
    /// The caller's clock.
    pub now: Timestamp,
}

statements! {
    INSERT = "INSERT INTO users (id, username, display_name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (username) DO NOTHING";
    BY_USERNAME = concat!("SELECT ", user_columns!(), " FROM users u WHERE u.username = $1");
    BY_ID = concat!("SELECT ", user_columns!(), " FROM users u WHERE u.id = $1");
    SET_PASSWORD = "UPDATE users SET password_hash = $2, password_changed_at = $3 WHERE id = $1";
    SET_DISABLED = "UPDATE users SET disabled_at = $2 WHERE id = $1 AND (disabled_at IS NULL) = ($2 IS NOT NULL)";
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

impl Operation for SetPassword {
    type Out = PasswordChange;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<PasswordChange, StoreError> {
        let change = self.change(tx).await?;
        let reason = match change {
            PasswordChange::Changed => {
                self.audit.write(tx, self.now).await?;
                return Ok(change);
            }
            PasswordChange::Unknown => "unknown",
            PasswordChange::SessionEnded => "session_ended",
        };
        let event = AuditEvent::new("password_refused").about(&self.subject).with(&[("reason", reason)]);
        event.write(tx, self.now).await?;
        Ok(change)
    }
}

impl SetPassword {
    async fn change(&self, tx: &mut impl Tx) -> Result<PasswordChange, StoreError> {
        let keep = self.keep_session.as_deref();
        if !sessions::allows(tx, keep, &self.subject).await? {
            return Ok(PasswordChange::SessionEnded);
        }
        if tx.execute(SET_PASSWORD, values![&self.subject, self.hash.as_ref(), self.now]).await? == 0 {
            return Ok(PasswordChange::Unknown);
        }
        sessions::end_all(tx, &self.subject, keep, self.now).await?;
        Ok(PasswordChange::Changed)
    }
}

impl Operation for SetUserDisabled {
    type Out = bool;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let Some(User { id, .. }) = self.user.run(tx).await? else { return Ok(false) };
        let disabled_at = self.disabled.then_some(self.now);
        if tx.execute(SET_DISABLED, values![&id, disabled_at]).await? == 0 {
            return Ok(true);
        }
        if self.disabled {
            grants::revoke_of_subject(tx, &id, self.now).await?;
            sessions::end_all(tx, &id, None, self.now).await?;
        }
        let kind = if self.disabled { "user_disabled" } else { "user_enabled" };
        AuditEvent::new(kind).about(&id).write(tx, self.now).await?;
        Ok(true)
    }
}
