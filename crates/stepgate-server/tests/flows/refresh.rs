//! Refresh tokens: rotated, never raised.

use crate::browser::Browser;
use crate::relying_party::{RelyingParty, Tokens};
use crate::world::{BASIC, World, public};
use stepgate_protocol::client::{Client, RefreshAcr};

async fn stepped_up(browser: &mut Browser, client: &RelyingParty, scope: &str) -> Tokens {
    let ask = client.ask().with("scope", scope).acr("phr");
    let answer = browser.confirm(&ask, "alice").await;
    client.tokens(&ask, &answer).await
}

#[tokio::test]
async fn b16_a_refresh_says_what_the_ceremony_was_and_when() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let first = stepped_up(&mut browser, &bank, "openid accounts:read").await;
    world.pass(200);
    let second = bank.read(&bank.refresh(&first.refresh, None).await).await;
    for name in ["acr", "amr", "auth_time", "sid", "sub"] {
        assert_eq!(first.id[name], second.id[name], "{name}");
    }
    assert_ne!((&first.access, &first.refresh), (&second.access, &second.refresh));
    assert_ne!(first.claims["jti"], second.claims["jti"]);
    assert_eq!(second.scope, "openid accounts:read");
}

#[tokio::test]
async fn b16_a_stronger_ceremony_later_does_not_raise_an_older_grant() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let low = bank.tokens(&ask, &answer).await;
    world.pass(10);
    stepped_up(&mut browser, &bank, "openid").await;
    let again = bank.read(&bank.refresh(&low.refresh, None).await).await;
    assert_eq!((&again.id["acr"], &again.id["auth_time"]), (&BASIC.into(), &low.id["auth_time"]));
}

#[tokio::test]
async fn b16_a_scope_goes_when_its_floor_is_no_longer_met() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let first = stepped_up(&mut browser, &bank, "openid payments:write accounts:read").await;
    world.pass(300);
    let second = bank.read(&bank.refresh(&first.refresh, None).await).await;
    assert_eq!(second.scope, "openid payments:write accounts:read");
    world.pass(1);
    let third = bank.read(&bank.refresh(&second.refresh, None).await).await;
    assert_eq!((third.scope.as_str(), &third.id["acr"]), ("openid accounts:read", &"phr".into()));
    // Gone for good, and not to be had by asking.
    let answer = bank.refresh(&third.refresh, Some("openid payments:write")).await;
    assert_eq!(answer.refusal(), (400, "invalid_scope".into()));
    let asked_alone = bank.refresh(&third.refresh, Some("openid")).await;
    assert_eq!(bank.read(&asked_alone).await.scope, "openid");
}

#[tokio::test]
async fn b16_no_scope_left_is_no_token() {
    let world = World::new().await;
    let (mut browser, floor) = (world.browser(), world.client("floor"));
    let tokens = stepped_up(&mut browser, &floor, "openid").await;
    world.pass(901);
    let answer = floor.refresh(&tokens.refresh, None).await;
    assert_eq!(answer.refusal(), (400, "invalid_grant".into()));
    assert!(answer.json()["error_description"].as_str().unwrap().contains("step up"));
}

#[tokio::test]
async fn an_access_token_does_not_outlive_the_freshness_of_its_scopes() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    assert_eq!(stepped_up(&mut browser, &bank, "openid payments:write").await.expires_in, 300);
    world.pass(100);
    let ask = || bank.ask().with("scope", "openid payments:write");
    assert_eq!(bank.silently(&mut browser, ask()).await.unwrap().expires_in, 200);
    world.pass(199);
    assert_eq!(bank.silently(&mut browser, ask()).await.unwrap().expires_in, 1);
    assert_eq!(bank.silently(&mut browser, bank.ask()).await.unwrap().expires_in, 300);
}

