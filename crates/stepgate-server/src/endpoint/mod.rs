//! The endpoints, one file each.

pub(crate) mod account;
pub(crate) mod assets;
pub(crate) mod authorize;
pub(crate) mod cancel;
pub(crate) mod ceremony;
pub(crate) mod consent;
pub(crate) mod discovery;
pub(crate) mod enrol;
pub(crate) mod form;
pub(crate) mod home;
pub(crate) mod interaction;
pub(crate) mod introspect;
pub(crate) mod jwks;
pub(crate) mod logout;
pub(crate) mod revoke;
pub(crate) mod token;
pub(crate) mod userinfo;
