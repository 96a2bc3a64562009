use crate::world::{LIFETIME, World, at, event, evidence, hash, id, new_session, settle};
use stepgate_core::Method;
use stepgate_store::consents::{Consent, ConsentsFor, ConsentsOf, GiveConsent};
use stepgate_store::grants::GrantState;
use stepgate_store::sessions::EndSession;
use stepgate_store::settle::Settlement;
use stepgate_store::tickets::{CreateTicket, FindTicket, TicketState};
use stepgate_store::users::{
    CreateUser, FindUser, ListUsers, NewUser, PasswordChange, SetPassword, SetUserDisabled, UserCreation,
};

on_every_engine! {
    a_user_is_found_by_name_and_by_id
    a_name_belongs_to_one_user
    users_are_listed_by_name
    consent_adds_up_per_client
    a_new_password_ends_the_other_sessions
    a_password_is_not_changed_from_a_session_that_is_over
    a_closed_account_loses_everything_and_gets_nothing_back
    another_account_is_not_closed
}

async fn a_user_is_found_by_name_and_by_id(world: World) {
    world.user("alice").await;
    let alice = world.run(FindUser::ByUsername("alice".to_owned())).await.unwrap();
    assert_eq!((alice.id.as_str(), alice.display_name.as_str()), ("alice", "ALICE"));
    assert_eq!(alice.password_hash.as_deref(), Some("$argon2id$…"));
    assert!(!alice.disabled);
    assert_eq!(world.run(FindUser::ById(id("alice"))).await, Some(alice));
    assert_eq!(world.run(FindUser::ById(id("bob"))).await, None);
}

async fn a_name_belongs_to_one_user(world: World) {
    world.user("alice").await;
    let user = NewUser {
        id: id("other"),
        username: "alice".to_owned(),
        display_name: "Mallory".to_owned(),
        password_hash: None,
    };
    assert_eq!(world.run(CreateUser { user, now: at(0) }).await, UserCreation::UsernameTaken);
    assert_eq!(world.run(FindUser::ById(id("other"))).await, None);
}

async fn users_are_listed_by_name(world: World) {
    world.user("bob").await;
    world.user("alice").await;
    let names: Vec<_> = world.run(ListUsers).await.into_iter().map(|user| user.username).collect();
    assert_eq!(names, ["alice", "bob"]);
}

async fn consent_adds_up_per_client(world: World) {
    world.user("alice").await;
    let give = |scope: &[&str]| GiveConsent {
        subject: id("alice"),
        client: "bank".to_owned(),
        scope: scope.iter().map(|&scope| scope.to_owned()).collect(),
        now: at(0),
    };
    world.run(give(&["openid", "accounts:read"])).await;
    world.run(give(&["openid", "payments:write"])).await;
    let given = |client: &str| ConsentsFor { subject: id("alice"), client: client.to_owned() };
    assert_eq!(world.run(given("bank")).await, ["accounts:read", "openid", "payments:write"]);
    assert!(world.run(given("shop")).await.is_empty());
    let of = |consents: Vec<Consent>| -> Vec<_> {
        consents.into_iter().map(|consent| (consent.client, consent.scope, consent.given_at)).collect()
    };
    let all = of(world.run(ConsentsOf(id("alice"))).await);
    let expected = ["accounts:read", "openid", "payments:write"];
    assert_eq!(all, expected.map(|scope| ("bank".to_owned(), scope.to_owned(), at(0))));
    assert!(world.run(ConsentsOf(id("bob"))).await.is_empty());
}

/// Alice, signed in at `cookie` with grant `g`, and once more in session `phone`.
async fn alice_twice(world: &World) {
    world.code().await;
    world.request("phone", None).await;
    let ceremony = evidence("alice", Method::Password, None, 2);
    let settled = world.run(settle("phone", new_session("phone", "phone"), ceremony)).await;
    assert_eq!(settled, Settlement::Settled);
}

