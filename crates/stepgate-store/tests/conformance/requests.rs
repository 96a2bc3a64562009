use crate::world::{World, at, event, hash};
use stepgate_store::requests::{AnswerRequest, LoadRequest, RequestAnswer, StoredRequest};

on_every_engine! {
    a_request_comes_back_as_it_was_put
    a_request_is_answered_once
}

fn load(id: &str) -> LoadRequest {
    LoadRequest(id.to_owned())
}

fn answer() -> AnswerRequest {
    AnswerRequest { id: "r".to_owned(), now: at(5), audit: event("request_cancelled") }
}

async fn a_request_comes_back_as_it_was_put(world: World) {
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
    // Nobody asks for the time: that it has expired is for the caller to say.
    assert_eq!(world.run(load("r")).await, Some(expected));
    assert_eq!(world.run(load("s")).await, None);
}

async fn a_request_is_answered_once(world: World) {
    world.request("r", None).await;
    assert_eq!(world.run(answer()).await, RequestAnswer::Answered);
    assert_eq!(world.run(answer()).await, RequestAnswer::AlreadyAnswered);
    assert!(world.run(load("r")).await.unwrap().answered);
    assert_eq!(world.kinds().await, ["request_cancelled", "request_created"]);
}
