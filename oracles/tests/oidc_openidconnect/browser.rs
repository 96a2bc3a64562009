//! The user's part: cookies, the forms of our pages, and a passkey on a software key.

use crate::world::{HOST, ISSUER, LOGIN, PASSWORD, SUBJECT, World};
use data_encoding::BASE64URL_NOPAD;
use http::{Request, StatusCode, header};
use serde_json::Value;
use std::collections::BTreeMap;
use stepgate_webauthn::soft_key::{Ceremony, SoftKey};
use stepgate_webauthn::{Challenge, UserHandle};

/// A page, or a redirect to an application.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) body: String,
    pub(crate) location: Option<String>,
}

pub(crate) struct Browser<'w> {
    world: &'w World,
    cookies: BTreeMap<String, String>,
    key: SoftKey,
}

impl<'w> Browser<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self { world, cookies: BTreeMap::new(), key: SoftKey::generate().unwrap() }
    }

    /// Opens an address of ours, and follows redirects until a page or an application is reached.
    pub(crate) async fn open(&mut self, address: &str) -> Page {
        let mut page = self.send(Request::get(address).body(Vec::new()).unwrap()).await;
        for _ in 0..5 {
            match page.location.take() {
                Some(ours) if ours.starts_with('/') => {
                    page = self.send(Request::get(ours).body(Vec::new()).unwrap()).await;
                }
                elsewhere => return Page { location: elsewhere, ..page },
            }
        }
        panic!("redirected in a circle: {page:?}")
    }

    /// Adds a passkey with a one-time ticket.
    pub(crate) async fn enrols_passkey(&mut self) {
        let action = format!("/enrol/{}", self.world.ticket().await);
        let page = self.open(&action).await;
        let ceremony = self.ceremony(&page, &action).await;
        let credential = self.key.register(&ceremony).unwrap().to_json().unwrap().to_string();
        let done = self.submit(&page, &action, &[("credential", &credential), ("name", "Laptop")]).await;
        assert!(done.body.contains("data-state=\"done\""), "{}", done.body);
    }

    pub(crate) async fn with_password(&mut self, page: &Page) -> Page {
        let action = page.action("/password").to_owned();
        self.submit(page, &action, &[("login", LOGIN), ("password", PASSWORD)]).await
    }

    pub(crate) async fn with_passkey(&mut self, page: &Page) -> Page {
        let action = page.action("/passkey").to_owned();
        let ceremony = self.ceremony(page, &action).await;
        let credential = self.key.assert(&ceremony).unwrap().to_json().to_string();
        self.submit(page, &action, &[("credential", &credential)]).await
    }

    pub(crate) async fn cancel(&mut self, page: &Page) -> Page {
        let action = page.action("/cancel").to_owned();
        self.submit(page, &action, &[]).await
    }

    /// What our script asks for before it calls the authenticator.
    async fn ceremony(&mut self, page: &Page, action: &str) -> Ceremony {
        let options = self.submit(page, &format!("{action}/options"), &[]).await;
        let options: Value = serde_json::from_str(&options.body).unwrap();
        let challenge = options.get("challenge").and_then(Value::as_str).unwrap();
        let challenge = BASE64URL_NOPAD.decode(challenge.as_bytes()).unwrap().try_into().unwrap();
        let user_handle = UserHandle::from_bytes(SUBJECT.as_bytes()).ok();
        Ceremony { user_handle, ..Ceremony::new(HOST, ISSUER, &Challenge::from_bytes(challenge)) }
    }

    async fn submit(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        let body = form.append_pair("csrf", page.csrf()).extend_pairs(fields).finish();
        let request = Request::post(action)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(body.into_bytes()).unwrap()).await
    }

    async fn send(&mut self, mut request: Request<Vec<u8>>) -> Page {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.world.send(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let (status, body) = (response.status(), String::from_utf8(response.into_body()).unwrap());
        assert!(status == StatusCode::OK || location.is_some(), "{status}: {body}");
        Page { body, location }
    }

    fn keep(&mut self, cookie: &str) {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Page {
    /// Where the form posts to whose action ends in `suffix`.
    fn action(&self, suffix: &str) -> &str {
        let mut actions = self.body.split(" action=\"").skip(1).filter_map(|rest| rest.split('"').next());
        actions.find(|action| action.ends_with(suffix)).unwrap_or_else(|| panic!("no form for {suffix}: {}", self.body))
    }

    /// What every form of the page carries.
    fn csrf(&self) -> &str {
        self.body.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap()
    }
}
