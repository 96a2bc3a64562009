use crate::world::{LIFETIME, Sql, World, at, event, evidence, hash, id, new_session, raise, settle};
use stepgate_core::Method;
use stepgate_store::sessions::{EndOtherSessions, EndSession, SeeSession, SessionSummary, SessionsOf};
use stepgate_store::settle::{SessionStep, Settlement};

on_every_engine! {
    a_cookie_finds_its_session
    a_session_that_is_seen_lives_on_and_an_idle_one_dies
    a_session_dies_of_age
    signing_out_ends_it
    a_disabled_user_has_no_session
    a_planted_cookie_never_sees_the_higher_level
    a_planted_cookie_dies_when_the_new_one_arrives
    two_rises_in_a_row_leave_one_current_cookie
    a_user_sees_all_live_sessions_newest_first
    a_session_that_is_over_is_not_listed
    all_sessions_end_but_one
}

async fn a_cookie_finds_its_session(world: World) {
    world.signed_in("alice").await;
    let session = world.see("cookie", 2).await.unwrap();
    assert_eq!((session.id.as_str(), session.subject.as_str(), session.created_at), ("s", "alice", at(1)));
    assert_eq!(session.user.username, "alice");
    assert_eq!(session.evidence, [evidence("alice", Method::Password, None, 1)]);
    assert!(session.handle_is_current);
    assert_eq!(world.see("another", 2).await, None);
}

async fn a_session_that_is_seen_lives_on_and_an_idle_one_dies(world: World) {
    world.signed_in("alice").await;
    assert!(world.see("cookie", 3600).await.is_some());
    assert!(world.see("cookie", 3600 + 3599).await.is_some());
    assert!(world.see("cookie", 3600 + 3599 + 3600).await.is_none());
}

async fn a_session_dies_of_age(world: World) {
    world.signed_in("alice").await;
    let forever = stepgate_core::session::Lifetime { idle: u32::MAX, ..LIFETIME };
    let see = |seconds| SeeSession { handle: hash("cookie"), lifetime: forever, now: at(seconds) };
    assert!(world.run(see(12 * 3600)).await.is_some());
    assert!(world.run(see(12 * 3600 + 1)).await.is_none());
}

async fn signing_out_ends_it(world: World) {
    world.signed_in("alice").await;
    let end = || EndSession { session: "s".to_owned(), now: at(5) };
    world.run(end()).await;
    world.run(end()).await;
    assert_eq!(world.see("cookie", 6).await, None);
    let ended = world.kinds().await.into_iter().filter(|kind| kind == "session_ended").count();
    assert_eq!(ended, 1, "the second sign-out changed nothing");
}

async fn a_disabled_user_has_no_session(world: World) {
    world.signed_in("alice").await;
    world.run(Sql("UPDATE users SET disabled_at = 1 WHERE id = 'alice'")).await;
    assert_eq!(world.see("cookie", 2).await, None);
}

/// Alice's session rises at second 100, from `cookie` to `new`.
async fn risen(world: &World) {
    world.signed_in("alice").await;
    world.request("step-up", Some("alice")).await;
    let ceremony = evidence("alice", Method::Totp, None, 100);
    assert_eq!(world.run(settle("step-up", raise("s", "cookie", "new"), ceremony)).await, Settlement::Settled);
}

/// B02, while the new cookie is on its way.
async fn a_planted_cookie_never_sees_the_higher_level(world: World) {
    risen(&world).await;
    let planted = world.see("cookie", 159).await.unwrap();
    assert_eq!(planted.evidence, [evidence("alice", Method::Password, None, 1)]);
    assert!(!planted.handle_is_current);
    assert_eq!(world.see("cookie", 160).await, None);
    let risen = world.see("new", 200).await.unwrap();
    assert_eq!(risen.evidence.len(), 2);
    assert!(risen.handle_is_current);
}

async fn a_planted_cookie_dies_when_the_new_one_arrives(world: World) {
    risen(&world).await;
    assert!(world.see("new", 101).await.is_some());
    assert_eq!(world.see("cookie", 102).await, None);
    assert_eq!(world.kinds().await.first().unwrap(), "session_handle_retired");
}

