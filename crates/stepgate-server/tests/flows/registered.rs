//! Clients that were registered while the provider runs, and clients that are closed.

use crate::http::Call;
use crate::relying_party::RelyingParty;
use crate::world::{SHOP_SECRET, World, confidential, public};
use stepgate_protocol::client::Client;
use stepgate_protocol::jwt::Algorithm;
use stepgate_store::audit::AuditEvent;
use stepgate_store::clients::{AddClient, SetClientDisabled};
use stepgate_store::{Access, Operation, StoreError, Tx, Value};

impl World {
    /// Registers a client as an operator would.
    async fn register(&self, client: &Client) -> RelyingParty {
        self.register_as(&client.id, client, serde_json::to_string(client).unwrap()).await
    }

    async fn register_as(&self, id: &str, client: &Client, registration: String) -> RelyingParty {
        let origins = client.origins().collect();
        let audit = AuditEvent::new("client_added");
        let add = AddClient { id: id.to_owned(), registration, origins, now: self.now(), audit };
        self.storage.run(add).await.unwrap();
        let client = Client { id: id.to_owned(), ..client.clone() };
        self.clients.lock().unwrap().push(client.clone());
        RelyingParty::new(self, client)
    }

    async fn close(&self, id: &str, disabled: bool) {
        let (now, audit) = (self.now(), AuditEvent::new("client_closed"));
        assert!(self.storage.run(SetClientDisabled { id: id.to_owned(), disabled, now, audit }).await.unwrap());
    }
}

#[tokio::test]
async fn a_client_registered_meanwhile_is_served_at_once() {
    let world = World::new().await;
    let (mut browser, unknown) = (world.browser(), RelyingParty::new(&world, public("late")));
    assert_eq!(browser.open(&unknown.ask()).await.page_error(), (400, "unknown_client"));
    let late = world.register(&public("late")).await;
    let ask = late.ask().with("scope", "openid payments:write");
    let page = browser.open(&ask).await;
    assert!(page.body.contains("The late") && page.offers("passkey"), "floors hold for it too");
    let answer = browser.with_passkey(&page, "alice").await;
    let tokens = late.tokens(&ask, &answer).await;
    assert_eq!(late.refresh(&tokens.refresh, None).await.status, 200);
    let origin = "https://late.example.com";
    let answer = world.send(Call::post("/token").header("origin", origin)).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
}

#[tokio::test]
async fn a_registration_is_served_as_it_is_or_not_at_all() {
    let world = World::new().await;
    let client = public("late");
    let unreadable = serde_json::to_string(&client).unwrap().replace("openid", "nothing");
    world.register_as("late", &client, unreadable).await;
    world.register_as("other", &client, serde_json::to_string(&client).unwrap()).await;
    world.register(&Client { id_token_signed_response_alg: Algorithm::RS256, ..public("keyless") }).await;
    for id in ["late", "other", "keyless"] {
        let ask = RelyingParty::new(&world, public(id)).ask();
        assert_eq!(world.browser().open(&ask).await.page_error(), (400, "unknown_client"), "{id}");
    }
    // The configuration's own word counts.
    world.register(&confidential("bank", SHOP_SECRET)).await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    bank.tokens(&ask, &answer).await;
}

#[tokio::test]
async fn b27_a_closed_client_is_unknown_at_its_next_step() {
    let world = World::new().await;
    let (mut browser, mut waiting) = (world.browser(), world.browser());
    let client = world.register(&public("late")).await;
    let (ask, second) = (client.ask(), client.ask());
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = client.tokens(&ask, &answer).await;
    let code = client.code(&second, &browser.open(&second).await);
    let page = waiting.open(&client.ask()).await;
    let ledger = world.client("ledger");
    world.close("late", true).await;

    assert_eq!(browser.open(&client.ask()).await.page_error(), (400, "unknown_client"));
    assert_eq!(waiting.visit(page.base()).await.page_error(), (400, "unknown_client"));
    assert_eq!(waiting.with_password(&page, "bob").await.page_error(), (400, "unknown_client"));
    assert_eq!(waiting.session(), None);
    assert_eq!(waiting.cancel(&page).await.page_error(), (400, "unknown_client"));
    assert_eq!(client.redeem(&second, &code).await.refusal(), (401, "invalid_client".into()));
    assert_eq!(client.refresh(&tokens.refresh, None).await.refusal(), (401, "invalid_client".into()));
    assert_eq!(client.call("/revoke", &[("token", &tokens.refresh)]).await.refusal(), (401, "invalid_client".into()));
    assert_eq!(client.userinfo(&tokens.access).await.refusal(), (401, "invalid_token".into()));
    assert_eq!(ledger.introspect(&tokens.access).await["active"], false);
    let preflight = Call::new("OPTIONS", "/token").header("origin", "https://late.example.com");
    assert_eq!(world.send(preflight).await.header("access-control-allow-origin"), None);

    // Opened again, it begins anew: what it had is gone.
    world.close("late", false).await;
    assert_eq!(client.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert!(client.silently(&mut browser, client.ask()).await.is_ok());
}

/// Closes a client behind the provider's back: its grants stand as they did.
struct OnlyTheRow;

impl Operation for OnlyTheRow {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let changed =
            tx.execute("UPDATE clients SET disabled_at = $1 WHERE id = 'late'", &[Value::from(1_i64)]).await?;
        assert_eq!(changed, 1);
        Ok(())
    }
}

/// The flag is looked at where a token is read, not only the grant behind it.
#[tokio::test]
async fn b27_tokens_of_a_closed_client_open_nothing_though_its_grants_stand() {
    let world = World::new().await;
    let (mut browser, client) = (world.browser(), world.register(&public("late")).await);
    let audience = Client { audience: client.client.audience.clone(), ..confidential("reader", SHOP_SECRET) };
    world.register(&audience).await;
    let ask = client.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let access = client.tokens(&ask, &answer).await.access;
    let fields = [("client_id", "reader"), ("client_secret", SHOP_SECRET), ("token", access.as_str())];
    let look = || world.send(Call::post("/introspect").form(&fields));
    assert_eq!(look().await.json()["active"], true);
    world.storage.run(OnlyTheRow).await.unwrap();
    assert_eq!(look().await.json()["active"], false);
    assert_eq!(client.userinfo(&access).await.refusal(), (401, "invalid_token".into()));
}

#[tokio::test]
async fn b27_a_client_that_the_configuration_closes_is_unknown() {
    let world = World::with_clients([Client { enabled: false, ..confidential("closed", SHOP_SECRET) }]).await;
    let closed = world.client("closed");
    assert_eq!(world.browser().open(&closed.ask()).await.page_error(), (400, "unknown_client"));
    let fields = [("client_id", "closed"), ("client_secret", SHOP_SECRET), ("token", "x")];
    for path in ["/token", "/introspect", "/revoke"] {
        assert_eq!(world.send(Call::post(path).form(&fields)).await.refusal(), (401, "invalid_client".into()));
    }
    // What the configuration closed, no registration opens.
    world.register(&public("closed")).await;
    assert_eq!(world.browser().open(&closed.ask()).await.page_error(), (400, "unknown_client"));
    let origin = Call::post("/token").header("origin", "https://never.example.com");
    assert_eq!(world.send(origin).await.header("access-control-allow-origin"), None);
}
