//! What Stepgate decides, and nothing else.
//!
//! This crate does no IO, reads no clock, draws no randomness and knows no protocol. It holds the words of the product as
//! types, [`Evidence`], [`Level`], [`Requirement`], and one pure function over them, [`decide()`].
//!
//! Two worlds meet here and must never mix. The provider decides on [`Evidence`], which only a verified ceremony
//! makes, and gets an [`Assurance`], which tokens are issued from. A guard decides on [`Asserted`] claims, which somebody
//! else issued, and gets an [`Accepted`], which nothing can be issued from.

pub mod assurance;
pub mod credential;
pub mod decide;
pub mod evidence;
pub mod level;
pub mod levels;
pub mod method;
pub mod policy;
pub mod reason;
pub mod requirement;
pub mod session;
pub mod time;

pub use assurance::{Accepted, Asserted, Assurance};
pub use credential::Usable;
pub use decide::{Challenge, Decision, Moment, Reach, Refusal, decide};
pub use evidence::{CredentialId, Evidence, SubjectId};
pub use level::{Age, Level, MethodSet};
pub use levels::{Coverage, Levels};
pub use method::Method;
pub use policy::{Policy, Rule, Target};
pub use reason::Reason;
pub use requirement::{Floor, Requirement, Wanted};
pub use time::{MaxAge, Timestamp};
