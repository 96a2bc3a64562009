//! Authenticator data (§6.1): what the authenticator says and signs.

use aws_lc_rs::digest::{SHA256, digest};

use crate::cbor;
use crate::credential::{Aaguid, CredentialId};
use crate::error::{AuthenticatorDataError, ResponseError};
use crate::relying_party::RelyingParty;

/// Bits 1 and 5 are reserved for future use and mean nothing here.
mod flag {
    pub(super) const USER_PRESENT: u8 = 0x01;
    pub(super) const USER_VERIFIED: u8 = 0x04;
    pub(super) const BACKUP_ELIGIBLE: u8 = 0x08;
    pub(super) const BACKUP_STATE: u8 = 0x10;
    pub(super) const ATTESTED_CREDENTIAL: u8 = 0x40;
    pub(super) const EXTENSIONS: u8 = 0x80;
}

#[derive(Clone, Debug)]
pub(crate) struct AuthenticatorData {
    bytes: Vec<u8>,
    rp_id_hash: [u8; 32],
    flags: u8,
    pub(crate) sign_count: u32,
    pub(crate) attested_credential: Option<AttestedCredential>,
}

/// §6.5.1. The key is not parsed yet: which keys are acceptable is a question of the ceremony.
#[derive(Clone, Debug)]
pub(crate) struct AttestedCredential {
    pub(crate) aaguid: Aaguid,
    pub(crate) id: CredentialId,
    pub(crate) unverified_public_key: Vec<u8>,
}

impl AuthenticatorData {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ResponseError> {
        let (&rp_id_hash, rest) = split_array(bytes)?;
        let (&[flags], rest) = split_array(rest)?;
        let (&sign_count, rest) = split_array(rest)?;
        let (attested_credential, rest) = if flags & flag::ATTESTED_CREDENTIAL == 0 {
            (None, rest)
        } else {
            let (credential, rest) = AttestedCredential::parse(rest)?;
            (Some(credential), rest)
        };
        check_extensions(flags, rest)?;
        let sign_count = u32::from_be_bytes(sign_count);
        Ok(Self { bytes: bytes.to_vec(), rp_id_hash, flags, sign_count, attested_credential })
    }

    /// §7.1 steps 14 to 17, §7.2 steps 15 to 18.
    pub(crate) fn check(&self, rp: &RelyingParty) -> Result<(), AuthenticatorDataError> {
        if self.rp_id_hash != digest(&SHA256, rp.id().as_bytes()).as_ref() {
            return Err(AuthenticatorDataError::RpIdMismatch);
        }
        if !self.has(flag::USER_PRESENT) {
            return Err(AuthenticatorDataError::UserNotPresent);
        }
        if !self.has(flag::USER_VERIFIED) {
            return Err(AuthenticatorDataError::UserNotVerified);
        }
        if self.backed_up() && !self.backup_eligible() {
            return Err(AuthenticatorDataError::BackupStateInvalid);
        }
        Ok(())
    }

    pub(crate) fn backup_eligible(&self) -> bool {
        self.has(flag::BACKUP_ELIGIBLE)
    }

    pub(crate) fn backed_up(&self) -> bool {
        self.has(flag::BACKUP_STATE)
    }

    pub(crate) const fn rp_id_hash(&self) -> &[u8; 32] {
        &self.rp_id_hash
    }

    /// A new credential of which nothing is said but that the user was there: no backup, no extensions, no counter.
    pub(crate) fn is_plain_registration(&self) -> bool {
        let said = flag::USER_PRESENT | flag::USER_VERIFIED | flag::ATTESTED_CREDENTIAL;
        self.flags & !said == 0 && self.sign_count == 0
    }

    /// What is signed: the authenticator data as received, then the hash of the client data (§6.5.5, §7.2 step 21).
    pub(crate) fn signed_with(&self, client_data_hash: &[u8]) -> Vec<u8> {
        [self.bytes.as_slice(), client_data_hash].concat()
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

impl AttestedCredential {
    fn parse(bytes: &[u8]) -> Result<(Self, &[u8]), ResponseError> {
        let (&aaguid, rest) = split_array(bytes)?;
        let (&id_length, rest) = split_array(rest)?;
        let id_length = usize::from(u16::from_be_bytes(id_length));
        let (id, rest) = rest.split_at_checked(id_length).ok_or(ResponseError::AuthenticatorData)?;
        let id = CredentialId::from_bytes(id).map_err(|_| ResponseError::CredentialIdLength)?;
        let (public_key, rest) = cbor::split_item(rest)?;
        let credential = Self { aaguid: Aaguid::from_bytes(aaguid), id, unverified_public_key: public_key.to_vec() };
        Ok((credential, rest))
    }
}

/// No extension is acted upon, but what is signed must be one map and nothing behind it.
fn check_extensions(flags: u8, bytes: &[u8]) -> Result<(), ResponseError> {
    if flags & flag::EXTENSIONS == 0 {
        return if bytes.is_empty() { Ok(()) } else { Err(ResponseError::AuthenticatorData) };
    }
    if cbor::decode(bytes)?.is_map() { Ok(()) } else { Err(ResponseError::AuthenticatorData) }
}

fn split_array<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8]), ResponseError> {
    bytes.split_first_chunk().ok_or(ResponseError::AuthenticatorData)
}
