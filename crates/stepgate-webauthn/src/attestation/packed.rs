//! Format `packed` (§8.2), with certificates or signed by the credential's own key.

use ciborium::Value;

use super::certificate::{AttestationAlgorithm, CertificateChain};
use super::{AttestationFormat, Proof, Registered, Unverifiable};
use crate::cbor::Map;
use crate::error::RegistrationError;

#[derive(Clone, Debug)]
pub(crate) struct Packed {
    unverified_algorithm: i64,
    unverified_signature: Vec<u8>,
    certificates: Option<CertificateChain>,
}

impl Packed {
    /// `None` where a member is missing, too much, or of the wrong kind.
    pub(super) fn parse(mut statement: Map) -> Option<Self> {
        let unverified_algorithm = statement.take_text("alg").and_then(integer)?;
        let unverified_signature = statement.take_text("sig")?.into_bytes().ok()?;
        let certificates = match statement.take_text("x5c") {
            Some(x5c) => Some(CertificateChain::parse(x5c)?),
            None => None,
        };
        statement.is_empty().then_some(Self { unverified_algorithm, unverified_signature, certificates })
    }

    /// §8.2, verification procedure.
    pub(super) fn verify(&self, registered: &Registered<'_>) -> Result<Proof<'_>, RegistrationError> {
        let signed = registered.authenticator_data.signed_with(registered.client_data_hash);
        let Some(chain) = &self.certificates else {
            return self.verify_self(registered, &signed);
        };
        let Some(algorithm) = AttestationAlgorithm::from_cose_id(self.unverified_algorithm) else {
            return Ok(Proof::Unverifiable(Unverifiable::UnknownAlgorithm));
        };
        chain.verify_signature(algorithm, &signed, &self.unverified_signature)?;
        chain.check_packed_requirements(registered.credential.aaguid)?;
        Ok(Proof::Certificate(AttestationFormat::Packed, chain))
    }

    fn verify_self(&self, registered: &Registered<'_>, signed: &[u8]) -> Result<Proof<'_>, RegistrationError> {
        // `alg` must be the credential's own.
        if self.unverified_algorithm != registered.public_key.algorithm().cose_id() {
            return Err(RegistrationError::AttestationInvalid);
        }
        let verified = registered.public_key.verify(signed, &self.unverified_signature);
        verified.map_err(|_| RegistrationError::AttestationInvalid)?;
        Ok(Proof::OwnKey)
    }
}

fn integer(value: Value) -> Option<i64> {
    value.into_integer().ok()?.try_into().ok()
}
