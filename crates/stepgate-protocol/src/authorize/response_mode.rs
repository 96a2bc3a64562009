//! `response_mode`: how the answer is delivered (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, OAuth 2.0 Form Post
//! Response Mode §2).

use super::AuthorizeError;
use crate::client::Client;
use crate::params::Params;
use serde::{Deserialize, Serialize};

/// How the parameters of an answer reach the application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of a redirect.
    #[default]
    Query,
    /// In the fragment of a redirect, which no server is sent.
    Fragment,
    /// In the body of a POST that a page of ours makes the browser send.
    FormPost,
}

impl ResponseMode {
    /// Every mode, for `response_modes_supported`.
    pub const ALL: [Self; 3] = [Self::Query, Self::Fragment, Self::FormPost];

    /// The value of `response_mode`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
        }
    }

    /// Reads a value; names are case-sensitive.
    #[must_use]
    pub fn parse(mode: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == mode)
    }
}

/// The mode that is asked for, or the one of the code flow, if the client is registered for it.
pub(super) fn check(params: &Params, client: &Client) -> Result<ResponseMode, AuthorizeError> {
    let mode = params.one("response_mode")?.map_or(Some(ResponseMode::Query), ResponseMode::parse);
    mode.filter(|mode| client.response_modes.contains(mode)).ok_or(AuthorizeError::ResponseMode)
}
