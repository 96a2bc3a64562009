//! Users.

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

pending!(CreateUser, Write, UserCreation);
pending!(FindUser, Read, Option<User>);
pending!(ListUsers, Read, Vec<User>);
