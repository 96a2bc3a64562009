//! Authorization codes at the token endpoint.

use crate::http::Call;
use crate::world::World;

#[tokio::test]
async fn a10_a_replayed_code_revokes_what_came_of_it() {
    let world = World::new().await;
    let (mut browser, bank, ledger) = (world.browser(), world.bank(), world.client("ledger"));
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!(ledger.introspect(&tokens.access).await["active"], true);

    let replay = bank.redeem(&ask, &bank.code(&ask, &answer)).await;
    assert_eq!(replay.refusal(), (400, "invalid_grant".into()));
    assert_eq!(ledger.introspect(&tokens.access).await.to_string(), r#"{"active":false}"#);
    assert_eq!(bank.userinfo(&tokens.access).await.refusal(), (401, "invalid_token".into()));
    assert_eq!(bank.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!(world.count("code_refused").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a10_fifty_redeem_at_once_and_one_succeeds() {
    let world = World::on_disk().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let code = bank.code(&ask, &browser.sign_in(&ask, "alice").await);
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let (bank, ask, code) = (bank.clone(), ask.clone(), code.clone());
            tokio::spawn(async move { bank.redeem(&ask, &code).await.status.as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, &[400; 49][..]));
}

#[tokio::test]
async fn a11_another_client_burns_the_code_it_presents() {
    let world = World::new().await;
    let (mut browser, bank, shop) = (world.browser(), world.bank(), world.client("shop"));
    let ask = bank.ask();
    let code = bank.code(&ask, &browser.sign_in(&ask, "alice").await);
    // Everything but the client is right.
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", bank.redirect_uri()),
        ("code_verifier", &ask.verifier),
    ];
    assert_eq!(shop.call("/token", &fields).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!(bank.redeem(&ask, &code).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn a11_a_code_lives_for_sixty_seconds() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    for (seconds, status) in [(59, 200), (60, 400), (61, 400)] {
        let ask = bank.ask().with("max_age", "0");
        let code = bank.code(&ask, &browser.sign_in(&ask, "alice").await);
        world.pass(seconds);
        assert_eq!(bank.redeem(&ask, &code).await.status, status, "{seconds} s");
    }
}

#[tokio::test]
async fn a11_a_code_belongs_to_its_redirect_uri() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let code = bank.code(&ask, &browser.sign_in(&ask, "alice").await);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "https://bank.example.com/callback/"),
        ("code_verifier", &ask.verifier),
    ];
    assert_eq!(bank.call("/token", &fields).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn a12_no_other_secret_passes_for_a_code() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    let ticket = world.ticket("alice").await;
    let session = browser.session().unwrap().clone();
    for secret in [&tokens.refresh, &tokens.access, &ticket, &session] {
        assert_eq!(bank.redeem(&ask, secret).await.refusal(), (400, "invalid_grant".into()));
        let refreshed = if secret == &tokens.refresh { 200 } else { 400 };
        assert_eq!(bank.refresh(secret, None).await.status, refreshed);
    }
}

#[tokio::test]
async fn c09_a_client_proves_itself_the_one_way_it_is_registered_for() {
    let world = World::new().await;
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    let with = |fields: &[(&'static str, &'static str)]| Call::post("/token").form(&[&grant, fields].concat());
    let secret = ("client_secret", crate::world::SHOP_SECRET);
    let table = [
        (with(&[("client_id", "shop"), secret]), (400, "invalid_grant")),
        (with(&[("client_id", "shop")]), (401, "invalid_client")),
        (with(&[("client_id", "shop"), ("client_secret", "wrong")]), (401, "invalid_client")),
        (with(&[("client_id", "bank"), secret]), (401, "invalid_client")),
        (with(&[("client_id", "nobody")]), (401, "invalid_client")),
        (with(&[]), (401, "invalid_client")),
        (with(&[("client_id", "shop"), secret]).header("authorization", "Basic c2hvcDp4"), (400, "invalid_request")),
        (with(&[("client_id", "bank")]).header("authorization", "Basic c2hvcDp4"), (400, "invalid_request")),
        (with(&[]).header("authorization", "Bearer x"), (401, "invalid_client")),
    ];
    for (call, (status, error)) in table {
        assert_eq!(world.send(call.clone()).await.refusal(), (status, error.to_owned()), "{call:?}");
    }
}

#[tokio::test]
async fn c20_only_two_grants_are_served_and_only_from_a_form() {
    let world = World::new().await;
    let bank = world.bank();
    for grant in ["password", "client_credentials", "implicit", "urn:ietf:params:oauth:grant-type:token-exchange"] {
        let answer = bank.call("/token", &[("grant_type", grant), ("username", "alice"), ("password", "x")]).await;
        assert_eq!(answer.refusal(), (400, "unsupported_grant_type".into()));
    }
    let json = Call::post("/token").header("content-type", "application/json");
    assert_eq!(world.send(json).await.refusal(), (400, "invalid_request".into()));
    assert_eq!(world.send(Call::get("/token")).await.status, 405);
}
