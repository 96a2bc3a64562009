//! Revocation (RFC 7009).

use crate::browser::Browser;
use crate::http::Call;
use crate::relying_party::{RelyingParty, Tokens};
use crate::world::World;

async fn tokens(world: &World, browser: &mut Browser, client: &str) -> (RelyingParty, Tokens) {
    let client = world.client(client);
    let ask = client.ask();
    let mut answer = browser.sign_in(&ask, "alice").await;
    if answer.body.contains("/consent") {
        answer = browser.submit(&answer, "/consent", &[("decision", "allow")]).await;
    }
    let tokens = client.tokens(&ask, &answer).await;
    (client, tokens)
}

async fn is_dead(world: &World, client: &RelyingParty, tokens: &Tokens) -> bool {
    let inactive = world.client("ledger").introspect(&tokens.access).await["active"] == false;
    let userinfo = client.userinfo(&tokens.access).await.status == 401;
    assert_eq!(inactive, userinfo);
    inactive
}

#[tokio::test]
async fn c16_either_token_ends_the_grant_with_all_that_came_of_it() {
    for which in ["access", "refresh"] {
        let world = World::new().await;
        let (bank, first) = tokens(&world, &mut world.browser(), "bank").await;
        let second = bank.read(&bank.refresh(&first.refresh, None).await).await;
        let token = if which == "access" { &first.access } else { &second.refresh };
        assert!(!is_dead(&world, &bank, &first).await);
        let answer = bank.call("/revoke", &[("token", token), ("token_type_hint", "nonsense")]).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""), "{which}");
        assert!(is_dead(&world, &bank, &first).await && is_dead(&world, &bank, &second).await, "{which}");
        assert_eq!(bank.refresh(&second.refresh, None).await.refusal(), (400, "invalid_grant".into()));
        assert_eq!(world.count("grant_revoked").await, 1);
        // What was revoked stays so, and that is what its client wanted.
        assert_eq!(bank.call("/revoke", &[("token", token)]).await.status, 200);
        assert_eq!(world.count("grant_revoked").await, 1);
    }
}

/// One that was used already names its family all the same.
#[tokio::test]
async fn c16_an_old_refresh_token_ends_its_family() {
    let world = World::new().await;
    let (bank, first) = tokens(&world, &mut world.browser(), "bank").await;
    let second = bank.read(&bank.refresh(&first.refresh, None).await).await;
    assert_eq!(bank.call("/revoke", &[("token", &first.refresh)]).await.status, 200);
    assert!(is_dead(&world, &bank, &second).await);
    assert_eq!(bank.refresh(&second.refresh, None).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn c16_another_grant_and_the_session_stay() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (bank, first) = tokens(&world, &mut browser, "bank").await;
    let other = bank.silently(&mut browser, bank.ask()).await.unwrap();
    bank.call("/revoke", &[("token", &first.refresh)]).await;
    assert!(is_dead(&world, &bank, &first).await && !is_dead(&world, &bank, &other).await);
    assert!(bank.silently(&mut browser, bank.ask()).await.is_ok());
}

#[tokio::test]
async fn c16_what_is_no_token_of_ours_is_answered_alike() {
    let world = World::new().await;
    let (bank, tokens) = tokens(&world, &mut world.browser(), "bank").await;
    let (head, signature) = tokens.access.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    for token in ["x", "a.b.c", &forged, &"y".repeat(10_000)] {
        let answer = bank.call("/revoke", &[("token", token)]).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""));
    }
    world.pass(300);
    assert_eq!(bank.call("/revoke", &[("token", &tokens.access)]).await.status, 200, "expired is as good as revoked");
    assert_eq!(bank.refresh(&tokens.refresh, None).await.status, 200);
}

/// RFC 7009 §2.1: "the request is refused and the client is informed of the error".
#[tokio::test]
async fn c16_nobody_revokes_what_is_anothers() {
    let world = World::new().await;
    let (bank, tokens) = tokens(&world, &mut world.browser(), "bank").await;
    for other in ["shop", "wish", "ledger"] {
        for token in [&tokens.access, &tokens.refresh] {
            let answer = world.client(other).call("/revoke", &[("token", token)]).await;
            assert_eq!(answer.refusal(), (400, "invalid_grant".into()), "{other}");
        }
    }
    assert!(!is_dead(&world, &bank, &tokens).await);
    assert_eq!(bank.refresh(&tokens.refresh, None).await.status, 200);
}

#[tokio::test]
async fn c16_clients_prove_themselves_as_at_the_token_endpoint() {
    let world = World::new().await;
    let (shop, tokens) = tokens(&world, &mut world.browser(), "shop").await;
    let refused = [
        (Call::post("/revoke").form(&[("token", &tokens.refresh)]), (401, "invalid_client")),
        (Call::post("/revoke").form(&[("token", &tokens.refresh), ("client_id", "shop")]), (401, "invalid_client")),
        (
            Call::post("/revoke").form(&[("token", &tokens.refresh), ("client_id", "shop"), ("client_secret", "x")]),
            (401, "invalid_client"),
        ),
        (Call::post("/revoke"), (400, "invalid_request")),
    ];
    for (call, (status, error)) in refused {
        assert_eq!(world.send(call).await.refusal(), (status, error.into()));
    }
    assert_eq!(shop.call("/revoke", &[]).await.refusal(), (400, "invalid_request".into()));
    let twice = shop.call("/revoke", &[("token", &tokens.refresh), ("token", "x")]).await;
    assert_eq!(twice.refusal(), (400, "invalid_request".into()));
    assert_eq!(shop.refresh(&tokens.refresh, None).await.status, 200);
}
