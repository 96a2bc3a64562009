//! Requests and answers, as the actors see them.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use std::net::IpAddr;
use stepgate_server::Peer;

/// A request to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    /// Where it comes from, if whoever listens tells.
    pub(crate) peer: Option<IpAddr>,
}

impl Call {
    pub(crate) fn new(method: &'static str, target: impl Into<String>) -> Self {
        Self { method, target: target.into(), headers: Vec::new(), body: Vec::new(), peer: None }
    }

    pub(crate) fn get(target: impl Into<String>) -> Self {
        Self::new("GET", target)
    }

    pub(crate) fn post(target: impl Into<String>) -> Self {
        Self::new("POST", target)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn form(self, fields: &[(&str, &str)]) -> Self {
        let body = encode(fields).into_bytes();
        Self { body, ..self.header("content-type", "application/x-www-form-urlencoded") }
    }

    /// `host` is used unless the call names one itself.
    pub(crate) fn into_request(self, host: &str) -> Request<Body> {
        let mut request = Request::builder().method(self.method).uri(self.target);
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", host);
        }
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        if let Some(peer) = self.peer {
            request = request.extension(Peer(peer));
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

/// Form-encodes pairs.
pub(crate) fn encode(pairs: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> Option<&str> {
        self.header("location")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// `error` of a JSON answer.
    pub(crate) fn oauth_error(&self) -> String {
        self.json()["error"].as_str().unwrap().to_owned()
    }

    /// Status and `error`, for comparisons.
    pub(crate) fn refusal(&self) -> (u16, String) {
        (self.status.as_u16(), self.oauth_error())
    }

    /// Status and the name on the error page; an empty name where the page is not one.
    pub(crate) fn page_error(&self) -> (u16, &str) {
        (self.status.as_u16(), between(&self.body, "<main data-error=\"", "\"").unwrap_or_default())
    }

    /// `data-state` of the page.
    pub(crate) fn state(&self) -> Option<&str> {
        between(&self.body, "<main data-state=\"", "\"")
    }

    /// What every form of the page carries.
    pub(crate) fn csrf(&self) -> &str {
        between(&self.body, "name=\"csrf\" value=\"", "\"").unwrap_or_else(|| panic!("no form: {}", self.body))
    }

    /// Where the page's forms post to, in order.
    pub(crate) fn actions(&self) -> Vec<&str> {
        self.body.split(" action=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    /// The action that ends in `suffix`.
    pub(crate) fn action(&self, suffix: &str) -> &str {
        let found = self.actions().into_iter().find(|action| action.ends_with(suffix));
        found.unwrap_or_else(|| panic!("no form for {suffix}: {}", self.body))
    }

    /// Whether a ceremony is offered: `password` or `passkey`.
    pub(crate) fn offers(&self, ceremony: &str) -> bool {
        self.actions().iter().any(|action| action.ends_with(&format!("/{ceremony}")))
    }

    /// `/interaction/{id}` of an interaction's page.
    pub(crate) fn base(&self) -> &str {
        self.action("/cancel").trim_end_matches("/cancel")
    }

    pub(crate) fn interaction(&self) -> &str {
        self.base().trim_start_matches("/interaction/")
    }
}

/// The text between two marks.
pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}
