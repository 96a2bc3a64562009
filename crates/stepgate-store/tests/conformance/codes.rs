use crate::world::{LIFETIME, Sql, World, assurance, at, grant, hash, issue, redeem};
use stepgate_store::codes::{CodeIssue, PkceProof, RedeemCode, Redemption};
use stepgate_store::grants::{GrantState, NewGrant};
use stepgate_store::refresh::LoadRefresh;

on_every_engine! {
    a_code_becomes_its_grant
    a_request_gets_one_code
    a_request_that_expired_or_is_anothers_gets_no_code
    nobody_gets_a_code_for_another_users_session
    a_session_that_ended_gets_no_code
    a_second_use_revokes_what_came_of_the_first
    whatever_is_wrong_with_it_a_presented_code_is_burnt
    a_code_without_challenge_takes_no_verifier
    an_unknown_code_is_unknown
    a_code_dies_with_its_session
    a_code_dies_with_its_grant
}

async fn a_code_becomes_its_grant(world: World) {
    world.code().await;
    let Redemption::Redeemed(redeemed) = world.run(redeem("code")).await else { panic!("not redeemed") };
    let expected = grant("g", "alice", "s");
    assert_eq!((redeemed.id, redeemed.client, redeemed.subject), (expected.id, expected.client, expected.subject));
    assert_eq!((redeemed.session, redeemed.scope), (expected.session, expected.scope));
    assert_eq!((redeemed.assurance, redeemed.nonce), (assurance("alice"), expected.nonce));
    assert_eq!(redeemed.created_at, at(10));
    let live = world.run(LoadRefresh { hash: hash("refresh-1"), now: at(12) }).await.unwrap();
    assert_eq!(live.id, "g");
}

async fn a_request_gets_one_code(world: World) {
    world.code().await;
    let second = issue("code-2", "sign-in", grant("g2", "alice", "s"));
    assert_eq!(world.run(second).await, CodeIssue::AlreadyAnswered);
    assert_eq!(world.run(redeem("code-2")).await, Redemption::Unknown);
}

async fn a_request_that_expired_or_is_anothers_gets_no_code(world: World) {
    world.signed_in("alice").await;
    let mut late = issue("code", "sign-in", grant("g", "alice", "s"));
    late.now = at(600);
    assert_eq!(world.run(late).await, CodeIssue::AlreadyAnswered);
    let other_client = NewGrant { client: "shop".to_owned(), ..grant("g", "alice", "s") };
    assert_eq!(world.run(issue("code", "sign-in", other_client)).await, CodeIssue::AlreadyAnswered);
    assert_eq!(world.run(issue("code", "none", grant("g", "alice", "s"))).await, CodeIssue::AlreadyAnswered);
}

async fn nobody_gets_a_code_for_another_users_session(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.request("bobs", Some("bob")).await;
    let bobs = grant("g", "bob", "s");
    assert_eq!(world.run(issue("code", "bobs", bobs)).await, CodeIssue::SubjectMismatch, "the session is alice's");
    let borrowed = NewGrant { assurance: assurance("bob"), ..grant("g", "alice", "s") };
    assert_eq!(world.run(issue("code", "sign-in", borrowed)).await, CodeIssue::SubjectMismatch);
    let alices = grant("g", "alice", "s");
    assert_eq!(world.run(issue("code", "bobs", alices)).await, CodeIssue::SubjectMismatch, "the request is bob's");
}

async fn a_session_that_ended_gets_no_code(world: World) {
    world.signed_in("alice").await;
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    assert_eq!(world.run(issue("code", "sign-in", grant("g", "alice", "s"))).await, CodeIssue::SessionEnded);
}

/// A10.
async fn a_second_use_revokes_what_came_of_the_first(world: World) {
    world.code().await;
    let state = || GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(12) };
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
    assert!(world.run(state()).await.is_some());
    assert_eq!(world.run(redeem("code")).await, Redemption::Replayed);
    assert_eq!(world.run(state()).await, None);
    assert_eq!(world.run(LoadRefresh { hash: hash("refresh-1"), now: at(12) }).await, None);
}

/// A08, A09, A11.
async fn whatever_is_wrong_with_it_a_presented_code_is_burnt(world: World) {
    world.signed_in("alice").await;
    let wrong = [
        (RedeemCode { client: "shop".to_owned(), ..redeem("wrong") }, Redemption::WrongClient),
        (RedeemCode { now: at(70), ..redeem("wrong") }, Redemption::Expired),
        (
            RedeemCode { redirect_uri: "https://evil.example".to_owned(), ..redeem("wrong") },
            Redemption::WrongRedirectUri,
        ),
        (RedeemCode { pkce: PkceProof::S256("other".to_owned()), ..redeem("wrong") }, Redemption::WrongVerifier),
        (RedeemCode { pkce: PkceProof::None, ..redeem("wrong") }, Redemption::WrongVerifier),
    ];
    for (number, (presentation, outcome)) in wrong.into_iter().enumerate() {
        let (name, request) = (format!("code-{number}"), format!("r-{number}"));
        world.request(&request, Some("alice")).await;
        assert_eq!(world.run(issue(&name, &request, grant(&request, "alice", "s"))).await, CodeIssue::Issued);
        let presentation = RedeemCode { hash: hash(&name), ..presentation };
        assert_eq!(world.run(presentation).await, outcome);
        assert_eq!(world.run(redeem(&name)).await, Redemption::Replayed, "after {outcome:?}");
        assert_eq!(world.run(GrantState { id: request, lifetime: LIFETIME, now: at(12) }).await, None);
    }
}

/// A09, the other way round.
async fn a_code_without_challenge_takes_no_verifier(world: World) {
    world.signed_in("alice").await;
    for (name, pkce, redeemed) in [("a", PkceProof::None, true), ("b", PkceProof::S256(String::new()), false)] {
        world.request(name, Some("alice")).await;
        let mut plain = issue(name, name, grant(name, "alice", "s"));
        plain.pkce_challenge = None;
        assert_eq!(world.run(plain).await, CodeIssue::Issued);
        let redemption = world.run(RedeemCode { pkce, refresh: None, ..redeem(name) }).await;
        assert_eq!(matches!(redemption, Redemption::Redeemed(_)), redeemed, "{redemption:?}");
    }
}

async fn an_unknown_code_is_unknown(world: World) {
    assert_eq!(world.run(redeem("code")).await, Redemption::Unknown);
    assert_eq!(world.kinds().await, ["code_refused"]);
}

async fn a_code_dies_with_its_session(world: World) {
    world.code().await;
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    assert_eq!(world.run(redeem("code")).await, Redemption::SessionEnded);
}

async fn a_code_dies_with_its_grant(world: World) {
    world.code().await;
    world.run(Sql("UPDATE grants SET revoked_at = 1")).await;
    assert_eq!(world.run(redeem("code")).await, Redemption::Revoked);
}
