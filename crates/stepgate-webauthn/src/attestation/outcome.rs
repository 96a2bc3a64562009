//! What a registration's attestation turned out to prove.

/// What was verified of the authenticator.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Attested {
    /// A certificate that leads to a configured anchor vouches for the authenticator and its AAGUID.
    Verified(VerifiedAttestation),
    /// The credential's own key signed the registration (§6.5.3): the key is usable, its holder unknown.
    SelfSigned,
    /// Nothing was stated.
    None,
    /// Something was stated that proves nothing here.
    Unverifiable(Unverifiable),
}

/// An attestation that leads to an anchor. [`RelyingParty::verify_registration`](crate::RelyingParty::verify_registration) is the
/// only way to one:
///
/// ```compile_fail,E0451
/// # use stepgate_webauthn::{AttestationFormat, VerifiedAttestation};
/// let forged = VerifiedAttestation { format: AttestationFormat::Packed, anchors: "2026-11".to_owned() };
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerifiedAttestation {
    format: AttestationFormat,
    anchors: String,
}

impl VerifiedAttestation {
    pub(crate) fn new(format: AttestationFormat, anchors: &str) -> Self {
        Self { format, anchors: anchors.to_owned() }
    }

    /// How the authenticator said it.
    #[must_use]
    pub const fn format(&self) -> AttestationFormat {
        self.format
    }

    /// [`TrustAnchors::version`](crate::TrustAnchors::version) of the anchors that decided.
    #[must_use]
    pub fn anchors_version(&self) -> &str {
        &self.anchors
    }
}

/// The formats that are verified (§8), of those that carry certificates.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AttestationFormat {
    /// §8.2.
    Packed,
    /// §8.6.
    FidoU2f,
}

impl AttestationFormat {
    /// The attestation statement format identifier (§8.1).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::FidoU2f => "fido-u2f",
        }
    }
}

/// Why a statement that is not false proves nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unverifiable {
    /// `tpm`, `android-key`, `apple` and whatever else there is.
    #[error("attestation in a format that is not verified")]
    UnknownFormat,
    /// Signed with an algorithm that is not verified.
    #[error("attestation signed with an algorithm that is not verified")]
    UnknownAlgorithm,
    /// The policy has no anchors.
    #[error("attestation that no anchors are configured for")]
    NoAnchors,
    /// The anchors themselves are past their time.
    #[error("attestation anchors out of date")]
    AnchorsOutdated,
    /// The anchors' source reports this model as compromised.
    #[error("attestation of a model that is reported as compromised")]
    ModelRevoked,
    /// The chain leads to no anchor that stands for this model now.
    #[error("attestation certificate of an unknown issuer")]
    UnknownRoot,
    /// A certificate of the chain is past its time, or before it.
    #[error("attestation certificate not valid at this time")]
    CertificateExpired,
    /// A signature, a path length, a CA that is none, or another rule of RFC 5280 §6.
    #[error("attestation certificate chain invalid")]
    ChainInvalid,
}

impl Unverifiable {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownFormat => "attestation_format_unknown",
            Self::UnknownAlgorithm => "attestation_algorithm_unknown",
            Self::NoAnchors => "attestation_without_anchors",
            Self::AnchorsOutdated => "attestation_anchors_outdated",
            Self::ModelRevoked => "attestation_model_revoked",
            Self::UnknownRoot => "attestation_root_unknown",
            Self::CertificateExpired => "attestation_certificate_expired",
            Self::ChainInvalid => "attestation_chain_invalid",
        }
    }
}
