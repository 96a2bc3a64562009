use crate::world::{World, at, event, hash};
use stepgate_store::requests::{AnswerRequest, LoadRequest, RequestAnswer, StoredRequest};

on_every_engine! {
    a_request_comes_back_until_it_expires
    a_request_is_answered_once
}

fn load(seconds: i64) -> LoadRequest {
    LoadRequest { id: "r".to_owned(), now: at(seconds) }
}

fn answer() -> AnswerRequest {
    AnswerRequest { id: "r".to_owned(), now: at(5), audit: event("request_cancelled") }
}

async fn a_request_comes_back_until_it_expires(world: World) {
    world.user("alice").await;
    world.request("r", Some("alice")).await;
    let expected = StoredRequest {
        id: "r".to_owned(),
        browser: hash("browser"),
        client: "bank".to_owned(),
        snapshot: r#"{"scope":"openid"}"#.to_owned(),
        subject: Some(crate::world::id("alice")),
        session: None,
        created_at: at(0),
        expires_at: at(600),
        answered: false,
    };
    assert_eq!(world.run(load(599)).await, Some(expected));
    assert_eq!(world.run(load(600)).await, None);
}

async fn a_request_is_answered_once(world: World) {
    world.request("r", None).await;
    assert_eq!(world.run(answer()).await, RequestAnswer::Answered);
    assert_eq!(world.run(answer()).await, RequestAnswer::AlreadyAnswered);
    assert!(world.run(load(6)).await.unwrap().answered);
    assert_eq!(world.kinds().await, ["request_cancelled", "request_created"]);
}
