//! Attestation certificates: the signature below them, and what §8.2.1 asks of the first.
//!
//! `webpki` verifies signatures and paths, `x509-cert` reads the fields that a web server's certificate has no use for; see
//! `docs/decisions/0010-webpki-for-attestation.md`.

use ciborium::Value;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use webpki::{EndEntityCert, aws_lc_rs};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::OctetStringRef;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use crate::credential::Aaguid;
use crate::error::RegistrationError;

/// Vendors send one to three; every one costs a signature.
const MAX_CERTIFICATES: usize = 6;

/// id-fido-gen-ce-aaguid (§8.2.1).
const AAGUID_EXTENSION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.45724.1.1.4");

/// The algorithm of an attestation signature: more than a credential may have, since nobody asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttestationAlgorithm(&'static dyn SignatureVerificationAlgorithm);

impl AttestationAlgorithm {
    pub(super) const ES256: Self = Self(aws_lc_rs::ECDSA_P256_SHA256);

    /// COSE algorithm identifiers with the curves of WebAuthn §5.8.5.
    pub(super) fn from_cose_id(id: i64) -> Option<Self> {
        match id {
            -7 => Some(Self::ES256),
            -8 => Some(Self(aws_lc_rs::ED25519)),
            -35 => Some(Self(aws_lc_rs::ECDSA_P384_SHA384)),
            -36 => Some(Self(aws_lc_rs::ECDSA_P521_SHA512)),
            -257 => Some(Self(aws_lc_rs::RSA_PKCS1_2048_8192_SHA256)),
            _ => None,
        }
    }
}

/// `x5c`: the attestation certificate, then what leads from it to a root.
#[derive(Clone, Debug)]
pub(crate) struct CertificateChain {
    pub(super) leaf: CertificateDer<'static>,
    pub(super) intermediates: Vec<CertificateDer<'static>>,
}

impl CertificateChain {
    /// `None` where this is no array of one to six byte strings.
    pub(super) fn parse(x5c: Value) -> Option<Self> {
        let certificates = x5c.into_array().ok()?.into_iter().map(|value| value.into_bytes().ok());
        Self::new(certificates.collect::<Option<_>>()?)
    }

    /// `None` where there are not one to six.
    pub(super) fn new(certificates: Vec<Vec<u8>>) -> Option<Self> {
        if certificates.len() > MAX_CERTIFICATES {
            return None;
        }
        let mut certificates = certificates.into_iter().map(CertificateDer::from);
        Some(Self { leaf: certificates.next()?, intermediates: certificates.collect() })
    }

    pub(super) const fn is_single(&self) -> bool {
        self.intermediates.is_empty()
    }

    /// By the key of the first certificate, which must be of the kind that the algorithm uses.
    pub(super) fn verify_signature(
        &self,
        algorithm: AttestationAlgorithm,
        signed: &[u8],
        signature: &[u8],
    ) -> Result<(), RegistrationError> {
        // Only version 3 is parsed, as §8.2.1 asks.
        let leaf = EndEntityCert::try_from(&self.leaf).map_err(|_| RegistrationError::AttestationCertificate)?;
        leaf.verify_signature(algorithm.0, signed, signature).map_err(|_| RegistrationError::AttestationInvalid)
    }

    /// §8.2.1. Version and validity are for `webpki`.
    pub(super) fn check_packed_requirements(&self, aaguid: Aaguid) -> Result<(), RegistrationError> {
        let leaf = Certificate::from_der(&self.leaf).map_err(|_| RegistrationError::AttestationCertificate)?;
        if !has_authenticator_subject(&leaf) || !is_no_ca(&leaf) {
            return Err(RegistrationError::AttestationCertificate);
        }
        match certified_aaguid(&leaf)? {
            Some(certified) if certified != aaguid => Err(RegistrationError::AttestationAaguidMismatch),
            _ => Ok(()),
        }
    }
}

/// What a certificate's key may be used for, where its Key Usage extension says (RFC 5280 §4.2.1.3).
#[derive(Clone, Copy, Debug)]
pub(super) enum Use {
    /// keyCertSign.
    Certificates,
    /// digitalSignature.
    Signatures,
}

impl Use {
    pub(super) fn is_allowed_by(self, certificate: &Certificate) -> bool {
        match (certificate.tbs_certificate().get_extension::<KeyUsage>(), self) {
            (Ok(None), _) => true,
            (Ok(Some((_, usage))), Self::Certificates) => usage.key_cert_sign(),
            (Ok(Some((_, usage))), Self::Signatures) => usage.digital_signature(),
            (Err(_), _) => false,
        }
    }

    pub(super) fn is_allowed_by_der(self, der: &[u8]) -> bool {
        Certificate::from_der(der).is_ok_and(|certificate| self.is_allowed_by(&certificate))
    }
}

/// Subject-C a country code, Subject-O and Subject-CN not empty, Subject-OU literally this.
fn has_authenticator_subject(certificate: &Certificate) -> bool {
    let subject = certificate.tbs_certificate().subject();
    let has_country = subject.country().is_ok_and(|text| text.is_some_and(|text| text.as_str().len() == 2));
    let named = [subject.organization(), subject.common_name()]
        .iter()
        .all(|name| name.as_ref().is_ok_and(|name| name.as_ref().is_some_and(|name| !name.value().is_empty())));
    let unit = subject.organization_unit();
    has_country && named && unit.is_ok_and(|unit| unit.is_some_and(|unit| unit.value() == "Authenticator Attestation"))
}

/// The Basic Constraints extension is there, and says no.
fn is_no_ca(certificate: &Certificate) -> bool {
    let constraints = certificate.tbs_certificate().get_extension::<BasicConstraints>();
    constraints.is_ok_and(|found| found.is_some_and(|(_, constraints)| !constraints.ca))
}

/// The model the certificate is for; none where it does not say. An extension twice, marked critical, or that is not 16 bytes in
/// an OCTET STRING is none that a vendor following §8.2.1 makes.
fn certified_aaguid(certificate: &Certificate) -> Result<Option<Aaguid>, RegistrationError> {
    let extensions = certificate.tbs_certificate().extensions().map_or(&[][..], Vec::as_slice);
    let mut found = extensions.iter().filter(|extension| extension.extn_id == AAGUID_EXTENSION);
    let (Some(extension), None) = (found.next(), found.next()) else {
        let absent = extensions.iter().all(|extension| extension.extn_id != AAGUID_EXTENSION);
        return if absent { Ok(None) } else { Err(RegistrationError::AttestationCertificate) };
    };
    let value = <&OctetStringRef>::from_der(extension.extn_value.as_bytes()).ok();
    let aaguid = value.and_then(|value| value.as_bytes().try_into().ok()).map(Aaguid::from_bytes);
    match aaguid {
        Some(aaguid) if !extension.critical => Ok(Some(aaguid)),
        _ => Err(RegistrationError::AttestationCertificate),
    }
}
