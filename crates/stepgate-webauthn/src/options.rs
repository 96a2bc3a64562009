//! What the browser is asked: PublicKeyCredentialCreationOptionsJSON and PublicKeyCredentialRequestOptionsJSON (§5.1.8, §5.1.9),
//! ready for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()`.

use serde::Serialize;

use crate::cose::Algorithm;
use crate::credential::{Challenge, CredentialId, UserHandle};
use crate::policy::{RegistrationPolicy, ResidentKey};
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

/// Options for `navigator.credentials.create()`; serialise to JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    rp: RelyingPartyEntity,
    user: User,
    challenge: Challenge,
    pub_key_cred_params: Vec<CredentialParameters>,
    timeout: u32,
    exclude_credentials: Vec<Descriptor>,
    authenticator_selection: AuthenticatorSelection,
    /// §5.1.9: how the browser presents the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    hints: Option<[&'static str; 1]>,
    /// §5.4.7. Asking for more than can be verified only costs the user privacy and a prompt.
    attestation: &'static str,
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
    /// Asks for a new credential with user verification, as `policy` says; give the same policy to
    /// [`RelyingParty::verify_registration`]. `exclude` lists what the user already has.
    #[must_use]
    pub fn creation_options(
        &self,
        challenge: &Challenge,
        user: User,
        exclude: &[CredentialId],
        policy: &RegistrationPolicy,
    ) -> CreationOptions {
        let security_key = policy.is_for_security_keys();
        CreationOptions {
            rp: RelyingPartyEntity { id: self.id().to_owned(), name: self.name().to_owned() },
            user,
            challenge: *challenge,
            pub_key_cred_params: parameters(policy.algorithms()),
            timeout: TIMEOUT,
            exclude_credentials: descriptors(exclude),
            authenticator_selection: AuthenticatorSelection::new(policy),
            hints: security_key.then_some(["security-key"]),
            attestation: if security_key { "direct" } else { "none" },
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
    #[serde(skip_serializing_if = "Option::is_none")]
    authenticator_attachment: Option<&'static str>,
    resident_key: &'static str,
    /// For clients of Level 1, which know only this one.
    require_resident_key: bool,
    user_verification: &'static str,
}

impl AuthenticatorSelection {
    fn new(policy: &RegistrationPolicy) -> Self {
        let (resident_key, require_resident_key) = match policy.resident_key() {
            ResidentKey::Required => ("required", true),
            ResidentKey::Preferred => ("preferred", false),
        };
        Self {
            authenticator_attachment: policy.is_for_security_keys().then_some("cross-platform"),
            resident_key,
            require_resident_key,
            user_verification: "required",
        }
    }
}

/// credProps, so that the client tells whether the credential is discoverable indeed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    cred_props: bool,
}

fn parameters(algorithms: &[Algorithm]) -> Vec<CredentialParameters> {
    let parameters =
        |algorithm: &Algorithm| CredentialParameters { credential_type: PUBLIC_KEY, alg: algorithm.cose_id() };
    algorithms.iter().map(parameters).collect()
}

fn descriptors(ids: &[CredentialId]) -> Vec<Descriptor> {
    ids.iter().map(|id| Descriptor { credential_type: PUBLIC_KEY, id: id.clone() }).collect()
}
