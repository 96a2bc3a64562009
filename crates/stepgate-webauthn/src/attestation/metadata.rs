//! Anchors from a metadata BLOB of the FIDO Metadata Service (version 3, §3.1), a signed list of models, their roots and their state.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use rustls_pki_types::{ServerName, SignatureVerificationAlgorithm};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use stepgate_core::Timestamp;
use webpki::{EndEntityCert, aws_lc_rs};
use x509_cert::der::asn1::UintRef;
use x509_cert::der::{DateTime, Encode};

use super::TrustAnchors;
use super::certificate::CertificateChain;
use super::outcome::Unverifiable;
use crate::credential::Aaguid;

/// The Alliance's own is a few MiB, most of it icons.
const MAX_BLOB: usize = 32 * 1024 * 1024;

/// What makes a model one that is not to be believed (§3.1.4). Reports are a history; once is enough here, even if a later firmware
/// is better, since nothing in an attestation tells the firmware.
const COMPROMISED: [&str; 5] = [
    "REVOKED",
    "ATTESTATION_KEY_COMPROMISE",
    "USER_KEY_PHYSICAL_COMPROMISE",
    "USER_KEY_REMOTE_COMPROMISE",
    "USER_VERIFICATION_BYPASS",
];

/// Why a metadata BLOB is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum MetadataError {
    /// More than 32 MiB.
    #[error("metadata BLOB larger than 32 MiB")]
    TooLarge,
    /// Not a JWS in compact form with the members of §3.1.
    #[error("metadata BLOB malformed")]
    Malformed,
    /// Neither RS256 nor ES256.
    #[error("metadata BLOB signed with an algorithm that is not accepted")]
    Algorithm,
    /// The signing certificate leads to none of the roots, or not now.
    #[error("metadata BLOB: {0}")]
    Untrusted(Unverifiable),
    /// The signing certificate is somebody else's. The root is one of the public web, so that the name is what counts.
    #[error("metadata BLOB signed by another host")]
    HostMismatch,
    /// Changed, or signed by another key.
    #[error("metadata BLOB signature does not verify")]
    SignatureInvalid,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    x5c: Vec<String>,
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    no: u64,
    next_update: String,
    entries: Vec<Entry>,
}

/// Entries without an AAGUID are of protocols before FIDO 2.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    aaguid: Option<String>,
    metadata_statement: Option<Statement>,
    #[serde(default)]
    status_reports: Vec<StatusReport>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    #[serde(default)]
    attestation_root_certificates: Vec<String>,
}

#[derive(Deserialize)]
struct StatusReport {
    status: String,
}

impl TrustAnchors {
    /// Reads a metadata BLOB: each model's roots vouch for that model, compromised models are believed by nobody, and the set ends with
    /// the day of `nextUpdate`. The version is `mds-` and the BLOB's serial number, which the caller should see never goes back.
    ///
    /// `roots` and `host` say who may sign it: for the FIDO Alliance's, the root it names and `mds.fidoalliance.org`. A root
    /// certificate in it that cannot be read vouches for nothing.
    ///
    /// # Errors
    /// [`MetadataError`].
    pub fn from_metadata(blob: &[u8], roots: &Self, host: &str, now: Timestamp) -> Result<Self, MetadataError> {
        if blob.len() > MAX_BLOB {
            return Err(MetadataError::TooLarge);
        }
        let text = std::str::from_utf8(blob).map_err(|_| MetadataError::Malformed)?.trim_end();
        let (signed, signature) = text.rsplit_once('.').ok_or(MetadataError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(MetadataError::Malformed)?;
        let header: Header = decode(header)?;
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).map_err(|_| MetadataError::Malformed)?;
        header.verify(signed.as_bytes(), &signature, (roots, host), now)?;
        decode::<Payload>(payload)?.into_anchors()
    }
}