fn set_password(hash: Option<&str>, keep: Option<&str>) -> SetPassword {
    SetPassword {
        subject: id("alice"),
        hash: hash.map(str::to_owned),
        keep_session: keep.map(str::to_owned),
        now: at(20),
        audit: event("password_changed").about(&id("alice")),
    }
}

async fn a_new_password_ends_the_other_sessions(world: World) {
    alice_twice(&world).await;
    assert_eq!(world.run(set_password(Some("$new"), Some("s"))).await, PasswordChange::Changed);
    let alice = world.run(FindUser::ById(id("alice"))).await.unwrap();
    assert_eq!((alice.password_hash.as_deref(), alice.password_changed_at), (Some("$new"), Some(at(20))));
    assert!(world.see("cookie", 21).await.is_some());
    assert_eq!(world.see("phone", 21).await, None);
    assert_eq!(world.latest(1).await, ["password_changed"]);
    assert_eq!(world.run(set_password(None, None)).await, PasswordChange::Changed);
    assert_eq!(world.run(FindUser::ById(id("alice"))).await.unwrap().password_hash, None);
    assert_eq!(world.see("cookie", 21).await, None);
}

async fn a_password_is_not_changed_from_a_session_that_is_over(world: World) {
    alice_twice(&world).await;
    world.user("bob").await;
    world.run(EndSession { session: "phone".to_owned(), now: at(15) }).await;
    for keep in ["phone", "none"] {
        assert_eq!(world.run(set_password(Some("$new"), Some(keep))).await, PasswordChange::SessionEnded);
    }
    let bobs = SetPassword { subject: id("bob"), ..set_password(Some("$new"), Some("s")) };
    assert_eq!(world.run(bobs).await, PasswordChange::SessionEnded, "alice's session");
    let nobodys = SetPassword { subject: id("nobody"), ..set_password(Some("$new"), None) };
    assert_eq!(world.run(nobodys).await, PasswordChange::Unknown);
    assert_eq!(world.latest(1).await, ["password_refused"]);
    let alice = world.run(FindUser::ById(id("alice"))).await.unwrap();
    assert_eq!((alice.password_hash.as_deref(), alice.password_changed_at), (Some("$argon2id$…"), None));
    assert!(world.see("cookie", 21).await.is_some());
}

async fn a_closed_account_loses_everything_and_gets_nothing_back(world: World) {
    alice_twice(&world).await;
    let ticket = CreateTicket { hash: hash("ticket"), subject: id("alice"), now: at(0), expires_at: at(900) };
    world.run(ticket).await;
    let switch = |user, disabled| SetUserDisabled { user, disabled, now: at(20) };
    let by_name = || FindUser::ByUsername("alice".to_owned());
    assert!(world.run(switch(by_name(), true)).await);
    assert!(world.run(switch(by_name(), true)).await);
    assert!(world.run(FindUser::ById(id("alice"))).await.unwrap().disabled);
    assert_eq!(world.run(FindTicket { hash: hash("ticket"), now: at(21) }).await, TicketState::Unknown);
    assert!(world.run(switch(FindUser::ById(id("alice")), false)).await);
    assert!(!world.run(FindUser::ById(id("alice"))).await.unwrap().disabled);
    assert_eq!((world.see("cookie", 21).await, world.see("phone", 21).await), (None, None));
    assert_eq!(world.run(GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(21) }).await, None);
    assert_eq!(world.latest(2).await, ["user_enabled", "user_disabled"], "each once");
}

async fn another_account_is_not_closed(world: World) {
    world.code().await;
    world.user("bob").await;
    let close = |user| SetUserDisabled { user, disabled: true, now: at(20) };
    assert!(!world.run(close(FindUser::ByUsername("nobody".to_owned()))).await);
    assert!(world.run(close(FindUser::ByUsername("bob".to_owned()))).await);
    assert!(world.see("cookie", 21).await.is_some());
    assert!(world.run(GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(21) }).await.is_some());
}
