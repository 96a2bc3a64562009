//! JSON Web Tokens: compact JWS with public keys (RFC 7515, RFC 7519), and nothing else of JOSE.
//!
//! The rules are those of RFC 8725. What a token says of itself is compared with what the verifier expects, and never
//! chooses: not the algorithm, not the key, not where a key could be had. A token has one spelling and one kind.
//! Encryption, nesting, detached payloads, the JSON serializations and HMAC are left out on purpose.

mod algorithm;
mod claims;
mod error;
mod header;
mod jwk;
mod key;
mod key_set;
mod signing_key;
mod signing_keys;
mod typ;
mod verify;

pub use algorithm::Algorithm;
pub use claims::{Audience, NumericDate};
pub use error::JwtError;
pub use jwk::Jwk;
pub use key::{UnusableKey, VerificationKey};
pub use key_set::{KeySet, KeySetError, MAX_KEY_SET_LEN, MAX_KEYS};
pub use signing_key::{Pkcs8, SignError, SigningKey};
pub use signing_keys::{SigningKeys, SigningKeysError};
pub use typ::Typ;
pub use verify::{MAX_TOKEN_LEN, Verified, verify, verify_dpop_proof};
