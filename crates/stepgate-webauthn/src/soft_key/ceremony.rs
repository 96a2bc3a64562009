//! What a soft key is asked, and the client and authenticator data it answers with.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::json;

use super::response::SoftAttachment;
use crate::credential::{Challenge, UserHandle};

/// What the authenticator is asked and how it answers. [`Ceremony::new`] is the honest one; change what is to be wrong.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// Whose hash goes into the authenticator data.
    pub rp_id: String,
    /// The page that asks.
    pub origin: String,
    /// What the page asks to be signed.
    pub challenge: Challenge,
    /// Returned by an assertion.
    pub user_handle: Option<UserHandle>,
    /// `type` of the client data, if not the right one.
    pub client_data_type: Option<String>,
    /// `crossOrigin` of the client data.
    pub cross_origin: bool,
    /// `topOrigin` of the client data.
    pub top_origin: Option<String>,
    /// UP.
    pub user_present: bool,
    /// UV.
    pub user_verified: bool,
    /// BE.
    pub backup_eligible: bool,
    /// BS.
    pub backed_up: bool,
    /// The counter as it is reported.
    pub sign_count: u32,
    /// The model as it is claimed.
    pub aaguid: [u8; 16],
    /// Where the browser found the authenticator.
    pub attachment: SoftAttachment,
}

impl Ceremony {
    /// An honest ceremony with the user present and verified, on a device-bound key that is part of the device and does not count.
    #[must_use]
    pub fn new(rp_id: &str, origin: &str, challenge: &Challenge) -> Self {
        Self {
            rp_id: rp_id.to_owned(),
            origin: origin.to_owned(),
            challenge: *challenge,
            user_handle: None,
            client_data_type: None,
            cross_origin: false,
            top_origin: None,
            user_present: true,
            user_verified: true,
            backup_eligible: false,
            backed_up: false,
            sign_count: 0,
            aaguid: [0; 16],
            attachment: SoftAttachment::Platform,
        }
    }

    pub(super) fn client_data_json(&self, honest_type: &str) -> Vec<u8> {
        let mut client_data = json!({
            "type": self.client_data_type.as_deref().unwrap_or(honest_type),
            "challenge": self.challenge,
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        });
        if let (Some(top_origin), Some(members)) = (&self.top_origin, client_data.as_object_mut()) {
            members.insert("topOrigin".to_owned(), json!(top_origin));
        }
        client_data.to_string().into_bytes()
    }

    pub(super) fn authenticator_data(&self, attested_credential: &[u8]) -> Vec<u8> {
        let flags = u8::from(self.user_present)
            | u8::from(self.user_verified) << 2
            | u8::from(self.backup_eligible) << 3
            | u8::from(self.backed_up) << 4
            | u8::from(!attested_credential.is_empty()) << 6;
        let rp_id_hash = digest(&SHA256, self.rp_id.as_bytes());
        [rp_id_hash.as_ref(), &[flags], &self.sign_count.to_be_bytes(), attested_credential].concat()
    }
}
