//! Format `fido-u2f` (§8.6): keys older than CTAP 2, through a client that speaks both.
//!
//! A key that speaks U2F only does not verify its user, and this crate registers nothing without user verification; so a statement
//! of this format passes only where a newer authenticator makes it.

use super::certificate::{AttestationAlgorithm, CertificateChain};
use super::{AttestationFormat, Proof, Registered};
use crate::cbor::Map;
use crate::cose::Algorithm;
use crate::error::RegistrationError;

#[derive(Clone, Debug)]
pub(crate) struct FidoU2f {
    unverified_signature: Vec<u8>,
    certificate: CertificateChain,
}

impl FidoU2f {
    /// `None` where a member is missing, too much, or of the wrong kind. Step 2: `x5c` has exactly one element.
    pub(super) fn parse(mut statement: Map) -> Option<Self> {
        let unverified_signature = statement.take_text("sig")?.into_bytes().ok()?;
        let certificate = CertificateChain::parse(statement.take_text("x5c")?)?;
        (statement.is_empty() && certificate.is_single()).then_some(Self { unverified_signature, certificate })
    }

    /// §8.6, verification procedure.
    pub(super) fn verify(&self, registered: &Registered<'_>) -> Result<Proof<'_>, RegistrationError> {
        // The signature covers neither the model nor the flags nor the counter. U2F has none of them (CTAP 2.1 §10.2.1), so nobody
        // can claim one under somebody's certificate.
        let claims_nothing =
            registered.credential.aaguid.is_zero() && registered.authenticator_data.is_plain_registration();
        if !claims_nothing || registered.public_key.algorithm() != Algorithm::Es256 {
            return Err(RegistrationError::AttestationInvalid);
        }
        // Steps 3 to 5. The key of an ES256 credential is the uncompressed point that U2F signs.
        let signed = [
            &[0x00],
            registered.authenticator_data.rp_id_hash().as_slice(),
            registered.client_data_hash,
            registered.credential.id.as_bytes(),
            registered.public_key.as_bytes(),
        ]
        .concat();
        // Steps 2 and 6: the certificate's key is on P-256, or the algorithm does not fit it.
        self.certificate.verify_signature(AttestationAlgorithm::ES256, &signed, &self.unverified_signature)?;
        Ok(Proof::Certificate(AttestationFormat::FidoU2f, &self.certificate))
    }
}
