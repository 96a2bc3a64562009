//! What the browser is asked: PublicKeyCredentialCreationOptionsJSON and PublicKeyCredentialRequestOptionsJSON (§5.1.8, §5.1.9),
//! ready for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()`.

use serde::Serialize;

use crate::cose::Algorithm;
use crate::credential::{Challenge, CredentialId, UserHandle};
use crate::relying_party::RelyingParty;

/// Milliseconds. §15.1: between five and ten minutes where the user is to be verified.
const TIMEOUT: u32 = 300_000;

/// Whose credential is made (§5.4.3).
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Returned by every assertion of the credential.
    #[serde(rename = "id")]
    pub handle: UserHandle,
    /// The account's name, as the user would type it.
    pub name: String,
    /// The person's name, as the user would like to read it.
    pub display_name: String,
}

/// How much attestation is asked for (§5.4.7). Asking for more than can be verified only costs the user privacy and a prompt.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AttestationConveyance {
    /// None.
    #[default]
    None,
    /// As the authenticator made it.
    Direct,
}

/// Options for `navigator.credentials.create()`; serialise to JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    rp: RelyingPartyEntity,
    user: User,
    challenge: Challenge,
    pub_key_cred_params: [CredentialParameters; Algorithm::ALL.len()],
    timeout: u32,
    exclude_credentials: Vec<Descriptor>,
    authenticator_selection: AuthenticatorSelection,
    attestation: AttestationConveyance,
    extensions: Extensions,
}

/// Options for `navigator.credentials.get()`; serialise to JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    challenge: Challenge,
    timeout: u32,
    rp_id: String,
    allow_credentials: Vec<Descriptor>,
    user_verification: &'static str,
}

impl RelyingParty {
    /// Asks for a new discoverable credential with user verification. `exclude` lists what the user already has.
    #[must_use]
    pub fn creation_options(&self, challenge: &Challenge, user: User, exclude: &[CredentialId]) -> CreationOptions {
        CreationOptions {
            rp: RelyingPartyEntity { id: self.id().to_owned(), name: self.name().to_owned() },
            user,
            challenge: *challenge,
            pub_key_cred_params: Algorithm::ALL
                .map(|algorithm| CredentialParameters { credential_type: PUBLIC_KEY, alg: algorithm.cose_id() }),
            timeout: TIMEOUT,
            exclude_credentials: descriptors(exclude),
            authenticator_selection: AuthenticatorSelection {
                resident_key: "required",
                require_resident_key: true,
                user_verification: "required",
            },
            attestation: AttestationConveyance::default(),
            extensions: Extensions { cred_props: true },
        }
    }

    /// Asks for an assertion with user verification: by one of `allow`, or, if that is empty, by any discoverable credential.
    /// Give the same list to [`RelyingParty::verify_assertion`].
    #[must_use]
    pub fn request_options(&self, challenge: &Challenge, allow: &[CredentialId]) -> RequestOptions {
        RequestOptions {
            challenge: *challenge,
            timeout: TIMEOUT,
            rp_id: self.id().to_owned(),
            allow_credentials: descriptors(allow),
            user_verification: "required",
        }
    }
}

impl CreationOptions {
    /// Asks for another attestation than none.
    #[must_use]
    pub fn with_attestation(self, attestation: AttestationConveyance) -> Self {
        Self { attestation, ..self }
    }
}

const PUBLIC_KEY: &str = "public-key";

#[derive(Clone, Debug, Serialize)]
struct RelyingPartyEntity {
    id: String,
    name: String,
}

#[derive(Clone, Debug, Serialize)]
struct CredentialParameters {
    #[serde(rename = "type")]
    credential_type: &'static str,
    alg: i64,
}

#[derive(Clone, Debug, Serialize)]
struct Descriptor {
    #[serde(rename = "type")]
    credential_type: &'static str,
    id: CredentialId,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AuthenticatorSelection {
    resident_key: &'static str,
    /// For clients of Level 1, which know only this one.
    require_resident_key: bool,
    user_verification: &'static str,
}

/// credProps, so that the client tells whether the credential is discoverable indeed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    cred_props: bool,
}

fn descriptors(ids: &[CredentialId]) -> Vec<Descriptor> {
    ids.iter().map(|id| Descriptor { credential_type: PUBLIC_KEY, id: id.clone() }).collect()
}
