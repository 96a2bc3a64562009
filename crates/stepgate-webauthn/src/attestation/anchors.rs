//! Whom to believe about authenticators: a pinned set of certificates with a name and, if wanted, an end.

use std::collections::BTreeSet;
use std::time::Duration;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use stepgate_core::Timestamp;
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, VerifiedPath, aws_lc_rs};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::BasicConstraints;

use super::certificate::{CertificateChain, Use};
use super::outcome::Unverifiable;
use crate::credential::Aaguid;

/// What may sign a certificate of the chain. SHA-1 is not among them.
static ALGORITHMS: [&dyn SignatureVerificationAlgorithm; 11] = [
    aws_lc_rs::ECDSA_P256_SHA256,
    aws_lc_rs::ECDSA_P256_SHA384,
    aws_lc_rs::ECDSA_P384_SHA256,
    aws_lc_rs::ECDSA_P384_SHA384,
    aws_lc_rs::ECDSA_P521_SHA256,
    aws_lc_rs::ECDSA_P521_SHA384,
    aws_lc_rs::ECDSA_P521_SHA512,
    aws_lc_rs::RSA_PKCS1_2048_8192_SHA256,
    aws_lc_rs::RSA_PKCS1_2048_8192_SHA384,
    aws_lc_rs::RSA_PKCS1_2048_8192_SHA512,
    aws_lc_rs::ED25519,
];

/// Why a certificate cannot be an anchor.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TrustAnchorError {
    /// Not an X.509 certificate in DER.
    #[error("trust anchor is not an X.509 certificate")]
    NotACertificate,
    /// PEM without a certificate, or broken.
    #[error("trust anchors are not PEM certificates")]
    Pem,
}

/// The attestation roots that are believed, under a version that is recorded with every credential they vouched for.
///
/// A certificate that is a CA, and may sign certificates, vouches for what leads to it; one that is not vouches for nothing but itself: vendors
/// may publish the attestation certificate alone (FIDO Metadata Statement, `attestationRootCertificates`). An anchor counts only within its own validity. There is no revocation list:
/// a model that is no longer to be believed is named by [`TrustAnchors::with_revoked_model`].
#[derive(Clone, Debug)]
pub struct TrustAnchors {
    version: String,
    valid_until: Option<Timestamp>,
    anchors: Vec<Anchor>,
    revoked_models: BTreeSet<Aaguid>,
}

#[derive(Clone, Debug)]
struct Anchor {
    /// Any, where none.
    model: Option<Aaguid>,
    certificate: CertificateDer<'static>,
    /// `None` for a certificate that is no CA or may not sign certificates.
    issuer: Option<TrustAnchor<'static>>,
    /// How many authorities may stand between this one and the attestation certificate.
    path_length: Option<u8>,
    /// Seconds since the epoch, both inclusive.
    not_before: u64,
    not_after: u64,
}

impl TrustAnchors {
    /// No anchors yet. `version` says which set this is: a date, a serial number, a file's digest.
    #[must_use]
    pub fn new(version: impl Into<String>) -> Self {
        Self { version: version.into(), valid_until: None, anchors: Vec::new(), revoked_models: BTreeSet::new() }
    }

    /// Adds a certificate, in DER, that vouches for authenticators of any model.
    ///
    /// # Errors
    /// [`TrustAnchorError::NotACertificate`].
    pub fn with_der(self, certificate: &[u8]) -> Result<Self, TrustAnchorError> {
        self.with(None, certificate)
    }

    /// Adds a certificate, in DER, that vouches for authenticators of one model only.
    ///
    /// # Errors
    /// [`TrustAnchorError::NotACertificate`].
    pub fn with_der_for(self, model: Aaguid, certificate: &[u8]) -> Result<Self, TrustAnchorError> {
        self.with(Some(model), certificate)
    }

