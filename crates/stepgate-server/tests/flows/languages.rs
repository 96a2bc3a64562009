//! Which language and theme a visitor gets, and "I did not start this".

use crate::http::Call;
use crate::world::World;

/// `lang` of the page that these headers get.
async fn language(world: &World, headers: &[(&'static str, &str)]) -> String {
    let call = headers.iter().fold(Call::get("/"), |call, (name, value)| call.header(name, *value));
    let body = world.send(call).await.body;
    body.split_once("<html lang=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_visitor_gets_what_they_chose_else_what_their_browser_asks_for() {
    let world = World::new().await;
    let table: [(&[(&'static str, &str)], &str); 8] = [
        (&[], "en"),
        (&[("accept-language", "pt, de-AT;q=0.8, en;q=0.5")], "de"),
        (&[("accept-language", "de"), ("cookie", "__Host-stepgate-locale=ar")], "ar"),
        (&[("accept-language", "de"), ("cookie", "__Host-stepgate-locale=../../en")], "de"),
        (&[("accept-language", "de"), ("cookie", "stepgate-locale=ar")], "de"),
        (&[("accept-language", "de"), ("cookie", "__Host-stepgate-locale=ar; __Host-stepgate-locale=fr")], "de"),
        (&[("accept-language", ";;;q=,,=;q=q")], "en"),
        (&[("accept-language", "fr"), ("cookie", "__Host-stepgate-locale=")], "fr"),
    ];
    for (headers, expected) in table {
        assert_eq!(language(&world, headers).await, expected, "{headers:?}");
    }
    let local = World::at("http://localhost:8080").await;
    assert_eq!(language(&local, &[("cookie", "stepgate-locale=es")]).await, "es");
}

#[tokio::test]
async fn a_failure_speaks_the_visitors_language_too() {
    let world = World::new().await;
    let answer = world.send(Call::get("/nowhere").header("accept-language", "fr")).await;
    assert_eq!(answer.page_error(), (404, "not_found"));
    assert!(answer.body.contains("Il n’y a rien ici"), "{}", answer.body);
}

#[tokio::test]
async fn a_chosen_theme_is_light_or_dark_and_nothing_else() {
    let world = World::new().await;
    for (value, attribute) in
        [("dark", Some(" data-theme=\"dark\"")), ("light", Some(" data-theme=\"light\"")), ("\"><b>", None)]
    {
        let call = Call::get("/").header("cookie", format!("__Host-stepgate-theme={value}"));
        let body = world.send(call).await.body;
        match attribute {
            Some(attribute) => assert!(body.contains(attribute), "{value}"),
            None => assert!(!body.contains("data-theme") && !body.contains("<b>"), "{value}"),
        }
    }
}

#[tokio::test]
async fn who_did_not_start_it_ends_the_request_and_stays_signed_in() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let session = browser.session().cloned();
    let page = browser.open(&bank.ask().acr("phr")).await;
    let answer = browser.submit(&page, "/not-me", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.state()), (200, Some("not-me")));
    assert!(answer.body.contains("Thank you for telling us") && answer.body.contains("href=\"/logout\""));
    assert_eq!(browser.session().cloned(), session);
    assert_eq!(world.count("not_started_by_user").await, 1);
    assert_eq!(browser.cancel(&page).await.page_error(), (410, "already_answered"));
}
