//! Every way a ceremony can fail, once, with the static name under which it appears in logs and audit.

use crate::attestation::Unverifiable;
use crate::cbor::CborError;
use crate::cose::PublicKeyError;

/// The response is not in its form; nothing was compared with any expectation yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ResponseError {
    /// More than 64 KiB.
    #[error("response larger than 64 KiB")]
    TooLarge,
    /// Not JSON, a member missing, twice or of the wrong kind.
    #[error("response is not the expected JSON")]
    Json,
    /// The member is not base64url without padding.
    #[error("`{0}` is not base64url without padding")]
    Base64url(&'static str),
    /// `id` and `rawId` differ.
    #[error("`id` and `rawId` differ")]
    IdMismatch,
    /// `type` is not `public-key`.
    #[error("`type` is not `public-key`")]
    CredentialType,
    /// Empty or longer than 1023 bytes.
    #[error("credential ID not of 1 to 1023 bytes")]
    CredentialIdLength,
    /// Empty or longer than 64 bytes.
    #[error("user handle not of 1 to 64 bytes")]
    UserHandleLength,
    /// Too many, too long, or not of `a-z`, `0-9`, `-`.
    #[error("`transports` malformed")]
    Transports,
    /// `clientDataJSON` is not the JSON of §5.8.1.
    #[error("`clientDataJSON` is not the expected JSON")]
    ClientData,
    /// The CBOR is not strict.
    #[error("{0}")]
    Cbor(#[from] CborError),
    /// Not the three members of §6.5.4.
    #[error("attestation object with wrong members")]
    AttestationObject,
    /// The lengths and flags of §6.1 do not agree with the bytes.
    #[error("authenticator data with wrong lengths or flags")]
    AuthenticatorData,
}

impl ResponseError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "response_too_large",
            Self::Json => "response_json_malformed",
            Self::Base64url(_) => "base64url_malformed",
            Self::IdMismatch => "id_raw_id_mismatch",
            Self::CredentialType => "credential_type_mismatch",
            Self::CredentialIdLength => "credential_id_length",
            Self::UserHandleLength => "user_handle_length",
            Self::Transports => "transports_malformed",
            Self::ClientData => "client_data_malformed",
            Self::Cbor(error) => error.name(),
            Self::AttestationObject => "attestation_object_malformed",
            Self::AuthenticatorData => "authenticator_data_malformed",
        }
    }
}

/// The client reports another ceremony than the one expected.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ClientDataError {
    /// A registration where an assertion was asked, or the reverse.
    #[error("client data of another ceremony type")]
    TypeMismatch,
    /// Signed over another challenge.
    #[error("client data with another challenge")]
    ChallengeMismatch,
    /// Not one of the relying party's origins, compared as strings.
    #[error("client data from an origin that is not listed")]
    OriginMismatch,
    /// Framed by a page that is not one of the relying party's origins.
    #[error("client data with a top origin that is not listed")]
    TopOriginMismatch,
    /// Made inside a cross-origin frame.
    #[error("client data from a cross-origin frame")]
    CrossOrigin,
}

impl ClientDataError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TypeMismatch => "type_mismatch",
            Self::ChallengeMismatch => "challenge_mismatch",
            Self::OriginMismatch => "origin_mismatch",
            Self::TopOriginMismatch => "top_origin_mismatch",
            Self::CrossOrigin => "cross_origin",
        }
    }
}

/// The authenticator's own statement is not good enough.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AuthenticatorDataError {
    /// Made for another relying party.
    #[error("authenticator data for another relying party")]
    RpIdMismatch,
    /// UP is not set.
    #[error("user was not present")]
    UserNotPresent,
    /// UV is not set.
    #[error("user was not verified")]
    UserNotVerified,
    /// BS without BE.
    #[error("credential backed up, though not eligible for it")]
    BackupStateInvalid,
}

impl AuthenticatorDataError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RpIdMismatch => "rp_id_mismatch",
            Self::UserNotPresent => "user_not_present",
            Self::UserNotVerified => "user_not_verified",
            Self::BackupStateInvalid => "backup_state_invalid",
        }
    }
}

