//! The interaction as a state machine: whatever order a browser calls its endpoints in, a code means that its request was met.
//!
//! The short form runs with the other tests, the long one with `cargo xtask model`.

mod plan;

use crate::authenticator::{Authenticator, recovery_code};
use crate::browser::Browser;
use crate::http::{Answer, encode};
use crate::passkey::Passkey;
use crate::relying_party::{Ask, RelyingParty, Tokens};
use crate::world::{BASIC, RECOVERY, World};
use plan::{Plan, Seen};
use proptest::collection::vec;
use proptest::prelude::*;
use stepgate_store::credentials::Ceiling;

/// What is asked: of which client, how, and what the code must then be good for.
type Kind = (&'static str, fn(Ask) -> Ask, Promise);

#[derive(Clone, Copy, Debug)]
enum Promise {
    Nothing,
    /// A passkey within so many seconds, or since the request.
    Passkey(i64),
    /// Any ceremony since the request.
    Anew,
    /// A password and a code, or a passkey, within eight hours or since the request.
    TwoFactors,
    /// A password and a recovery code.
    Recovery,
    /// Nobody here can reach it.
    Never,
}

const EIGHT_HOURS: i64 = 8 * 3600;

const KINDS: [Kind; 12] = [
    ("bank", |ask| ask, Promise::Nothing),
    ("bank", |ask| ask.acr("phr"), Promise::Passkey(900)),
    ("bank", |ask| ask.with("max_age", "0"), Promise::Anew),
    ("floor", |ask| ask, Promise::Passkey(900)),
    ("bank", |ask| ask.with("scope", "openid payments:write"), Promise::Passkey(300)),
    ("shop", |ask| ask.essential("phr"), Promise::Passkey(900)),
    ("bank", |ask| ask.acr("urn:stepgate:mfa"), Promise::TwoFactors),
    ("bank", |ask| ask.acr("urn:stepgate:mfa").with("max_age", "0"), Promise::TwoFactors),
    ("bank", |ask| ask.acr(RECOVERY), Promise::Recovery),
    ("vault", |ask| ask.acr("phr").with("max_age", "60"), Promise::Passkey(60)),
    ("wish", |ask| ask.acr("phr"), Promise::Nothing),
    ("bank", |ask| ask.acr("phrh"), Promise::Never),
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 1..24)
}

