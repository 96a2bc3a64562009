//! Changing and removing methods: who may, and what goes with them.

use crate::accounts::HasPassword;
use crate::authenticator::recovery_code;
use crate::browser::Browser;
use crate::http::{Answer, Call};
use crate::owner::page_of;
use crate::passkey::Passkey;
use crate::world::{BASIC, World};
use std::collections::BTreeSet;
use stepgate_core::session::Lifetime;
use stepgate_store::sweep::Sweep;

const DAY: i64 = 24 * 3600;

/// Every form that changes how somebody signs in, by its route: with what it would take.
const CHANGING: [(&str, &[(&str, &str)]); 11] = [
    ("/account/passkeys/add", &[("credential", "{}"), ("name", "x")]),
    ("/account/passkeys/add/options", &[]),
    ("/account/security-keys/add", &[("credential", "{}"), ("name", "x")]),
    ("/account/security-keys/add/options", &[]),
    ("/account/methods/{id}/rename", &[("name", "x")]),
    ("/account/methods/{id}/confirm", &[]),
    ("/account/methods/{id}/remove", &[("last", "yes")]),
    ("/account/methods/{id}/undo", &[]),
    ("/account/totp/add", &[("id", "x"), ("name", "x"), ("code", "000000")]),
    ("/account/recovery-codes", &[]),
    ("/account/password", &[("password", "ein Sägewerk am Fluß"), ("again", "ein Sägewerk am Fluß")]),
];

/// Their pages. Looking at them takes as much: one of them begins a registration.
const PAGES: [&str; 5] = [
    "/account/passkeys/add",
    "/account/methods/{id}",
    "/account/totp/add",
    "/account/recovery-codes",
    "/account/password",
];

/// The forms that change nothing of the kind.
const HARMLESS: [&str; 5] = [
    "/account/language",
    "/account/theme",
    "/account/activity/{seq}/not-me",
    "/account/sessions/end-others",
    "/account/sessions/{id}/end",
];

/// What of the store changes how somebody signs in, and which of our files may say so.
const OPERATIONS: [(&str, &[&str]); 9] = [
    ("AddPasskey {", &["ceremony/enrolment.rs"]),
    ("BeginTotp {", &["endpoint/account/totp.rs"]),
    ("ConfirmTotp {", &["endpoint/account/totp.rs"]),
    ("ReplaceRecoveryCodes {", &["endpoint/account/recovery_codes.rs"]),
    ("SetPassword {", &["endpoint/account/password.rs"]),
    ("RenameCredential {", &["endpoint/account/method.rs"]),
    ("LiftCeiling {", &["endpoint/account/method.rs"]),
    ("RemoveCredential {", &["endpoint/account/method.rs"]),
    ("UndoRemoval {", &["endpoint/account/method.rs"]),
];

#[test]
fn b09_every_form_of_the_account_is_known_and_nothing_else_changes_a_method() {
    let app = crate::sources::source("stepgate-server/src/app.rs");
    let routes = app.split(".route(\"").filter_map(|rest| rest.split_once('"'));
    let posts: BTreeSet<_> = routes
        .filter(|(path, rest)| path.starts_with("/account") && rest.split(".route(").next().unwrap().contains("post("))
        .map(|(path, _)| path.to_owned())
        .collect();
    let known = CHANGING.iter().map(|(path, _)| *path).chain(HARMLESS);
    assert_eq!(posts, known.map(str::to_owned).collect());
    for (operation, files) in OPERATIONS {
        let sites: BTreeSet<_> = crate::sources::call_sites(operation)
            .into_iter()
            .filter_map(|site| site.strip_prefix("stepgate-server/src/").map(str::to_owned))
            .collect();
        assert_eq!(sites, files.iter().map(|file| (*file).to_owned()).collect(), "{operation}");
    }
}

/// Sends every one of them, and expects to be sent away.
async fn refused_everywhere(world: &World, browser: &mut Browser, csrf: &str, why: &str) {
    let before = world.methods_of("alice").await;
    let alice = Passkey::of("alice").id();
    for (route, fields) in CHANGING {
        let path = route.replace("{id}", alice.as_str());
        let fields = [&[("csrf", csrf)], fields].concat();
        let call = Call::post(path).form(&fields).header("sec-fetch-site", "same-origin");
        let answer = browser.send(call).await;
        let is_sent_away = answer.location().is_some_and(|location| location.starts_with("/interaction/"));
        let is_told = route.ends_with("/options") && matches!(answer.status.as_u16(), 410);
        assert!(is_sent_away || is_told, "{why}: {route}: {answer:?}");
        assert_eq!(world.methods_of("alice").await, before, "{why}: {route}");
    }
    for path in PAGES {
        let answer = browser.send(Call::get(path.replace("{id}", alice.as_str()))).await;
        assert!(answer.location().is_some_and(|to| to.starts_with("/interaction/")), "{why}: {path}: {answer:?}");
        assert_eq!(world.methods_of("alice").await, before, "{why}: {path}");
    }
}

