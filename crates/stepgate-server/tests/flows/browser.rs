//! A browser: cookies, redirects within our host, forms as our pages have them.

use crate::http::{Answer, Call};
use crate::passkey::Passkey;
use crate::relying_party::Ask;
use crate::world::{World, password};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A clone is a thief's copy: the same cookies in another place.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    world: World,
    pub(crate) jar: BTreeMap<String, String>,
    /// Where it is.
    pub(crate) at: Option<IpAddr>,
    /// Every POST that was answered by a redirect: path and status.
    pub(crate) redirected_posts: Vec<(String, u16)>,
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self { world: world.clone(), jar: BTreeMap::new(), at: None, redirected_posts: Vec::new() }
    }

    /// The same browser before another node.
    pub(crate) fn moved_to(&self, world: &World) -> Self {
        Self { world: world.clone(), ..self.clone() }
    }

    /// One request with the browser's cookies, no redirect followed.
    pub(crate) async fn send(&mut self, call: Call) -> Answer {
        let (method, path) = (call.method, call.target.clone());
        let cookies: Vec<_> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let call = if cookies.is_empty() { call } else { call.header("cookie", cookies.join("; ")) };
        let answer = self.world.send(Call { peer: self.at, ..call }).await;
        for cookie in answer.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        if method == "POST" && answer.location().is_some() {
            self.redirected_posts.push((path, answer.status.as_u16()));
        }
        answer
    }

    fn keep(&mut self, cookie: &str) {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        if cookie.contains("Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Goes on with GET while we redirect to ourselves; a redirect to an application is the end.
    async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            match answer.location() {
                Some(path) if path.starts_with('/') && !path.starts_with("//") => {
                    answer = self.send(Call::get(path)).await;
                }
                _ => return answer,
            }
        }
        panic!("redirected in a circle: {answer:?}")
    }

    pub(crate) async fn visit(&mut self, path: &str) -> Answer {
        let answer = self.send(Call::get(path)).await;
        self.follow(answer).await
    }

    pub(crate) async fn open(&mut self, ask: &Ask) -> Answer {
        self.visit(&ask.url()).await
    }

    /// Posts a form from one of our pages, as it is there.
    pub(crate) async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let call = Call::post(action).form(fields).header("sec-fetch-site", "same-origin");
        let answer = self.send(call).await;
        self.follow(answer).await
    }

    /// Fills in the form of `page` whose action ends in `suffix`, and sends it.
    pub(crate) async fn submit(&mut self, page: &Answer, suffix: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = [&[("csrf", page.csrf())], fields].concat();
        self.post(page.action(suffix), &fields).await
    }

    pub(crate) async fn with_password(&mut self, page: &Answer, name: &str) -> Answer {
        self.submit(page, "/password", &[("login", name), ("password", &password(name))]).await
    }

    pub(crate) async fn with_passkey(&mut self, page: &Answer, name: &str) -> Answer {
        let passkey = Passkey::of(name);
        let options = self.options(page).await;
        let credential = passkey.sign(&passkey.ceremony(&self.world, &options));
        self.submit(page, "/passkey", &[("credential", &credential)]).await
    }

    /// What our script asks for before a passkey ceremony.
    pub(crate) async fn options(&mut self, page: &Answer) -> Value {
        let answer = self.post(&format!("{}/passkey/options", page.base()), &[("csrf", page.csrf())]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    pub(crate) async fn cancel(&mut self, page: &Answer) -> Answer {
        self.submit(page, "/cancel", &[]).await
    }

    /// Signs in with a password for this request.
    pub(crate) async fn sign_in(&mut self, ask: &Ask, name: &str) -> Answer {
        let page = self.open(ask).await;
        self.with_password(&page, name).await
    }

    /// Confirms with a passkey for this request.
    pub(crate) async fn confirm(&mut self, ask: &Ask, name: &str) -> Answer {
        let page = self.open(ask).await;
        self.with_passkey(&page, name).await
    }

    /// The name of the cookie that holds the session handle here.
    pub(crate) fn session_cookie(&self) -> &'static str {
        if self.world.issuer.starts_with("https") { "__Host-stepgate-session" } else { "stepgate-session" }
    }

    pub(crate) fn session(&self) -> Option<&String> {
        self.jar.get(self.session_cookie())
    }
}
