//! Forms that our own pages post.

use crate::reply::Failure;
use crate::visit::{Visit, csrf_token};
use stepgate_protocol::params::Params;

/// The fields of a form that carries the token of its interaction.
pub(crate) struct Form(Params);

impl Form {
    /// Reads a form that one of our pages sent for this interaction (or ticket) to this browser.
    pub(crate) fn parse(body: &[u8], visit: &Visit, interaction: &str) -> Result<Self, Failure> {
        let params = Params::parse(body);
        params.check_repeats().map_err(|_| Failure::Malformed)?;
        let browser = visit.browser.as_ref().ok_or(Failure::NotThisBrowser)?;
        let sent = params.one("csrf").ok().flatten().ok_or(Failure::Forged)?;
        let expected = csrf_token(browser, interaction);
        // Both are hashes of a secret the sender would have to know; the comparison leaks nothing a guess could use.
        if sent == expected { Ok(Self(params)) } else { Err(Failure::Forged) }
    }

    /// A field that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Failure> {
        self.optional(name)?.ok_or(Failure::Malformed)
    }

    /// A field that may be there.
    pub(crate) fn optional(&self, name: &str) -> Result<Option<&str>, Failure> {
        self.0.one(name).map_err(|_| Failure::Malformed)
    }
}
