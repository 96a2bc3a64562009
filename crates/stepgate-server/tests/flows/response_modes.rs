//! How an answer reaches the application, threat A06.

use crate::http::{Answer, between};
use crate::relying_party::{Ask, RelyingParty};
use crate::world::{World, public};
use stepgate_protocol::authorize::ResponseMode;
use stepgate_protocol::client::Client;

/// Ends an attribute, opens a script, turns the text around, and is not there to be seen.
const HOSTILE: &str = "\"'><script>alert(1)</script><b a=\u{202e}\u{200b}&amp;&#34;";

/// `post` has its answers posted, `spa` in the fragment, `any` in every way there is.
async fn world() -> World {
    let client = |id: &str, modes: &[ResponseMode]| Client { response_modes: modes.to_vec(), ..public(id) };
    World::with_clients([
        client("post", &[ResponseMode::FormPost]),
        client("spa", &[ResponseMode::Query, ResponseMode::Fragment]),
        client("any", &ResponseMode::ALL),
    ])
    .await
}

/// What a browser makes of a page's text.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("&#");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| {
        let (number, rest) = part.split_once(';').unwrap();
        format!("{text}{}{rest}", char::from_u32(number.parse().unwrap()).unwrap())
    })
}

/// The fields that the page posts, once it is known to be one that posts to this application and nowhere else.
fn posted(client: &RelyingParty, page: &Answer) -> Vec<(String, String)> {
    assert_eq!((page.status.as_u16(), page.location(), page.state()), (200, None, Some("form-post")), "{page:?}");
    let policy = page.header("content-security-policy").unwrap();
    let origin = client.redirect_uri().trim_end_matches("/callback");
    assert!(policy.contains(&format!("form-action {origin};")) && policy.starts_with("default-src 'none'"), "{policy}");
    let closed = [
        ("cache-control", "no-store"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    for (header, value) in closed {
        assert_eq!(page.header(header), Some(value), "{header}");
    }
    assert!(policy.contains("frame-ancestors 'none'; base-uri 'none'"), "{policy}");
    let nonce = between(policy, "'nonce-", "'").unwrap();
    assert!(page.body.contains("/assets/form-post.") && page.body.contains(&format!("nonce=\"{nonce}\"")));
    assert_eq!(page.actions(), [client.redirect_uri()]);
    assert!(
        page.body.contains("<form method=\"post\"") && page.body.contains("<button class=\"main\" type=\"submit\"")
    );
    let inputs = page.body.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name.to_owned(), unescaped(rest.split_once("\">").unwrap().0))
        })
        .collect()
}

fn one<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn by_post(client: &RelyingParty) -> Ask {
    client.ask().with("response_mode", "form_post").with("state", HOSTILE)
}

#[tokio::test]
async fn a06_a_code_is_posted_as_it_is_and_to_one_origin() {
    let world = world().await;
    let (mut browser, post) = (world.browser(), world.client("post"));
    let ask = by_post(&post);
    let page = browser.sign_in(&ask, "alice").await;
    let fields = posted(&post, &page);
    assert_eq!(fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["code", "iss", "state"]);
    assert_eq!((one(&fields, "iss"), one(&fields, "state")), (Some(world.issuer.as_str()), Some(HOSTILE)));
    assert!(!page.body.contains("<script>") && !page.body.contains("<b a="));
    let tokens = post.read(&post.redeem(&ask, one(&fields, "code").unwrap()).await).await;
    assert_eq!(tokens.id["sub"], "user-alice");
    // Silently, too: it is a page, and none that asks.
    let silent = browser.open(&by_post(&post).silently()).await;
    assert!(one(&posted(&post, &silent), "code").is_some());
}

#[tokio::test]
async fn a06_an_error_goes_the_same_way() {
    let world = world().await;
    let (mut browser, post) = (world.browser(), world.client("post"));
    let table = [
        (by_post(&post).with("scope", "openid everything"), "invalid_scope"),
        (by_post(&post).with("max_age", "-1"), "invalid_request"),
        (by_post(&post).with("id_token_hint", "x"), "invalid_request"),
        (by_post(&post).silently(), "login_required"),
    ];
    for (ask, error) in table {
        let fields = posted(&post, &browser.open(&ask).await);
        assert_eq!((one(&fields, "error"), one(&fields, "code")), (Some(error), None));
        assert_eq!((one(&fields, "iss"), one(&fields, "state")), (Some(world.issuer.as_str()), Some(HOSTILE)));
    }
    let page = browser.open(&by_post(&post)).await;
    let fields = posted(&post, &browser.cancel(&page).await);
    assert_eq!(one(&fields, "error"), Some("access_denied"));
}

#[tokio::test]
async fn a06_a_fragment_reaches_no_server() {
    let world = world().await;
    let (mut browser, spa) = (world.browser(), world.client("spa"));
    let ask = spa.ask().with("response_mode", "fragment");
    for answer in [browser.sign_in(&ask, "alice").await, browser.open(&ask.clone().with("max_age", "x")).await] {
        let location = answer.location().unwrap();
        let (uri, fragment) = location.split_once('#').unwrap();
        assert_eq!((answer.status.as_u16(), uri), (303, spa.redirect_uri()));
        assert!(fragment.starts_with("code=") || fragment.starts_with("error=invalid_request&"), "{location}");
    }
}

/// What is not registered is refused in the query, which is where the code flow answers.
#[tokio::test]
async fn a06_a_mode_is_used_where_it_is_registered() {
    let world = world().await;
    let table = [
        ("bank", "form_post"),
        ("bank", "fragment"),
        ("bank", "query.jwt"),
        ("bank", "FORM_POST"),
        ("spa", "form_post"),
        ("post", "query"),
        ("post", "fragment"),
        ("any", "web_message"),
    ];
    for (id, mode) in table {
        let client = world.client(id);
        let ask = client.ask().with("response_mode", mode);
        assert_eq!(client.error(&ask, &world.browser().open(&ask).await), "invalid_request", "{id} {mode}");
    }
    let post = world.client("post");
    let ask = post.ask();
    assert_eq!(post.error(&ask, &world.browser().open(&ask).await), "invalid_request");
    let any = world.client("any");
    for mode in ["query", "fragment", "form_post"] {
        let page = world.browser().open(&any.ask().with("response_mode", mode)).await;
        assert!(page.offers("password"), "{mode}");
    }
}

#[tokio::test]
async fn a06_a_page_that_is_too_old_has_no_link_that_would_post() {
    let world = world().await;
    let (mut browser, post) = (world.browser(), world.client("post"));
    let page = browser.open(&by_post(&post)).await;
    world.pass(601);
    let expired = browser.visit(page.base()).await;
    assert_eq!(expired.page_error(), (410, "request_expired"));
    assert!(!expired.body.contains("post.example.com"));
}
