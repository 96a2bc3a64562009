//! The pages people see: data in, HTML out.
//!
//! What this module will not do: read a request, set a header, choose a status, know a clock. Each page is one struct
//! with one template on the common `base.html`; [`askama::Template::render`] turns it into text.
//!
//! Promises that the tests hold every page to:
//! 1. Every value is escaped by [`escape::Visible`], which also makes bidi controls and other invisible characters
//!    visible; a template cannot forget it.
//! 2. No inline style, no inline handler, no `javascript:` address: the pages run under `default-src 'none'` with a
//!    script nonce and Trusted Types.
//! 3. Password, consent, cancel and sign-out work without JavaScript. What needs it is `hidden` until a script shows it.
//! 4. No protocol words in a main sentence. Codes stand in the line for operators.

pub mod account;
pub mod assets;
pub mod challenge;
pub mod consent;
pub mod demo;
pub mod enrol;
pub mod error;
pub mod escape;
pub mod form_post;
pub mod home;
pub mod href;
pub mod interaction;
pub mod login;
pub mod logout_confirm;
pub mod not_me;
pub mod problem;
pub mod shell;
pub mod signed_out;
pub mod unreachable;
pub mod words;
