//! Passkey ceremonies (WebAuthn Level 3), verified without IO.
//!
//! What this crate will not do:
//! - **make or remember a challenge.** The [`Challenge`] is an argument, so that the caller can bind it to a transaction, store
//!   it and use it once. Replay (the same response verified twice) is invisible from here;
//! - know sessions, storage, time or randomness. A verification is a function of its arguments;
//! - look a credential up. The caller finds the [`StoredCredential`] by [`AssertionResponse::unverified_credential_id`] and must
//!   itself decide that its owner is the user it expects;
//! - know whom to trust. Attestation (`packed`, `fido-u2f`) is verified to [`TrustAnchors`] that the caller gives; without them, and
//!   in any other format, a statement proves nothing, and [`Attested`] says so;
//! - accept a ceremony without user verification, from another origin, or from inside a foreign frame. There is no switch.
//!
//! ```
//! use stepgate_webauthn::{AssertionError, AssertionResponse, Assertion, Challenge, RelyingParty, StoredCredential};
//!
//! fn sign_in(rp: &RelyingParty, json: &[u8], stored: &StoredCredential, challenge: &Challenge) -> Result<Assertion, AssertionError> {
//!     let response = AssertionResponse::parse(json)?;
//!     rp.verify_assertion(&response, stored, challenge, &[])
//! }
//! ```
//!
//! A security key is a passkey that cannot be copied and whose maker vouches for it; one policy writes the options and checks the answer:
//!
//! ```
//! use stepgate_core::Timestamp;
//! use stepgate_webauthn::{AttestationPolicy, RegistrationPolicy, TrustAnchorError, TrustAnchors};
//!
//! fn security_keys(roots: &[u8], end: Timestamp) -> Result<RegistrationPolicy, TrustAnchorError> {
//!     let anchors = TrustAnchors::new("vendors 2026-11").with_pem(roots)?.with_valid_until(end);
//!     Ok(RegistrationPolicy::security_key(AttestationPolicy::Require(anchors)))
//! }
//! ```
//!
//! Code map: [`RelyingParty`] and [`RegistrationPolicy`] hold the expectations; `options` writes what the browser is asked; `registration` and `assertion`
//! are the two ceremonies, each reading from top to bottom as the specification's list of steps (§7.1, §7.2); `client_data`,
//! `authenticator_data`, `attestation` and `cose` are the parts they check; `cbor` and `response` are the strict front doors.

mod assertion;
mod attestation;
mod authenticator_data;
mod cbor;
mod client_data;
mod cose;
mod credential;
mod error;
mod options;
mod policy;
mod registration;
mod relying_party;
mod response;
#[cfg(feature = "soft-key")]
pub mod soft_key;

pub use assertion::{Assertion, AssertionResponse, CounterOutcome};
pub use attestation::{
    AttestationFormat, Attested, MetadataError, TrustAnchorError, TrustAnchors, Unverifiable, VerifiedAttestation,
};
pub use cbor::CborError;
pub use cose::{Algorithm, InvalidSignature, PublicKey, PublicKeyError};
pub use credential::{
    Aaguid, Challenge, CredentialId, InvalidAaguid, InvalidLength, NewCredential, StoredCredential, UserHandle,
};
pub use error::{AssertionError, AuthenticatorDataError, ClientDataError, RegistrationError, ResponseError};
pub use options::{CreationOptions, RequestOptions, User};
pub use policy::{AaguidPolicy, AttestationPolicy, RegistrationPolicy, ResidentKey};
pub use registration::RegistrationResponse;
pub use relying_party::{RelyingParty, RelyingPartyError};