async fn two_rises_in_a_row_leave_one_current_cookie(world: World) {
    risen(&world).await;
    world.request("again", Some("alice")).await;
    let again = evidence("alice", Method::RecoveryCode, None, 110);
    assert_eq!(world.run(settle("again", raise("s", "new", "newest"), again)).await, Settlement::Settled);
    let seen = [world.see("cookie", 111).await, world.see("new", 111).await, world.see("newest", 111).await];
    let levels: Vec<_> = seen.iter().flatten().map(|s| (s.evidence.len(), s.handle_is_current)).collect();
    assert_eq!(levels, [(1, false), (2, false), (3, true)]);
}

async fn sign_in(world: &World, name: &str, seconds: i64, user_agent: Option<&str>) {
    world.request(name, None).await;
    let user_agent = user_agent.map(str::to_owned);
    let session = SessionStep::New { id: name.to_owned(), handle: hash(name), user_agent };
    let ceremony = evidence("alice", Method::Password, None, seconds);
    assert_eq!(world.run(settle(name, session, ceremony)).await, Settlement::Settled);
}

async fn sessions_of(world: &World, subject: &str, seconds: i64) -> Vec<SessionSummary> {
    world.run(SessionsOf { subject: id(subject), lifetime: LIFETIME, now: at(seconds) }).await
}

async fn names_of(world: &World, subject: &str, seconds: i64) -> Vec<String> {
    sessions_of(world, subject, seconds).await.into_iter().map(|session| session.id).collect()
}

async fn a_user_sees_all_live_sessions_newest_first(world: World) {
    risen(&world).await;
    world.user("bob").await;
    sign_in(&world, "phone", 200, Some("Firefox on Android")).await;
    let phone = SessionSummary {
        id: "phone".to_owned(),
        created_at: at(200),
        seen_at: at(200),
        user_agent: Some("Firefox on Android".to_owned()),
        evidence: vec![evidence("alice", Method::Password, None, 200)],
    };
    let listed = sessions_of(&world, "alice", 201).await;
    assert_eq!(listed.first(), Some(&phone));
    let first = listed.last().unwrap();
    let methods: Vec<_> = first.evidence.iter().map(|evidence| &evidence.ceremony().method).collect();
    assert_eq!((first.id.as_str(), methods), ("s", vec![&Method::Password, &Method::Totp]));
    assert_eq!(listed.len(), 2);
    assert!(names_of(&world, "bob", 201).await.is_empty());
}

async fn a_session_that_is_over_is_not_listed(world: World) {
    world.signed_in("alice").await;
    sign_in(&world, "phone", 200, None).await;
    sign_in(&world, "lost", 300, None).await;
    world.run(EndSession { session: "lost".to_owned(), now: at(301) }).await;
    assert_eq!(names_of(&world, "alice", 302).await, ["phone", "s"]);
    assert_eq!(names_of(&world, "alice", 3601).await, ["phone"], "the first was not seen for an hour");
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert!(names_of(&world, "alice", 302).await.is_empty());
}

async fn all_sessions_end_but_one(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.request("bobs", None).await;
    world.run(settle("bobs", new_session("bobs", "bobs"), evidence("bob", Method::Password, None, 1))).await;
    for name in ["phone", "tablet"] {
        sign_in(&world, name, 200, None).await;
    }
    let end = |keep: Option<&str>| EndOtherSessions {
        subject: id("alice"),
        keep: keep.map(str::to_owned),
        now: at(201),
        audit: event("other_sessions_ended"),
    };
    assert_eq!(world.run(end(Some("phone"))).await, 2);
    assert_eq!(names_of(&world, "alice", 202).await, ["phone"]);
    assert_eq!(world.run(end(Some("phone"))).await, 0);
    assert_eq!(world.run(end(None)).await, 1);
    assert!(names_of(&world, "alice", 202).await.is_empty());
    assert_eq!(names_of(&world, "bob", 202).await, ["bobs"]);
    let told = world.kinds().await.into_iter().filter(|kind| kind == "other_sessions_ended").count();
    assert_eq!(told, 2, "what ended none is not told");
}