impl Header {
    fn verify(
        &self,
        signed: &[u8],
        signature: &[u8],
        (roots, host): (&TrustAnchors, &str),
        now: Timestamp,
    ) -> Result<(), MetadataError> {
        // RFC 7515 §4.1.11: what is critical and not understood is refused.
        if self.crit.is_some() {
            return Err(MetadataError::Malformed);
        }
        let (algorithm, signature) = self.algorithm(signature)?;
        let x5c: Option<Vec<_>> = self.x5c.iter().map(|text| BASE64.decode(text.as_bytes()).ok()).collect();
        let chain = x5c.and_then(CertificateChain::new).ok_or(MetadataError::Malformed)?;
        roots.verify(&chain, Aaguid::from_bytes([0; 16]), now).map_err(MetadataError::Untrusted)?;
        let leaf = EndEntityCert::try_from(&chain.leaf).map_err(|_| MetadataError::Malformed)?;
        let host = ServerName::try_from(host).map_err(|_| MetadataError::HostMismatch)?;
        leaf.verify_is_valid_for_subject_name(&host).map_err(|_| MetadataError::HostMismatch)?;
        leaf.verify_signature(algorithm, signed, &signature).map_err(|_| MetadataError::SignatureInvalid)
    }

    /// RFC 7518 §3.3, §3.4; the signature as a certificate's key verifies it.
    fn algorithm(
        &self,
        signature: &[u8],
    ) -> Result<(&'static dyn SignatureVerificationAlgorithm, Vec<u8>), MetadataError> {
        match self.alg.as_str() {
            "RS256" => Ok((aws_lc_rs::RSA_PKCS1_2048_8192_SHA256, signature.to_vec())),
            "ES256" => Ok((aws_lc_rs::ECDSA_P256_SHA256, ecdsa_der(signature).ok_or(MetadataError::SignatureInvalid)?)),
            _ => Err(MetadataError::Algorithm),
        }
    }
}

impl Payload {
    fn into_anchors(self) -> Result<TrustAnchors, MetadataError> {
        let valid_until = end_of_day(&self.next_update).ok_or(MetadataError::Malformed)?;
        let mut anchors = TrustAnchors::new(format!("mds-{}", self.no)).with_valid_until(valid_until);
        for entry in self.entries {
            let Some(aaguid) = &entry.aaguid else { continue };
            let model = aaguid.parse().map_err(|_| MetadataError::Malformed)?;
            if entry.status_reports.iter().any(|report| COMPROMISED.contains(&report.status.as_str())) {
                anchors = anchors.with_revoked_model(model);
            }
            let roots = entry.metadata_statement.iter().flat_map(|statement| &statement.attestation_root_certificates);
            roots.filter_map(|text| certificate(text)).for_each(|der| anchors.add_readable(model, &der));
        }
        Ok(anchors)
    }
}

fn decode<T: DeserializeOwned>(part: &str) -> Result<T, MetadataError> {
    let json = BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| MetadataError::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| MetadataError::Malformed)
}

/// Some vendors break the lines of theirs.
fn certificate(base64: &str) -> Option<Vec<u8>> {
    let compact: String = base64.split_ascii_whitespace().collect();
    BASE64.decode(compact.as_bytes()).ok()
}

/// Two numbers of 32 bytes as the SEQUENCE that X.509 has in their place (RFC 3279 §2.2.3).
fn ecdsa_der(fixed: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = fixed.split_at_checked(32).filter(|(_, s)| s.len() == 32)?;
    let numbers = [UintRef::new(r).ok()?.to_der().ok()?, UintRef::new(s).ok()?.to_der().ok()?].concat();
    Some([&[0x30, u8::try_from(numbers.len()).ok()?], numbers.as_slice()].concat())
}

/// The last second of `YYYY-MM-DD`, in UTC.
fn end_of_day(date: &str) -> Option<Timestamp> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let end = DateTime::new(year, month, day, 23, 59, 59).ok().filter(|_| parts.next().is_none())?;
    i64::try_from(end.unix_duration().as_secs()).ok().map(Timestamp::from_seconds)
}
