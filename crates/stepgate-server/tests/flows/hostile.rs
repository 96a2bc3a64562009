//! Hostile text in everything that comes from outside, through HTTP: it stays text on every page that shows it.

use crate::http::{Answer, Call, encode};
use crate::passkey::Passkey;
use crate::world::{World, password};

const PAYLOADS: [&str; 10] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "\" onmouseover=\"alert(1)\" style=\"color:red",
    "</title></style></textarea><svg onload=alert(1)>",
    "javascript:alert(1)//\"",
    "--><!--</script><script src=//evil.example>",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "\u{202E}\u{2066}\u{200B}\0\u{1B}[31m<b>",
];

/// The page as its markup: tags with the names of their attributes, without text and values. Templates quote every value.
fn markup(page: &Answer) -> Vec<String> {
    let tags = page.body.split('<').skip(1).filter_map(|part| part.split('>').next());
    tags.map(|tag| tag.split('"').step_by(2).collect::<Vec<_>>().join("\"")).collect()
}

/// Every page that shows something from outside, with `text` in all of it.
async fn pages(text: &str) -> Vec<(&'static str, Answer)> {
    let world = World::with_names(text).await;
    world.rename("alice", text).await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let hostile = |name: &str| shop.ask().with(name, text).with("state", text).with("ui_locales", text);
    let login = browser.open(&hostile("login_hint").with("display", text)).await;
    let wrong = browser.submit(&login, "/password", &[("login", text), ("password", text)]).await;
    let consent = browser.submit(&login, "/password", &[("login", text), ("password", &password("alice"))]).await;
    let ticket = world.ticket("alice").await;
    let enrol = browser.visit(&format!("/enrol/{ticket}")).await;
    let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", enrol.csrf())]).await;
    let key = Passkey::seeded("alice", 99);
    let credential = key.register(&key.ceremony(&world, &options.json()));
    let done = browser.submit(&enrol, &ticket, &[("credential", &credential), ("name", text)]).await;
    let challenge = browser.open(&hostile("claims").without("claims").acr("phr")).await;
    browser.confirm(&shop.ask().acr("phr"), "alice").await;
    let account = browser.visit("/account").await;
    let method = browser.visit(&format!("/account/methods/{}", key.id().as_str())).await;
    let unreachable = browser.open(&hostile("nonce").acr("phrh")).await;
    let leave = encode(&[("client_id", "shop"), ("state", text), ("ui_locales", text), ("logout_hint", text)]);
    vec![
        ("login", login),
        ("wrong password", wrong),
        ("consent", consent),
        ("enrol", enrol),
        ("enrolled", done),
        ("challenge", challenge),
        ("unreachable", unreachable),
        ("account", account),
        ("method", method),
        ("form post", browser.open(&hostile("nonce").with("response_mode", "form_post").with("prompt", "none")).await),
        ("sign-out", browser.visit(&format!("/logout?{leave}")).await),
        ("unknown client", browser.open(&shop.ask().with("client_id", text)).await),
        ("redirect_uri", browser.open(&shop.ask().with("redirect_uri", text)).await),
        ("home", browser.visit(&format!("/?{}", encode(&[("error", text), ("error_description", text)]))).await),
        ("nowhere", browser.visit(&format!("/nowhere?{}", encode(&[(text, text)]))).await),
    ]
}

#[tokio::test]
async fn f02_hostile_text_changes_the_markup_of_no_page() {
    let plain = pages("plain").await;
    for payload in PAYLOADS {
        for ((name, page), (_, ordinary)) in pages(payload).await.iter().zip(&plain) {
            assert_eq!((page.status, markup(page)), (ordinary.status, markup(ordinary)), "{name}: {payload}");
            assert_eq!(page.headers.len(), ordinary.headers.len(), "{name}: {payload}");
            assert!(!page.body.contains(payload), "{name}: {payload}");
        }
    }
}

/// The pages do show it: a page without the text proves nothing.
#[tokio::test]
async fn f02_the_pages_of_that_test_show_what_came_from_outside() {
    let shown: Vec<_> = pages("zaphod").await.into_iter().filter(|(_, page)| page.body.contains("zaphod")).collect();
    let names: Vec<_> = shown.iter().map(|(name, _)| *name).collect();
    let expected = [
        "login",
        "wrong password",
        "consent",
        "enrol",
        "challenge",
        "unreachable",
        "account",
        "method",
        "form post",
        "sign-out",
        "home",
    ];
    assert_eq!(names, expected);
}

/// What an application gets back of its own words is one query parameter; what we answer in JSON is JSON.
#[tokio::test]
async fn f02_what_is_sent_back_is_sent_back_as_a_value() {
    let world = World::new().await;
    let bank = world.bank();
    for payload in PAYLOADS {
        let ask = bank.ask().with("state", payload).silently();
        let answer = world.browser().send(Call::get(ask.url())).await;
        // `error` compares the decoded `state` with what was sent.
        assert_eq!(bank.error(&ask, &answer), "login_required");
        let location = answer.location().unwrap();
        assert!(!location.contains(['<', '>', '"', '\'', ' ', '\r', '\n']), "{location}");
        assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1, "{payload}");
        let fields =
            [("grant_type", payload), ("client_id", payload), ("token", payload), ("error_description", payload)];
        for path in ["/token", "/introspect"] {
            let answer = world.send(Call::post(path).form(&fields)).await;
            assert_eq!(answer.header("content-type"), Some("application/json"));
            assert!(!answer.body.contains(payload) && answer.json()["error"].is_string(), "{}", answer.body);
        }
    }
}