#[tokio::test]
async fn c14_a_token_used_twice_ends_its_family() {
    let world = World::new().await;
    let (mut browser, bank, ledger) = (world.browser(), world.bank(), world.client("ledger"));
    let first = stepped_up(&mut browser, &bank, "openid").await;
    let second = bank.read(&bank.refresh(&first.refresh, None).await).await;
    assert_eq!(ledger.introspect(&second.access).await["active"], true);
    assert_eq!(bank.refresh(&first.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!(bank.refresh(&second.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!(ledger.introspect(&second.access).await["active"], false);
    let refused = world.audit().await.into_iter().find(|row| row.kind == "refresh_refused").unwrap();
    assert_eq!(refused.detail, r#"{"reason":"reused"}"#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn c14_a_hundred_refresh_at_once_and_one_succeeds() {
    let world = World::on_disk().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let first = stepped_up(&mut browser, &bank, "openid").await;
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (bank, token) = (bank.clone(), first.refresh.clone());
            tokio::spawn(async move { bank.refresh(&token, None).await })
        })
        .collect();
    let mut winners = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        match answer.status.as_u16() {
            200 => winners.push(bank.read(&answer).await),
            _ => assert_eq!(answer.refusal(), (400, "invalid_grant".into())),
        }
    }
    assert_eq!(winners.len(), 1);
    // The other ninety-nine were reuses.
    assert_eq!(bank.refresh(&winners[0].refresh, None).await.refusal(), (400, "invalid_grant".into()));
    world.pass(24 * 3600);
    assert_eq!(bank.refresh(&first.refresh, None).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn c15_a_refresh_token_is_its_clients_and_no_wider_than_it_was() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let tokens = stepped_up(&mut browser, &bank, "openid accounts:read").await;
    for other in ["wish", "shop"] {
        let answer = world.client(other).refresh(&tokens.refresh, None).await;
        assert_eq!(answer.refusal(), (400, "invalid_grant".into()), "{other}");
    }
    for scope in ["openid profile", "everything"] {
        let answer = bank.refresh(&tokens.refresh, Some(scope)).await;
        assert_eq!(answer.refusal(), (400, "invalid_scope".into()), "{scope}");
    }
    // Nothing of that used the token up.
    assert_eq!(bank.refresh(&tokens.refresh, None).await.status, 200);
}

#[tokio::test]
async fn c15_asking_for_less_once_is_not_giving_it_up() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let first = stepped_up(&mut browser, &bank, "openid accounts:read").await;
    let less = bank.read(&bank.refresh(&first.refresh, Some("openid")).await).await;
    assert_eq!((less.scope.as_str(), &less.claims["scope"]), ("openid", &"openid".into()));
    // RFC 6749 §6: the new refresh token has the scope of the old one.
    let all = bank.read(&bank.refresh(&less.refresh, None).await).await;
    assert_eq!(all.scope, "openid accounts:read");
}

#[tokio::test]
async fn a_refresh_token_ends_with_its_session() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let tokens = stepped_up(&mut browser, &bank, "openid").await;
    world.pass(3600);
    assert_eq!(bank.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
}

/// An application that refreshes all day is in use; the session lives until its absolute end.
#[tokio::test]
async fn refreshing_keeps_the_session_from_idling() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let mut token = bank.tokens(&ask, &answer).await.refresh;
    for _ in 0..20 {
        world.pass(290);
        let refreshed = bank.refresh(&token, None).await.json();
        token = refreshed["refresh_token"].as_str().unwrap().to_owned();
    }
    world.pass(3601);
    assert_eq!(bank.refresh(&token, None).await.json()["error"], "invalid_grant");
}

/// A client that wants the level it still has, rather than the one it once had.
async fn lowering() -> World {
    World::with_clients([Client { refresh_acr: RefreshAcr::Lower, ..public("lower") }]).await
}

/// `(acr, auth_time)` is of one ceremony that took place, and of none later than the grant.
#[tokio::test]
async fn b16_a_client_may_have_the_lower_level_with_its_own_time() {
    let world = lowering().await;
    let (mut browser, lower) = (world.browser(), world.client("lower"));
    let signed_in = world.now().seconds();
    browser.sign_in(&lower.ask(), "alice").await;
    world.pass(100);
    let stepped_up_at = world.now().seconds();
    let first = stepped_up(&mut browser, &lower, "openid accounts:read payments:write").await;
    world.pass(900);
    let second = lower.read(&lower.refresh(&first.refresh, None).await).await;
    assert_eq!((&second.id["acr"], &second.id["auth_time"]), (&"phr".into(), &stepped_up_at.into()), "still fresh");
    assert_eq!(second.scope, "openid accounts:read", "the floor is five minutes");
    // A ceremony for another application in the meantime raises nothing here.
    world.pass(1);
    let (bank, later) = (world.bank(), world.bank().ask().acr("phr"));
    let answer = browser.confirm(&later, "alice").await;
    assert_eq!(bank.tokens(&later, &answer).await.id["auth_time"], world.now().seconds());
    let third = lower.read(&lower.refresh(&second.refresh, None).await).await;
    assert_eq!((&third.id["acr"], &third.id["auth_time"]), (&"urn:stepgate:mfa".into(), &stepped_up_at.into()));
    assert_eq!(third.id["amr"], first.id["amr"]);
    assert!(signed_in < stepped_up_at);
}

#[tokio::test]
async fn b16_the_lowest_level_holds_as_long_as_the_session() {
    let world = lowering().await;
    let (mut browser, lower) = (world.browser(), world.client("lower"));
    let first = stepped_up(&mut browser, &lower, "openid").await;
    let mut token = first.refresh;
    for _ in 0..10 {
        world.pass(3_000);
        token = lower.read(&lower.refresh(&token, None).await).await.refresh;
    }
    let last = lower.read(&lower.refresh(&token, None).await).await;
    assert_eq!((&last.id["acr"], &last.id["auth_time"]), (&BASIC.into(), &first.id["auth_time"]));
    assert_eq!(last.scope, "openid");
}

/// Nothing is below the floor of this client that would still be met.
#[tokio::test]
async fn b16_no_level_left_is_no_token() {
    let floor = Client { refresh_acr: RefreshAcr::Lower, ..public("strict") };
    let world = World::with_clients([floor]).await;
    let (mut browser, strict) = (world.browser(), world.client("strict"));
    let tokens = stepped_up(&mut browser, &strict, "payments:write openid").await;
    world.pass(901);
    let alone = strict.refresh(&tokens.refresh, Some("payments:write")).await;
    assert_eq!(alone.refusal(), (400, "invalid_grant".into()));
    // Nothing of that used the token up, and the rest is still to be had.
    assert_eq!(strict.read(&strict.refresh(&tokens.refresh, None).await).await.scope, "openid");
}
