use crate::world::{World, at, id};
use stepgate_store::audit::{ActivityOf, AuditEvent, AuditRow, AuditTail, Record};

on_every_engine! {
    an_event_comes_back_whole
    the_tail_is_the_end_newest_first
    every_step_of_a_step_up_is_on_record
    activity_is_one_users_page_by_page
}

async fn an_event_comes_back_whole(world: World) {
    let event = AuditEvent::new("subject_mismatch").about(&id("bob")).in_session("s").for_client("bank");
    world.run(Record { event: event.with(&[("named", "a \"quoted\" name")]), now: at(7) }).await;
    let row = AuditRow {
        seq: 1,
        at: at(7),
        kind: "subject_mismatch".to_owned(),
        subject: Some("bob".to_owned()),
        session: Some("s".to_owned()),
        client: Some("bank".to_owned()),
        detail: r#"{"named":"a \"quoted\" name"}"#.to_owned(),
    };
    assert_eq!(world.run(AuditTail { limit: 5 }).await, [row]);
}

async fn the_tail_is_the_end_newest_first(world: World) {
    for kind in ["a", "b", "c"] {
        world.run(Record { event: AuditEvent::new(kind), now: at(0) }).await;
    }
    let tail = world.run(AuditTail { limit: 2 }).await;
    assert_eq!(tail.iter().map(|row| (row.seq, row.kind.as_str())).collect::<Vec<_>>(), [(3, "c"), (2, "b")]);
}

async fn every_step_of_a_step_up_is_on_record(world: World) {
    world.code().await;
    world.run(crate::world::redeem("code")).await;
    world.run(crate::world::rotate("refresh-1", "refresh-2")).await;
    let mut kinds = world.kinds().await;
    kinds.reverse();
    let story =
        ["user_created", "request_created", "ceremony_settled", "code_issued", "code_redeemed", "refresh_rotated"];
    assert_eq!(kinds, story);
}

async fn activity_is_one_users_page_by_page(world: World) {
    for (kind, subject) in [("a", "alice"), ("b", "bob"), ("c", "alice"), ("d", "alice")] {
        world.run(Record { event: AuditEvent::new(kind).about(&id(subject)), now: at(0) }).await;
    }
    world.run(Record { event: AuditEvent::new("nobodys"), now: at(0) }).await;
    let page = async |before| {
        let rows = world.run(ActivityOf { subject: id("alice"), before, limit: 2 }).await;
        rows.into_iter().map(|row| (row.seq, row.kind)).collect::<Vec<_>>()
    };
    assert_eq!(page(None).await, [(4, "d".to_owned()), (3, "c".to_owned())]);
    assert_eq!(page(Some(3)).await, [(1, "a".to_owned())]);
    assert!(page(Some(1)).await.is_empty());
}