    /// Adds every certificate of a PEM file (RFC 7468 §5), for authenticators of any model.
    ///
    /// # Errors
    /// [`TrustAnchorError`]; a file without a certificate is an error, so that a wrong path is not taken for "trust nobody".
    pub fn with_pem(self, pem: &[u8]) -> Result<Self, TrustAnchorError> {
        let certificates: Vec<_> =
            CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| TrustAnchorError::Pem)?;
        if certificates.is_empty() {
            return Err(TrustAnchorError::Pem);
        }
        certificates.iter().try_fold(self, |anchors, certificate| anchors.with_der(certificate))
    }

    /// After this moment the whole set vouches for nothing: news of a model may have been missed.
    #[must_use]
    pub fn with_valid_until(self, valid_until: Timestamp) -> Self {
        Self { valid_until: Some(valid_until), ..self }
    }

    /// Believes no authenticator of this model, whoever vouches for it.
    #[must_use]
    pub fn with_revoked_model(mut self, model: Aaguid) -> Self {
        self.revoked_models.insert(model);
        self
    }

    /// Which set this is.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// When the set ends, if it does.
    #[must_use]
    pub const fn valid_until(&self) -> Option<Timestamp> {
        self.valid_until
    }

    fn with(mut self, model: Option<Aaguid>, certificate: &[u8]) -> Result<Self, TrustAnchorError> {
        self.anchors.push(Anchor::new(model, certificate)?);
        Ok(self)
    }

    /// What cannot be read vouches for nothing.
    pub(super) fn add_readable(&mut self, model: Aaguid, certificate: &[u8]) {
        self.anchors.extend(Anchor::new(Some(model), certificate));
    }

    /// §7.1 steps 23 and 24: whether someone here vouches for the certificate of an authenticator of this model, now.
    pub(crate) fn verify(&self, chain: &CertificateChain, model: Aaguid, now: Timestamp) -> Result<(), Unverifiable> {
        if self.valid_until.is_some_and(|end| now > end) {
            return Err(Unverifiable::AnchorsOutdated);
        }
        if self.revoked_models.contains(&model) {
            return Err(Unverifiable::ModelRevoked);
        }
        // Before 1970 no certificate is valid, and neither is one at its first second.
        let seconds = u64::try_from(now.seconds()).unwrap_or(0);
        let current = self.anchors.iter().filter(|anchor| anchor.vouches_for(model, seconds));
        if current.clone().any(|anchor| anchor.is_itself(chain)) {
            return Ok(());
        }
        let issuers: Vec<_> = current.clone().filter_map(|anchor| anchor.issuer.clone()).collect();
        // What `webpki` leaves out: key usage (RFC 5280 §6.1.4 (n)), and what an anchor's certificate says beside name and key.
        let check_path = |path: &VerifiedPath<'_>| {
            let length = path.intermediate_certificates().count();
            if !current.clone().any(|anchor| anchor.allows(path.anchor(), length)) {
                return Err(Error::PathLenConstraintViolated);
            }
            let usable =
                path.intermediate_certificates().all(|issuer| Use::Certificates.is_allowed_by_der(&issuer.der()));
            if usable { Ok(()) } else { Err(Error::EndEntityUsedAsCa) }
        };
        if !Use::Signatures.is_allowed_by_der(&chain.leaf) {
            return Err(Unverifiable::ChainInvalid);
        }
        let leaf = EndEntityCert::try_from(&chain.leaf).map_err(|_| Unverifiable::ChainInvalid)?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        leaf.verify_for_usage(&ALGORITHMS, &issuers, &chain.intermediates, time, AnyUsage, None, Some(&check_path))
            .map(|_| ())
            .map_err(|error| reason(&error))
    }
}

impl Anchor {
    fn new(model: Option<Aaguid>, der: &[u8]) -> Result<Self, TrustAnchorError> {
        let parsed = Certificate::from_der(der).map_err(|_| TrustAnchorError::NotACertificate)?;
        let tbs = parsed.tbs_certificate();
        let constraints = tbs.get_extension::<BasicConstraints>().map_err(|_| TrustAnchorError::NotACertificate)?;
        let certificate = CertificateDer::from(der.to_vec());
        let issuer = webpki::anchor_from_trusted_cert(&certificate).map_err(|_| TrustAnchorError::NotACertificate)?;
        let authority = constraints.map(|(_, constraints)| constraints).filter(|constraints| constraints.ca);
        let authority = authority.filter(|_| Use::Certificates.is_allowed_by(&parsed));
        let issuer = authority.is_some().then(|| issuer.to_owned());
        let path_length = authority.and_then(|constraints| constraints.path_len_constraint);
        let not_before = tbs.validity().not_before.to_unix_duration().as_secs();
        let not_after = tbs.validity().not_after.to_unix_duration().as_secs();
        Ok(Self { model, certificate, issuer, path_length, not_before, not_after })
    }

    fn vouches_for(&self, model: Aaguid, seconds: u64) -> bool {
        self.model.is_none_or(|own| own == model) && (self.not_before..=self.not_after).contains(&seconds)
    }

    fn allows(&self, issuer: &TrustAnchor<'_>, authorities_between: usize) -> bool {
        let fits = self.path_length.is_none_or(|limit| authorities_between <= usize::from(limit));
        fits && self.issuer.as_ref() == Some(issuer)
    }

    /// An attestation certificate that was pinned itself, with nothing above it.
    fn is_itself(&self, chain: &CertificateChain) -> bool {
        self.issuer.is_none() && self.certificate == chain.leaf
    }
}

/// Attestation certificates are not for TLS; WebAuthn says nothing about extended key usage.
struct AnyUsage;

impl ExtendedKeyUsageValidator for AnyUsage {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

fn reason(error: &Error) -> Unverifiable {
    match error {
        Error::UnknownIssuer => Unverifiable::UnknownRoot,
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => Unverifiable::CertificateExpired,
        _ => Unverifiable::ChainInvalid,
    }
}