/// Why a registration was refused (§7.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RegistrationError {
    /// Not parsed.
    #[error("{0}")]
    Response(#[from] ResponseError),
    /// Another ceremony.
    #[error("{0}")]
    ClientData(#[from] ClientDataError),
    /// Not good enough.
    #[error("{0}")]
    AuthenticatorData(#[from] AuthenticatorDataError),
    /// AT is not set.
    #[error("no credential in the authenticator data")]
    NoCredential,
    /// The response's `id` is not the credential's.
    #[error("credential ID differs from the response's `id`")]
    CredentialIdMismatch,
    /// The client says that the credential is not discoverable, though this was required.
    #[error("credential is not discoverable")]
    NotDiscoverable,
    /// A key that cannot be used.
    #[error("{0}")]
    PublicKey(#[from] PublicKeyError),
    /// The statement is not what its format says.
    #[error("attestation statement malformed")]
    AttestationMalformed,
    /// Signed by another key, over something else, or with another algorithm than the statement names.
    #[error("attestation does not verify")]
    AttestationInvalid,
    /// Not a certificate as §8.2.1 or §8.6 asks.
    #[error("attestation certificate is not one for an authenticator")]
    AttestationCertificate,
    /// The certificate is for another model than the authenticator says it is.
    #[error("attestation certificate for another model")]
    AttestationAaguidMismatch,
    /// None, or one by the credential's own key, where the policy requires one that leads to an anchor.
    #[error("attestation missing")]
    AttestationMissing,
    /// One that leads to no anchor, where the policy requires it.
    #[error("{0}")]
    AttestationUntrusted(Unverifiable),
    /// Part of the device, where a security key was asked for.
    #[error("authenticator is part of the device")]
    AttachmentMismatch,
    /// May be copied to other devices (BE=1), where a security key was asked for.
    #[error("credential is not bound to one device")]
    NotDeviceBound,
    /// The AAGUID is not one that the policy accepts.
    #[error("authenticator model not allowed")]
    ModelNotAllowed,
}

impl RegistrationError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Response(error) => error.name(),
            Self::ClientData(error) => error.name(),
            Self::AuthenticatorData(error) => error.name(),
            Self::NoCredential => "credential_missing",
            Self::CredentialIdMismatch => "credential_mismatch",
            Self::NotDiscoverable => "credential_not_discoverable",
            Self::PublicKey(error) => error.name(),
            Self::AttestationMalformed => "attestation_malformed",
            Self::AttestationInvalid => "attestation_invalid",
            Self::AttestationCertificate => "attestation_certificate_invalid",
            Self::AttestationAaguidMismatch => "attestation_aaguid_mismatch",
            Self::AttestationMissing => "attestation_missing",
            Self::AttestationUntrusted(reason) => reason.name(),
            Self::AttachmentMismatch => "attachment_mismatch",
            Self::NotDeviceBound => "credential_not_device_bound",
            Self::ModelNotAllowed => "authenticator_model_not_allowed",
        }
    }
}

/// Why an assertion was refused (§7.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AssertionError {
    /// Not parsed.
    #[error("{0}")]
    Response(#[from] ResponseError),
    /// Another ceremony.
    #[error("{0}")]
    ClientData(#[from] ClientDataError),
    /// Not good enough.
    #[error("{0}")]
    AuthenticatorData(#[from] AuthenticatorDataError),
    /// Not one of the credentials that were asked for.
    #[error("credential is not one of those asked for")]
    CredentialNotAllowed,
    /// Not the stored credential.
    #[error("credential is not the stored one")]
    CredentialMismatch,
    /// No user handle, though no credentials were named.
    #[error("user handle missing")]
    UserHandleMissing,
    /// The handle of somebody else.
    #[error("user handle of another user")]
    UserHandleMismatch,
    /// AT is set, which only a registration may.
    #[error("a new credential in an assertion")]
    UnexpectedCredential,
    /// BE is not as it was at registration.
    #[error("backup eligibility changed")]
    BackupEligibilityChanged,
    /// The signature does not verify.
    #[error("signature does not verify")]
    SignatureInvalid,
}

impl AssertionError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Response(error) => error.name(),
            Self::ClientData(error) => error.name(),
            Self::AuthenticatorData(error) => error.name(),
            Self::CredentialNotAllowed => "credential_not_allowed",
            Self::CredentialMismatch => "credential_mismatch",
            Self::UserHandleMissing => "user_handle_missing",
            Self::UserHandleMismatch => "user_handle_mismatch",
            Self::UnexpectedCredential => "credential_unexpected",
            Self::BackupEligibilityChanged => "backup_eligibility_changed",
            Self::SignatureInvalid => "signature_invalid",
        }
    }
}
