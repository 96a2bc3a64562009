use crate::world::{Sql, World, at, event, hash, id, passkey};
use stepgate_store::passkeys::PasskeysOf;
use stepgate_store::tickets::{CreateTicket, Enrol, Enrolment, FindTicket, TicketState};

on_every_engine! {
    a_ticket_enrols_one_passkey
    a_ticket_expires
    a_ticket_enrols_its_own_user_only
    a_credential_that_exists_leaves_the_ticket_usable
    a_disabled_user_has_no_ticket
}

fn find(seconds: i64) -> FindTicket {
    FindTicket { hash: hash("ticket"), now: at(seconds) }
}

fn enrol(key: &str, subject: &str) -> Enrol {
    Enrol { ticket: hash("ticket"), passkey: passkey(key, subject), now: at(5), audit: event("passkey_enrolled") }
}

async fn with_ticket(world: &World) {
    world.user("alice").await;
    let ticket = CreateTicket { hash: hash("ticket"), subject: id("alice"), now: at(0), expires_at: at(900) };
    world.run(ticket).await;
}

async fn a_ticket_enrols_one_passkey(world: World) {
    with_ticket(&world).await;
    let TicketState::Usable(user) = world.run(find(1)).await else { panic!("not usable") };
    assert_eq!(user.id.as_str(), "alice");
    assert_eq!(world.run(enrol("k1", "alice")).await, Enrolment::Enrolled);
    assert_eq!(world.run(enrol("k2", "alice")).await, Enrolment::TicketNotUsable);
    assert_eq!(world.run(find(6)).await, TicketState::Used);
    assert_eq!(world.run(PasskeysOf(id("alice"))).await.len(), 1);
}

async fn a_ticket_expires(world: World) {
    with_ticket(&world).await;
    assert_eq!(world.run(find(900)).await, TicketState::Expired);
    assert_eq!(world.run(Enrol { now: at(900), ..enrol("k", "alice") }).await, Enrolment::TicketNotUsable);
    assert_eq!(world.run(FindTicket { hash: hash("another"), now: at(1) }).await, TicketState::Unknown);
}

async fn a_ticket_enrols_its_own_user_only(world: World) {
    with_ticket(&world).await;
    world.user("bob").await;
    assert_eq!(world.run(enrol("k", "bob")).await, Enrolment::TicketNotUsable);
    assert!(matches!(world.run(find(6)).await, TicketState::Usable(_)));
}

async fn a_credential_that_exists_leaves_the_ticket_usable(world: World) {
    with_ticket(&world).await;
    world.user("bob").await;
    world.passkey("taken", "bob").await;
    assert_eq!(world.run(enrol("taken", "alice")).await, Enrolment::CredentialExists);
    assert_eq!(world.run(enrol("free", "alice")).await, Enrolment::Enrolled);
}

async fn a_disabled_user_has_no_ticket(world: World) {
    with_ticket(&world).await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert_eq!(world.run(find(1)).await, TicketState::Unknown);
    assert_eq!(world.run(enrol("k", "alice")).await, Enrolment::TicketNotUsable);
}
