//! An application: asks, checks what comes back, redeems, refreshes.

use crate::browser::Browser;
use crate::http::{Answer, Call, encode};
use crate::world::{LEDGER_SECRET, SHOP_SECRET, World};
use data_encoding::BASE64;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use stepgate_protocol::client::Client;
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::jwt::{self, KeySet, Typ};

#[derive(Clone, Debug)]
pub(crate) struct RelyingParty {
    world: World,
    pub(crate) client: Client,
}

/// One authorization request, with what its application keeps to itself.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) params: Vec<(String, String)>,
    pub(crate) verifier: String,
}

/// What the token endpoint gave, verified.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) scope: String,
    pub(crate) expires_in: i64,
    /// The claims of the access token.
    pub(crate) claims: Value,
    /// The claims of the ID token.
    pub(crate) id: Value,
}

impl Ask {
    /// Sets a parameter.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        self.without(name).also(name, value)
    }

    /// Adds a parameter, whether or not it is there.
    pub(crate) fn also(mut self, name: &str, value: &str) -> Self {
        self.params.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.params.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn acr(self, values: &str) -> Self {
        self.with("acr_values", values)
    }

    pub(crate) fn essential(self, acr: &str) -> Self {
        self.with("claims", &format!(r#"{{"id_token":{{"acr":{{"essential":true,"value":"{acr}"}}}}}}"#))
    }

    pub(crate) fn silently(self) -> Self {
        self.with("prompt", "none")
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn url(&self) -> String {
        format!("/authorize?{}", encode(&self.params))
    }
}

impl RelyingParty {
    pub(crate) fn new(world: &World, client: Client) -> Self {
        Self { world: world.clone(), client }
    }

    pub(crate) fn redirect_uri(&self) -> &str {
        &self.client.redirect_uris[0]
    }

    /// A request for `openid` with everything that a careful application sends.
    pub(crate) fn ask(&self) -> Ask {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let verifier = format!("verifier-{n:040}");
        let ask = Ask { params: Vec::new(), verifier: verifier.clone() };
        ask.with("response_type", "code")
            .with("client_id", &self.client.id)
            .with("redirect_uri", self.redirect_uri())
            .with("scope", "openid")
            .with("state", &format!("state {n}&"))
            .with("nonce", &format!("nonce-{n}"))
            .with("code_challenge", &Sha256::of(verifier.as_bytes()).base64url())
            .with("code_challenge_method", "S256")
    }

    /// The parameters that came back, once they are known to be the provider's answer to this request (RFC 9207 §2.4).
    fn answer(&self, ask: &Ask, answer: &Answer) -> Vec<(String, String)> {
        let location = answer.location().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
        let (uri, query) = location.split_once('?').unwrap();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let one = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!((answer.status.as_u16(), uri), (303, self.redirect_uri()));
        assert_eq!((one("iss"), one("state")), (Some(self.world.issuer.as_str()), ask.get("state")), "{location}");
        pairs
    }

    /// The parameter of the answer; none where it is not there.
    pub(crate) fn param(&self, ask: &Ask, answer: &Answer, name: &str) -> Option<String> {
        self.answer(ask, answer).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn code(&self, ask: &Ask, answer: &Answer) -> String {
        self.param(ask, answer, "code").unwrap_or_else(|| panic!("no code: {answer:?}"))
    }

    pub(crate) fn error(&self, ask: &Ask, answer: &Answer) -> String {
        assert_eq!(self.param(ask, answer, "code"), None);
        self.param(ask, answer, "error").unwrap_or_else(|| panic!("no error: {answer:?}"))
    }

    /// A POST to an endpoint, authenticated as registered.
    pub(crate) async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let secret = match self.client.id.as_str() {
            "shop" => SHOP_SECRET,
            "ledger" => LEDGER_SECRET,
            public => {
                return self.world.send(Call::post(path).form(&[&[("client_id", public)], fields].concat())).await;
            }
        };
        let basic = BASE64.encode(format!("{}:{secret}", self.client.id).as_bytes());
        self.world.send(Call::post(path).form(fields).header("authorization", format!("Basic {basic}"))).await
    }

    pub(crate) async fn redeem(&self, ask: &Ask, code: &str) -> Answer {
        self.redeem_with(code, Some(&ask.verifier)).await
    }

    pub(crate) async fn redeem_with(&self, code: &str, verifier: Option<&str>) -> Answer {
        let mut fields =
            vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", self.redirect_uri())];
        fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        self.call("/token", &fields).await
    }

    /// Redeems the code of a redirect, and verifies what comes of it.
    pub(crate) async fn tokens(&self, ask: &Ask, answer: &Answer) -> Tokens {
        let tokens = self.read(&self.redeem(ask, &self.code(ask, answer)).await).await;
        assert_eq!(tokens.id["nonce"].as_str(), ask.get("nonce"));
        tokens
    }

    /// Signs in, and keeps the ID token as it is, to be handed back.
    pub(crate) async fn hint(&self, browser: &mut Browser, name: &str) -> String {
        let ask = self.ask();
        let answer = browser.sign_in(&ask, name).await;
        let tokens = self.redeem(&ask, &self.code(&ask, &answer)).await.json();
        tokens["id_token"].as_str().unwrap().to_owned()
    }

    /// Verifies a token response with the published keys.
    pub(crate) async fn read(&self, answer: &Answer) -> Tokens {
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, Some("no-store")), "{answer:?}");
        let body = answer.json();
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        let keys = self.world.send(Call::get("/jwks")).await;
        let keys = KeySet::parse(keys.body.as_bytes()).unwrap();
        let claims = |token: &str, typ| jwt::verify(token, &keys, typ).unwrap().claims::<Value>().unwrap();
        let (access, id) = (text("access_token"), claims(&text("id_token"), Typ::IdToken));
        let tokens = Tokens {
            claims: claims(&access, Typ::AccessToken),
            access,
            refresh: text("refresh_token"),
            scope: text("scope"),
            expires_in: body["expires_in"].as_i64().unwrap(),
            id,
        };
        self.check(&tokens);
        tokens
    }

    fn check(&self, tokens: &Tokens) {
        let now = self.world.now().seconds();
        for (claims, audience) in [(&tokens.id, &self.client.id), (&tokens.claims, &self.client.audience)] {
            assert_eq!(
                (&claims["iss"], &claims["aud"]),
                (&Value::from(&*self.world.issuer), &Value::from(&**audience))
            );
            assert_eq!(claims["iat"], now);
            assert!(claims["exp"].as_i64().unwrap() > now && claims["auth_time"].as_i64().unwrap() <= now);
        }
        assert_eq!(tokens.claims["exp"].as_i64().unwrap() - now, tokens.expires_in);
        for name in ["sub", "acr", "amr", "auth_time", "sid"] {
            assert_eq!(tokens.id[name], tokens.claims[name], "{name}");
        }
    }

    pub(crate) async fn refresh(&self, token: &str, scope: Option<&str>) -> Answer {
        let mut fields = vec![("grant_type", "refresh_token"), ("refresh_token", token)];
        fields.extend(scope.map(|scope| ("scope", scope)));
        self.call("/token", &fields).await
    }

    pub(crate) async fn introspect(&self, token: &str) -> Value {
        let answer = self.call("/introspect", &[("token", token)]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    pub(crate) async fn userinfo(&self, token: &str) -> Answer {
        self.world.send(Call::get("/userinfo").header("authorization", format!("Bearer {token}"))).await
    }

    /// Asks without any interaction: the tokens, or the error code.
    pub(crate) async fn silently(&self, browser: &mut Browser, ask: Ask) -> Result<Tokens, String> {
        let ask = ask.silently();
        let answer = browser.send(Call::get(ask.url())).await;
        match self.param(&ask, &answer, "code") {
            Some(_) => Ok(self.tokens(&ask, &answer).await),
            None => Err(self.error(&ask, &answer)),
        }
    }

    /// The `acr` that this browser's session is good for now, or why it is none.
    pub(crate) async fn level(&self, browser: &mut Browser) -> String {
        match self.silently(browser, self.ask()).await {
            Ok(tokens) => tokens.id["acr"].as_str().unwrap().to_owned(),
            Err(error) => error,
        }
    }
}
