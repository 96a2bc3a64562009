//! The values that go in and out of a ceremony.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::{Serialize, Serializer};

use crate::attestation::Attested;
use crate::cose::PublicKey;

/// A value that is shorter or longer than its specification allows.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("length outside of what the specification allows")]
pub struct InvalidLength;

/// A text that is not an AAGUID as metadata services write it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("AAGUID is not a UUID of 32 hexadecimal digits in five groups")]
pub struct InvalidAaguid;

/// The 32 bytes a ceremony signs. The caller makes it (random, or a hash over a random nonce and a transaction), stores it, and
/// uses it once (§13.4.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Challenge([u8; 32]);

impl Challenge {
    /// Takes the bytes as they are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn to_base64url(self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }
}

impl Serialize for Challenge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_base64url())
    }
}

/// A credential ID: 1 to 1023 bytes (§4), chosen by the authenticator.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CredentialId(Vec<u8>);

impl CredentialId {
    /// # Errors
    /// [`InvalidLength`] outside of 1 to 1023 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidLength> {
        if (1..=1023).contains(&bytes.len()) { Ok(Self(bytes.to_vec())) } else { Err(InvalidLength) }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Serialize for CredentialId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

/// A user handle: 1 to 64 opaque bytes (§5.4.3). It must not contain anything that names the person (§14.6.1).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UserHandle(Vec<u8>);

impl UserHandle {
    /// # Errors
    /// [`InvalidLength`] outside of 1 to 64 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidLength> {
        if (1..=64).contains(&bytes.len()) { Ok(Self(bytes.to_vec())) } else { Err(InvalidLength) }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Serialize for UserHandle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

/// The authenticator's model (§6.5.1); all zero where it does not say. Without a verified attestation it is only a claim.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Aaguid([u8; 16]);

impl Aaguid {
    /// Takes the bytes as they are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0 == [0; 16]
    }
}

/// From the form of a UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
impl FromStr for Aaguid {
    type Err = InvalidAaguid;

    fn from_str(text: &str) -> Result<Self, InvalidAaguid> {
        let groups = text.split('-').map(str::len);
        let digits = text.replace('-', "");
        let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map_err(|_| InvalidAaguid)?;
        let bytes = bytes.try_into().map_err(|_| InvalidAaguid)?;
        if groups.eq([8, 4, 4, 4, 12]) { Ok(Self(bytes)) } else { Err(InvalidAaguid) }
    }
}

/// In the form of a UUID, as metadata services list them.
impl fmt::Display for Aaguid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, byte) in self.0.iter().enumerate() {
            let dash = if matches!(position, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{dash}{}", HEXLOWER.encode(&[*byte]))?;
        }
        Ok(())
    }
}

/// What a verified registration yields; the caller stores it if the ID is new to every user (§7.1 step 27).
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use = "a credential that is not stored cannot be used"]
pub struct NewCredential {
    /// Names the credential, for all users.
    pub id: CredentialId,
    /// Store [`PublicKey::to_cose`].
    pub public_key: PublicKey,
    /// Zero where the authenticator does not count.
    pub sign_count: u32,
    /// May be copied to other devices (a synced passkey). Fixed for the credential's life.
    pub backup_eligible: bool,
    /// Has been copied.
    pub backed_up: bool,
    /// A claim, unless [`Attested::Verified`].
    pub aaguid: Aaguid,
    /// As reported by the client, unverified; at most eight tokens of at most 32 characters.
    pub transports: Vec<String>,
    /// What is known of the authenticator.
    pub attestation: Attested,
}

/// What the caller stored of a credential, needed to verify an assertion.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredCredential {
    /// From [`NewCredential::id`].
    pub id: CredentialId,
    /// From [`PublicKey::from_cose`].
    pub public_key: PublicKey,
    /// The last accepted [`Assertion::sign_count`](crate::Assertion::sign_count).
    pub sign_count: u32,
    /// From [`NewCredential::backup_eligible`].
    pub backup_eligible: bool,
    /// The handle of the user who owns it.
    pub user_handle: UserHandle,
}

impl NewCredential {
    /// BE=0: it cannot be copied to other devices, as far as the authenticator can be believed.
    #[must_use]
    pub const fn device_bound(&self) -> bool {
        !self.backup_eligible
    }

    /// Device-bound, and a configured anchor vouches for the authenticator that says so.
    #[must_use]
    pub const fn hardware_protected(&self) -> bool {
        self.device_bound() && matches!(self.attestation, Attested::Verified(_))
    }

    /// The credential as its owner will use it next.
    #[must_use]
    pub fn stored_for(&self, user_handle: UserHandle) -> StoredCredential {
        StoredCredential {
            id: self.id.clone(),
            public_key: self.public_key.clone(),
            sign_count: self.sign_count,
            backup_eligible: self.backup_eligible,
            user_handle,
        }
    }
}
