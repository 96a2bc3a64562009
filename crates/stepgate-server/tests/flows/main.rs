//! The provider over HTTP, in stories: browsers, passkeys and applications against `app`, without a socket.
//!
//! A test that proves a rule of the threat list begins with the rule's id.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod account;
mod account_adding;
mod account_password;
mod account_removing;
mod accounts;
mod authenticator;
mod browser;
mod http;
mod issued;
mod keys;
mod log;
mod owner;
mod passkey;
mod relying_party;
mod world;

mod artefacts;
mod authorization_request;
mod challenges;
mod claims;
mod client_metadata;
mod client_secrets;
mod codes;
mod consent;
mod disabled;
mod edges;
mod enrolment;
mod enumeration;
mod floods;
mod floors;
mod garbage;
mod headers;
mod hints;
mod hostile;
mod languages;
mod logout;
mod model;
mod one_time_codes;
mod panics;
mod passwords;
mod redirects;
mod refresh;
mod registered;
mod resource;
mod response_modes;
mod revocation;
mod secrets;
mod security_keys;
mod sessions;
mod sharing;
mod silent;
mod sources;
mod step_up;
mod strangers;
mod tampering;
mod throttling;
mod usernames;