#[tokio::test]
async fn b09_nothing_is_changed_at_a_low_or_a_stale_level() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    world.with_totp("alice", None).await;
    browser.sign_in(&bank.ask(), "alice").await;
    let csrf = browser.visit("/account").await.csrf().to_owned();
    refused_everywhere(&world, &mut browser, &csrf, "by password").await;
    world.pass(1);
    let mut old = browser.clone();
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    refused_everywhere(&world, &mut old, &csrf, "with the cookie from before").await;
    world.pass(301);
    refused_everywhere(&world, &mut browser, &csrf, "too long ago").await;
    browser.jar.remove(browser.session_cookie());
    refused_everywhere(&world, &mut browser, &csrf, "signed out").await;
    assert_eq!(bank.level(&mut browser).await, "login_required");
}

/// Alice, who has just confirmed with her passkey, with tokens that say so.
async fn alice(world: &World) -> (Browser, Answer, [String; 2]) {
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let ask = bank.ask().acr("phr");
    let answer = browser.confirm(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    let page = browser.visit(&page_of(&Passkey::of("alice"))).await;
    assert!(!page.asks(), "{page:?}");
    (browser, page, [tokens.access, tokens.refresh])
}

/// Whether what was issued is still good for anything.
async fn is_good(world: &World, [access, refresh]: &[String; 2]) -> (bool, bool) {
    let active = world.client("ledger").introspect(access).await["active"] == true;
    (active, world.bank().refresh(refresh, None).await.status == 200)
}

#[tokio::test]
async fn b09_the_last_strong_method_goes_when_its_owner_insists_and_comes_back_within_a_day() {
    let world = World::new().await;
    let (mut browser, page, tokens) = alice(&world).await;
    let before = world.methods_of("alice").await;
    let asked = browser.submit(&page, "/remove", &[]).await;
    assert!(asked.status == 422 && asked.body.contains("Tick the box if you mean it."), "{asked:?}");
    assert_eq!(world.methods_of("alice").await, before);
    assert_eq!(browser.submit(&asked, "/remove", &[("last", "yes")]).await.done(), Some("removed"));
    // B15: what it gave is gone from the session, and so is what was issued for it.
    assert_eq!(world.bank().level(&mut browser).await, BASIC);
    assert_eq!(is_good(&world, &tokens).await, (false, false));
    let gone = world.browser().visit("/account").await;
    assert!(!gone.body.contains("Laptop"));
    world.pass(DAY - 10);
    let mut later = world.browser();
    later.sign_in(&world.bank().ask(), "alice").await;
    let page = later.visit(&page_of(&Passkey::of("alice"))).await;
    assert_eq!(later.submit(&page, "/undo", &[]).await.done(), Some("restored"));
    assert_eq!(is_good(&world, &tokens).await, (false, false), "what ended does not come back");
    later.confirm(&world.bank().ask().acr("phr"), "alice").await;
    assert_eq!(world.bank().level(&mut later).await, "phr");
}

#[tokio::test]
async fn b09_after_a_day_a_removal_is_for_good() {
    let world = World::new().await;
    let (mut browser, page, _) = alice(&world).await;
    browser.submit(&page, "/remove", &[("last", "yes")]).await;
    world.pass(DAY);
    let mut later = world.browser();
    later.sign_in(&world.bank().ask(), "alice").await;
    let account = later.visit("/account").await;
    assert!(!account.body.contains("data-removed"));
    let path = format!("{}/undo", page_of(&Passkey::of("alice")));
    assert_eq!(later.post(&path, &[("csrf", account.csrf())]).await.status, 404);
    world.pass(1);
    world.storage.run(Sweep { lifetime: Lifetime::default(), now: world.now() }).await.unwrap();
    assert!(!world.methods_of("alice").await.contains("Laptop"));
}

#[tokio::test]
async fn b09_the_last_way_in_stays() {
    let world = World::new().await;
    world.with_account("doris", HasPassword::No).await;
    let (mut browser, passkey) = (world.browser(), Passkey::seeded("doris", 77));
    let page = browser.visit(&page_of(&passkey)).await;
    let page = browser.with_this_passkey(&world, &page, &passkey).await;
    assert!(page.body.contains("data-last-way-in") && !page.body.contains("/remove\""), "{page:?}");
    let path = format!("{}/remove", page_of(&passkey));
    let refused = browser.post(&path, &[("csrf", page.csrf()), ("last", "yes")]).await;
    assert_eq!(refused.notice(), (409, Some("last-way-in")));
    // With a password beside it, it may go; and whoever was signed in by it alone is signed in no more.
    let password = browser.visit("/account/password").await;
    let fields = [("password", "ein Sägewerk am Fluß"), ("again", "ein Sägewerk am Fluß")];
    assert_eq!(browser.submit(&password, "/account/password", &fields).await.done(), Some("password"));
    let removed = browser.post(&path, &[("csrf", page.csrf()), ("last", "yes")]).await;
    assert!(removed.asks() && removed.offers("password"), "{removed:?}");
    assert_eq!(world.bank().level(&mut browser).await, "login_required");
}

/// B10: whoever lost the strongest key, or says so. The owner has three days to notice.
#[tokio::test]
async fn b10_a_removal_by_recovery_code_waits_and_its_owner_can_stop_it() {
    let world = World::new().await;
    world.with_recovery_codes("alice").await;
    let (mut thief, mut owner, bank) = (world.browser(), world.browser(), world.bank());
    let path = page_of(&Passkey::of("alice"));
    thief.sign_in(&bank.ask(), "alice").await;
    let page = thief.visit(&path).await;
    let page = thief.with_code(&page, "/recovery-code", &recovery_code("alice", 0)).await;
    assert!(page.body.contains("data-late") && !page.body.contains("/rename\""), "{page:?}");
    let announced = thief.submit(&page, "/remove", &[("last", "yes")]).await;
    assert!(announced.done() == Some("announced") && announced.body.contains("data-leaving"), "{announced:?}");
    // Nothing else can be done by a recovery code, and it works once.
    for page in ["/account/password", "/account/recovery-codes"] {
        assert_eq!(thief.visit(page).await.notice(), (409, Some("not-by-recovery-code")), "{page}");
    }
    for form in ["rename", "undo", "confirm"] {
        let refused = thief.post(&format!("{path}/{form}"), &[("csrf", page.csrf()), ("name", "x")]).await;
        assert_eq!(refused.notice(), (409, Some("not-by-recovery-code")), "{form}");
    }
    let again = thief.open(&bank.ask().acr("phr")).await;
    assert!(again.offers("passkey") && !again.offers("recovery-code"), "{again:?}");
    world.pass(2 * DAY);
    owner.sign_in(&bank.ask(), "alice").await;
    assert!(owner.visit("/account").await.body.contains("Laptop</bdi> will be removed in 24 hours."));
    let asks = owner.visit(&path).await;
    let page = owner.with_passkey(&asks, "alice").await;
    assert_eq!(owner.submit(&page, "/undo", &[]).await.done(), Some("restored"));
    world.pass(2 * DAY);
    owner = world.browser();
    owner.sign_in(&bank.ask(), "alice").await;
    owner.confirm(&bank.ask().acr("phr"), "alice").await;
    assert_eq!(bank.level(&mut owner).await, "phr");
}

#[tokio::test]
async fn b10_after_three_days_it_takes_effect_and_the_code_is_used_up() {
    let world = World::new().await;
    world.with_recovery_codes("alice").await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let path = page_of(&Passkey::of("alice"));
    browser.sign_in(&bank.ask(), "alice").await;
    let asks = browser.visit(&path).await;
    let page = browser.with_code(&asks, "/recovery-code", &recovery_code("alice", 0)).await;
    browser.submit(&page, "/remove", &[("last", "yes")]).await;
    world.pass(3 * DAY - 1);
    let mut later = world.browser();
    later.sign_in(&bank.ask(), "alice").await;
    let asks = later.visit(&path).await;
    assert!(asks.offers("passkey"), "until then it counts");
    assert_eq!(later.with_code(&asks, "/recovery-code", &recovery_code("alice", 0)).await.status, 401);
    world.pass(1);
    let page = later.visit("/account").await;
    assert!(page.body.contains("data-removed") && !page.body.contains("data-leaving"), "{page:?}");
    assert_eq!(later.open(&bank.ask().acr("phr")).await.state(), Some("unreachable"));
    // The password is the strongest that there is now.
    assert!(!later.visit("/account/password").await.asks());
}

#[tokio::test]
async fn c16_what_ends_a_session_or_its_proof_ends_what_was_issued_for_it() {
    type Event = fn(Browser, Answer, World) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;
    let events: [(&str, Event); 4] = [
        ("the method is removed", |mut browser, page, _| {
            Box::pin(async move {
                browser.submit(&page, "/remove", &[("last", "yes")]).await;
            })
        }),
        ("signed out", |mut browser, _, _| {
            Box::pin(async move {
                let page = browser.visit("/logout").await;
                let action = page.actions()[0].to_owned();
                browser.post(&action, &[("csrf", page.csrf())]).await;
            })
        }),
        ("signed out from elsewhere", |_, _, world| {
            Box::pin(async move {
                let mut other = world.browser();
                other.sign_in(&world.bank().ask(), "alice").await;
                let page = other.visit("/account").await;
                other.submit(&page, "/end-others", &[]).await;
            })
        }),
        ("the password is changed elsewhere", |_, _, world| {
            Box::pin(async move {
                let mut other = world.browser();
                other.sign_in(&world.bank().ask(), "alice").await;
                let page = other.at_account("/account/password", "alice").await;
                let fields = [("password", "ein Sägewerk am Fluß"), ("again", "ein Sägewerk am Fluß")];
                other.submit(&page, "/account/password", &fields).await;
            })
        }),
    ];
    for (what, event) in events {
        let world = World::new().await;
        let (browser, page, tokens) = alice(&world).await;
        assert!(world.client("ledger").introspect(&tokens[0]).await["active"] == true, "{what}: before");
        event(browser, page, world.clone()).await;
        assert_eq!(is_good(&world, &tokens).await, (false, false), "{what}");
    }
}