/// One move. Numbers choose among the requests that are open.
#[derive(Clone, Debug)]
enum Step {
    Open(usize),
    Visit(usize),
    Password(usize, &'static str),
    Passkey(usize, &'static str),
    /// The code that somebody's app shows now, or showed or will show.
    Code(usize, &'static str, i64),
    RecoveryCode(usize, &'static str, usize),
    /// A form without fields of its own, or with those of another.
    Press(usize, &'static str),
    /// The last form once more, as it was.
    Again,
    /// A password for one request and a passkey for another, at the same time.
    Both(usize, usize, &'static str),
    Pass(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || prop_oneof![3 => Just("alice"), 1 => Just("bob")];
    let paths =
        ["password", "passkey", "totp", "recovery-code", "consent", "consent", "consent", "cancel", "not-me", ""];
    prop_oneof![
        4 => (0..KINDS.len()).prop_map(Step::Open),
        1 => any::<usize>().prop_map(Step::Visit),
        2 => (any::<usize>(), who()).prop_map(|(at, who)| Step::Password(at, who)),
        4 => (any::<usize>(), who()).prop_map(|(at, who)| Step::Passkey(at, who)),
        3 => (any::<usize>(), who(), -1_i64..2).prop_map(|(at, who, step)| Step::Code(at, who, step)),
        1 => (any::<usize>(), who(), 0_usize..10).prop_map(|(at, who, number)| Step::RecoveryCode(at, who, number)),
        2 => (any::<usize>(), proptest::sample::select(paths.to_vec())).prop_map(|(at, path)| Step::Press(at, path)),
        1 => Just(Step::Again),
        1 => (any::<usize>(), any::<usize>(), who()).prop_map(|(at, other, who)| Step::Both(at, other, who)),
        2 => (1_i64..500).prop_map(Step::Pass),
    ]
}

struct Open {
    client: RelyingParty,
    ask: Ask,
    promise: Promise,
    requested_at: i64,
    /// `/interaction/{id}` and the token of its forms.
    base: String,
    csrf: String,
}

/// A form as it was sent.
#[derive(Clone)]
struct Posted {
    /// For which request.
    at: usize,
    action: String,
    fields: Vec<(String, String)>,
}

struct Story {
    world: World,
    browser: Browser,
    open: Vec<Open>,
    last: Option<Posted>,
    seen: Seen,
    subject: Option<String>,
}

impl Story {
    async fn start() -> Self {
        let world = World::cheap().await;
        world.with_totp("alice", None).await;
        world.with_recovery_codes("alice").await;
        // Bob's app was added by password and nothing has vouched for it since.
        let until = world.now().plus(30 * 24 * 3600);
        world.with_totp("bob", Some(Ceiling { acr: BASIC.to_owned(), until })).await;
        let seen = Seen { sequences: 1, ..Seen::default() };
        Self { browser: world.browser(), world, open: Vec::new(), last: None, seen, subject: None }
    }

    /// Tells the whole of it, and what came of it.
    async fn tell(steps: Vec<Step>) -> Seen {
        let mut story = Self::start().await;
        for step in steps {
            story.take(step).await;
            story.seen.steps += 1;
        }
        story.seen
    }

    async fn take(&mut self, step: Step) {
        let chosen = |at: usize| at.checked_rem(self.open.len());
        match step {
            Step::Open(kind) => self.ask(KINDS[kind]).await,
            Step::Pass(seconds) => self.world.pass(seconds),
            Step::Visit(at) => {
                let Some(at) = chosen(at) else { return };
                let answer = self.browser.visit(&self.open[at].base.clone()).await;
                self.check(at, &answer).await;
            }
            Step::Password(at, who) => {
                let Some(at) = chosen(at) else { return };
                let typed = crate::world::password(who);
                self.post(at, "password", &[("login", who), ("password", &typed)]).await;
            }
            Step::Passkey(at, who) => {
                let Some(at) = chosen(at) else { return };
                self.passkey(at, who).await;
            }
            Step::Code(at, who, step) => {
                let Some(at) = chosen(at) else { return };
                let code = Authenticator::of(who).shows(self.world.now().plus(30 * step));
                self.post(at, "totp", &[("code", &code)]).await;
            }
            Step::RecoveryCode(at, who, number) => {
                let Some(at) = chosen(at) else { return };
                self.post(at, "recovery-code", &[("code", &recovery_code(who, number))]).await;
            }
            Step::Again => self.again().await,
            Step::Both(at, other, who) => {
                let (Some(at), Some(other)) = (chosen(at), chosen(other)) else { return };
                self.both(at, other, who).await;
            }
            Step::Press(at, path) => {
                let Some(at) = chosen(at) else { return };
                self.post(at, path, &[("decision", "allow"), ("credential", "{}")]).await;
            }
        }
    }

    async fn ask(&mut self, (client, change, promise): Kind) {
        let client = self.world.client(client);
        let (ask, requested_at) = (change(client.ask()), self.world.now().seconds());
        let page = self.browser.open(&ask).await;
        let (base, csrf) = match page.location() {
            None => (page.base().to_owned(), page.csrf().to_owned()),
            // Answered at once; its address is not known to anybody.
            Some(_) => ("/interaction/x".to_owned(), "x".to_owned()),
        };
        self.open.push(Open { client, ask, promise, requested_at, base, csrf });
        self.check(self.open.len() - 1, &page).await;
    }

    async fn passkey(&mut self, at: usize, who: &str) {
        let (base, csrf) = (self.open[at].base.clone(), self.open[at].csrf.clone());
        let options = self.browser.post(&format!("{base}/passkey/options"), &[("csrf", &csrf)]).await;
        if options.status == 200 {
            let passkey = Passkey::of(who);
            let credential = passkey.sign(&passkey.ceremony(&self.world, &options.json()));
            self.post(at, "passkey", &[("credential", &credential)]).await;
        }
    }

    async fn post(&mut self, at: usize, path: &str, fields: &[(&str, &str)]) {
        let (action, csrf) = (format!("{}/{path}", self.open[at].base), self.open[at].csrf.clone());
        let fields = [&[("csrf", csrf.as_str())], fields].concat();
        let answer = self.browser.post(&action, &fields).await;
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.last = Some(Posted { at, action, fields });
        self.check(at, &answer).await;
    }

    async fn again(&mut self) {
        let Some(Posted { at, action, fields }) = self.last.clone() else { return };
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = self.browser.post(&action, &fields).await;
        self.check(at, &answer).await;
    }

    /// Two tabs, each with the cookies of before; the browser keeps those that came last.
    async fn both(&mut self, at: usize, other: usize, who: &str) {
        let (mut tab, mut beside) = (self.browser.clone(), self.browser.clone());
        let form = |open: &Open| (open.base.clone(), open.csrf.clone());
        let ((base, csrf), (other_base, other_csrf)) = (form(&self.open[at]), form(&self.open[other]));
        let typed = crate::world::password(who);
        let passkey = Passkey::of(who);
        let world = self.world.clone();
        let by_password = async {
            let fields = [("csrf", csrf.as_str()), ("login", who), ("password", &typed)];
            tab.post(&format!("{base}/password"), &fields).await
        };
        let by_passkey = async {
            let csrf = ("csrf", other_csrf.as_str());
            let options = beside.post(&format!("{other_base}/passkey/options"), &[csrf]).await;
            if options.status != 200 {
                return options;
            }
            let credential = passkey.sign(&passkey.ceremony(&world, &options.json()));
            beside.post(&format!("{other_base}/passkey"), &[csrf, ("credential", &credential)]).await
        };
        let (first, second) = tokio::join!(by_password, by_passkey);
        // An answer that sets no cookie leaves the one that the other answer has set.
        let before = self.browser.jar.clone();
        let set = [tab.jar, beside.jar].into_iter().flatten();
        self.browser.jar.extend(set.filter(|(name, value)| before.get(name) != Some(value)));
        self.check(at, &first).await;
        self.check(other, &second).await;
    }

    /// Every code is redeemed, and held against what its request was promised.
    async fn check(&mut self, at: usize, answer: &Answer) {
        let open = &self.open[at];
        if answer.location().is_none() || open.client.param(&open.ask, answer, "code").is_none() {
            return;
        }
        let tokens = open.client.tokens(&open.ask, answer).await;
        assert!(self.is_kept(open, &tokens), "{} {:?} at {:?}", encode(&open.ask.params), tokens.id, self.world.now());
        let subject = tokens.id["sub"].as_str().unwrap().to_owned();
        assert_eq!(*self.subject.get_or_insert_with(|| subject.clone()), subject, "the browser changed hands");
        self.seen.codes += 1;
        self.seen.promises += u64::from(!matches!(self.open[at].promise, Promise::Nothing));
    }

    fn is_kept(&self, open: &Open, tokens: &Tokens) -> bool {
        let at = tokens.id["auth_time"].as_i64().unwrap();
        let is_new = at >= open.requested_at;
        match open.promise {
            Promise::Nothing => true,
            Promise::Anew => is_new,
            Promise::Never => false,
            Promise::Recovery => tokens.id["acr"] == RECOVERY,
            Promise::TwoFactors => {
                let amr = tokens.id["amr"].to_string();
                let two = (amr.contains("pwd") && amr.contains("otp")) || amr.contains("pop");
                two && (is_new || self.world.now().seconds() - at <= EIGHT_HOURS)
            }
            Promise::Passkey(limit) => {
                tokens.id["acr"] == "phr" && (is_new || self.world.now().seconds() - at <= limit)
            }
        }
    }
}

#[test]
fn b04_a_code_means_that_its_request_was_met_whatever_came_before() {
    let plan = Plan::from_environment();
    println!("{plan}");
    let seen = plan.run();
    println!("{seen}");
    assert!(seen.codes > seen.sequences / 2, "{seen}: the stories lead nowhere");
}
