//! What a registration must be: one value for what the browser is asked and for what is checked afterwards, so that nothing is asked
//! in the page alone.

use std::collections::BTreeSet;

use stepgate_core::Timestamp;

use crate::attestation::{Attested, Proof, TrustAnchors, Unverifiable, VerifiedAttestation};
use crate::cose::Algorithm;
use crate::credential::Aaguid;
use crate::error::RegistrationError;
use crate::response::Attachment;

/// How much a security key has to prove.
#[derive(Clone, Debug)]
pub enum AttestationPolicy {
    /// A certificate that leads to one of these anchors, now. Without it the registration is refused.
    Require(TrustAnchors),
    /// Nothing but BE=0, which whoever registers may simply claim: a script can pass for a security key. For trying things out, and
    /// to be said wherever it is used.
    AcceptUnattestedDeviceBound,
}

/// Which models may register. Without a verified attestation the AAGUID is only what the authenticator says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AaguidPolicy {
    allow: Option<BTreeSet<Aaguid>>,
    deny: BTreeSet<Aaguid>,
}

/// Whether the authenticator must be able to name the user by itself (§5.4.6).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResidentKey {
    /// The credential signs in without a user name.
    Required,
    /// Where the authenticator has room.
    Preferred,
}

/// What a registration must be. User verification is not in it: it is always asked for and always required.
#[derive(Clone, Debug)]
pub struct RegistrationPolicy {
    authenticator: Authenticator,
    algorithms: Vec<Algorithm>,
    resident_key: ResidentKey,
    models: AaguidPolicy,
}

#[derive(Clone, Debug)]
enum Authenticator {
    Any,
    SecurityKey(AttestationPolicy),
}

impl AaguidPolicy {
    /// Nobody but these, in place of an earlier list.
    #[must_use]
    pub fn allowing(self, models: impl IntoIterator<Item = Aaguid>) -> Self {
        Self { allow: Some(models.into_iter().collect()), ..self }
    }

    /// Never these, in place of an earlier list; it goes before what is allowed.
    #[must_use]
    pub fn denying(self, models: impl IntoIterator<Item = Aaguid>) -> Self {
        Self { deny: models.into_iter().collect(), ..self }
    }

    fn accepts(&self, model: Aaguid) -> bool {
        !self.deny.contains(&model) && self.allow.as_ref().is_none_or(|allow| allow.contains(&model))
    }
}

impl RegistrationPolicy {
    /// A passkey on any authenticator: synced or not, with no attestation asked for and none believed; discoverable.
    #[must_use]
    pub fn passkey() -> Self {
        Self::new(Authenticator::Any)
    }

    /// A key that is not part of the device (`cross-platform`), cannot be copied (BE=0), and proves what `attestation` says;
    /// discoverable.
    #[must_use]
    pub fn security_key(attestation: AttestationPolicy) -> Self {
        Self::new(Authenticator::SecurityKey(attestation))
    }

    fn new(authenticator: Authenticator) -> Self {
        let (algorithms, models) = (Algorithm::ALL.to_vec(), AaguidPolicy::default());
        Self { authenticator, algorithms, resident_key: ResidentKey::Required, models }
    }

    /// Asks for these algorithms only, in order of preference. Of none at all nobody can register.
    #[must_use]
    pub fn with_algorithms(self, algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        Self { algorithms: algorithms.into_iter().collect(), ..self }
    }

    /// Sets whether the credential must be discoverable.
    #[must_use]
    pub fn with_resident_key(self, resident_key: ResidentKey) -> Self {
        Self { resident_key, ..self }
    }

    /// Sets which models may register.
    #[must_use]
    pub fn with_models(self, models: AaguidPolicy) -> Self {
        Self { models, ..self }
    }

    pub(crate) const fn is_for_security_keys(&self) -> bool {
        matches!(self.authenticator, Authenticator::SecurityKey(_))
    }

    pub(crate) fn algorithms(&self) -> &[Algorithm] {
        &self.algorithms
    }

    pub(crate) const fn resident_key(&self) -> ResidentKey {
        self.resident_key
    }

    /// What the client says without a signature: a "no" is a "no" to what was required, a "yes" is not a proof.
    pub(crate) fn check_client(
        &self,
        discoverable: Option<bool>,
        attachment: Option<Attachment>,
    ) -> Result<(), RegistrationError> {
        if self.resident_key == ResidentKey::Required && discoverable == Some(false) {
            return Err(RegistrationError::NotDiscoverable);
        }
        if self.is_for_security_keys() && attachment == Some(Attachment::Platform) {
            return Err(RegistrationError::AttachmentMismatch);
        }
        Ok(())
    }

    /// What the authenticator says of itself.
    pub(crate) fn check_authenticator(&self, backup_eligible: bool, model: Aaguid) -> Result<(), RegistrationError> {
        if self.is_for_security_keys() && backup_eligible {
            return Err(RegistrationError::NotDeviceBound);
        }
        if !self.models.accepts(model) {
            return Err(RegistrationError::ModelNotAllowed);
        }
        Ok(())
    }

    /// What the attestation is worth (§7.1 steps 23 and 24), or why it is not worth enough.
    pub(crate) fn judge(
        &self,
        proof: &Proof<'_>,
        model: Aaguid,
        now: Timestamp,
    ) -> Result<Attested, RegistrationError> {
        let anchors = match &self.authenticator {
            Authenticator::SecurityKey(AttestationPolicy::Require(anchors)) => Some(anchors),
            Authenticator::SecurityKey(AttestationPolicy::AcceptUnattestedDeviceBound) | Authenticator::Any => None,
        };
        let attested = attest(anchors, proof, model, now);
        match attested {
            Attested::None | Attested::SelfSigned if anchors.is_some() => Err(RegistrationError::AttestationMissing),
            Attested::Unverifiable(reason) if anchors.is_some() => Err(RegistrationError::AttestationUntrusted(reason)),
            attested => Ok(attested),
        }
    }
}

fn attest(anchors: Option<&TrustAnchors>, proof: &Proof<'_>, model: Aaguid, now: Timestamp) -> Attested {
    match (proof, anchors) {
        (Proof::Nothing, _) => Attested::None,
        (Proof::OwnKey, _) => Attested::SelfSigned,
        (Proof::Unverifiable(reason), _) => Attested::Unverifiable(*reason),
        (Proof::Certificate(..), None) => Attested::Unverifiable(Unverifiable::NoAnchors),
        (Proof::Certificate(format, chain), Some(anchors)) => match anchors.verify(chain, model, now) {
            Ok(()) => Attested::Verified(VerifiedAttestation::new(*format, anchors.version())),
            Err(reason) => Attested::Unverifiable(reason),
        },
    }
}
