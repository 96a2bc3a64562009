//! What a certificate of a soft key says, right or wrong.

use aws_lc_rs::digest::{SHA256, digest};

use super::certified_key::ecdsa_with_sha256;
use super::der::{self, element};

/// What a certificate says. [`SoftCertificate::authenticator`] and [`SoftCertificate::authority`] are the honest ones; change what is
/// to be wrong.
#[derive(Clone, Debug)]
pub struct SoftCertificate {
    /// 3, as everybody has it; 1 is written without extensions.
    pub version: u8,
    /// C of the subject.
    pub country: Option<String>,
    /// O of the subject.
    pub organization: Option<String>,
    /// OU of the subject.
    pub unit: Option<String>,
    /// CN of the subject.
    pub common_name: Option<String>,
    /// `YYYYMMDDHHMMSSZ`.
    pub not_before: String,
    /// `YYYYMMDDHHMMSSZ`.
    pub not_after: String,
    /// The Basic Constraints extension: cA and pathLenConstraint.
    pub basic_constraints: Option<(bool, Option<u8>)>,
    /// The Key Usage extension's first byte: 0x80 digitalSignature, 0x04 keyCertSign (RFC 5280 §4.2.1.3).
    pub key_usage: Option<u8>,
    /// The Subject Alternative Name extension: one dNSName.
    pub host: Option<String>,
    /// id-fido-gen-ce-aaguid.
    pub aaguid: Option<[u8; 16]>,
    /// Marks that extension critical.
    pub critical_aaguid: bool,
}

impl SoftCertificate {
    /// An attestation certificate as §8.2.1 has it, for authenticators of one model.
    #[must_use]
    pub fn authenticator(aaguid: [u8; 16]) -> Self {
        Self {
            unit: Some("Authenticator Attestation".to_owned()),
            basic_constraints: Some((false, None)),
            key_usage: Some(0x80),
            aaguid: Some(aaguid),
            ..Self::authority("Soft key")
        }
    }

    /// A certification authority without a path length, valid from 2020 to 2049.
    #[must_use]
    pub fn authority(common_name: &str) -> Self {
        Self {
            version: 3,
            country: Some("SE".to_owned()),
            organization: Some("Stepgate".to_owned()),
            unit: Some("Authenticator Attestation CA".to_owned()),
            common_name: Some(common_name.to_owned()),
            not_before: "20200101000000Z".to_owned(),
            not_after: "20491231235959Z".to_owned(),
            basic_constraints: Some((true, None)),
            key_usage: Some(0x04),
            host: None,
            aaguid: None,
            critical_aaguid: false,
        }
    }

    pub(super) fn subject(&self) -> Vec<u8> {
        let attributes = [
            (6, der::PRINTABLE_STRING, &self.country),
            (10, der::UTF8_STRING, &self.organization),
            (11, der::UTF8_STRING, &self.unit),
            (3, der::UTF8_STRING, &self.common_name),
        ];
        let name: Vec<u8> = attributes
            .into_iter()
            .filter_map(|(attribute, tag, text)| Some((attribute, element(tag, &[text.as_ref()?.as_bytes()]))))
            .map(|(attribute, text)| (element(der::OID, &[&[0x55, 0x04, attribute]]), text))
            .flat_map(|(oid, text)| element(der::SET, &[&element(der::SEQUENCE, &[&oid, &text])]))
            .collect();
        element(der::SEQUENCE, &[&name])
    }

    fn extensions(&self) -> Vec<u8> {
        let basic_constraints = self.basic_constraints.map(|(is_ca, path_length)| {
            let is_ca = if is_ca { element(der::BOOLEAN, &[&[0xff]]) } else { Vec::new() };
            let path_length = path_length.map(|length| element(der::INTEGER, &[&[length]])).unwrap_or_default();
            extension(&[0x55, 0x1d, 0x13], true, &element(der::SEQUENCE, &[&is_ca, &path_length]))
        });
        let key_usage = self.key_usage.map(|usage| extension(&[0x55, 0x1d, 0x0f], true, &der::flags(usage)));
        let host = self.host.as_ref().map(|host| {
            let name = element(der::DNS_NAME, &[host.as_bytes()]);
            extension(&[0x55, 0x1d, 0x11], false, &element(der::SEQUENCE, &[&name]))
        });
        let aaguid = self.aaguid.map(|aaguid| {
            let id = [0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xe5, 0x1c, 0x01, 0x01, 0x04];
            extension(&id, self.critical_aaguid, &element(der::OCTET_STRING, &[&aaguid]))
        });
        let all = [basic_constraints, key_usage, host, aaguid].map(Option::unwrap_or_default).concat();
        if all.is_empty() { all } else { element(der::explicit(3), &[&element(der::SEQUENCE, &[&all])]) }
    }

    /// TBSCertificate (RFC 5280 §4.1).
    pub(super) fn to_be_signed(&self, issuer: &[u8], public_key_info: &[u8]) -> Vec<u8> {
        // Positive, and another for every key.
        let key_id = digest(&SHA256, public_key_info);
        let serial: Vec<u8> = [0x01].into_iter().chain(key_id.as_ref().iter().copied()).take(16).collect();
        let version = element(der::explicit(0), &[&element(der::INTEGER, &[&[self.version.saturating_sub(1)]])]);
        let (version, extensions) =
            if self.version == 1 { (Vec::new(), Vec::new()) } else { (version, self.extensions()) };
        let validity = element(der::SEQUENCE, &[&der::time(&self.not_before), &der::time(&self.not_after)]);
        let parts: [&[u8]; 8] = [
            &version,
            &element(der::INTEGER, &[&serial]),
            &ecdsa_with_sha256(),
            issuer,
            &validity,
            &self.subject(),
            public_key_info,
            &extensions,
        ];
        element(der::SEQUENCE, &parts)
    }
}

fn extension(id: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { element(der::BOOLEAN, &[&[0xff]]) } else { Vec::new() };
    let id = element(der::OID, &[id]);
    element(der::SEQUENCE, &[&id, &critical, &element(der::OCTET_STRING, &[value])])
}
