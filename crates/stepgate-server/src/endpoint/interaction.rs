//! `GET /interaction/{id}`: the page that asks for what is missing.

use crate::endpoint::consent;
use crate::interaction::{Interaction, Purpose};
use crate::page::account::when::When;
use crate::page::challenge::{Challenge, Rule, Why};
use crate::page::consent::{Consent, Scope};
use crate::page::interaction::{Interaction as Waiting, Offer, Unusable, WhyNot};
use crate::page::login::Login;
use crate::page::problem::Problem;
use crate::page::shell::Shell;
use crate::page::unreachable::Unreachable;
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, page};
use crate::visit::{Visit, csrf_token};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;
use stepgate_core::{Decision, MaxAge, Method, Reason, Refusal, Timestamp};
use stepgate_protocol::authorize::AuthorizeError;

pub(crate) async fn get(State(provider): State<Provider>, visit: Visit, Path(id): Path<String>) -> Response {
    let shown = async {
        let interaction = Interaction::load(&provider, &visit, &id).await?;
        show(&visit, &interaction, StatusCode::OK, None, interaction.purpose.login_hint()).await
    };
    shown.await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

/// The page for what the decision says now; where nothing is missing any more (another tab was quicker), on to the application.
pub(crate) async fn show(
    visit: &Visit,
    interaction: &Interaction<'_>,
    status: StatusCode,
    problem: Option<Problem>,
    typed: &str,
) -> Result<Response, Failure> {
    let frame = Frame::new(visit, interaction)?;
    match interaction.decide() {
        Decision::Allow(_) if consent::is_needed(interaction).await? => Ok(frame.consent(status)),
        Decision::Allow(assurance) => interaction.finish(assurance).await,
        Decision::Challenge(challenge) => match Offer::of(&challenge.methods) {
            Some(offer) if interaction.session.is_some() => {
                Ok(frame.challenge(status, &challenge, offer, problem, typed))
            }
            Some(offer) => Ok(frame.login(status, offer, problem, typed)),
            None => Err(Failure::MethodNotAllowed),
        },
        Decision::Refuse(refusal) if interaction.session.is_none() => {
            interaction.fail(&AuthorizeError::Unmet(refusal.reason)).await
        }
        Decision::Refuse(refusal) => Ok(frame.unreachable(status, &refusal)),
    }
}

/// What every page of one interaction needs.
struct Frame<'a> {
    visit: &'a Visit,
    interaction: &'a Interaction<'a>,
    base: String,
    csrf: String,
    /// Who asks, as the user knows it.
    client: String,
}

impl<'a> Frame<'a> {
    fn new(visit: &'a Visit, interaction: &'a Interaction<'a>) -> Result<Self, Failure> {
        let browser = visit.browser.as_ref().ok_or(Failure::NotThisBrowser)?;
        let shell = visit.shell(interaction.provider);
        let client = match &interaction.purpose {
            Purpose::Code(_) => interaction.client.name.clone(),
            Purpose::Account(_) => shell.words.your_account().to_string(),
        };
        Ok(Self { visit, interaction, base: interaction.base(), csrf: csrf_token(browser, &interaction.id), client })
    }

    fn waiting(&self) -> Waiting<'_> {
        let left = self.interaction.expires_at.seconds() - self.interaction.now.seconds();
        Waiting { base: &self.base, csrf: &self.csrf, client: &self.client, valid_s: u64::try_from(left).unwrap_or(0) }
    }

    /// In the language that the application asks for, if we have it.
    fn shell(&self) -> Shell<'_> {
        let request = self.interaction.purpose.request();
        let ui_locales = request.map(|request| request.ui_locales.join(" "));
        self.visit.shell(self.provider()).asked_in(ui_locales.as_deref())
    }

    fn provider(&self) -> &'a Provider {
        self.interaction.provider
    }

    fn account(&self) -> &str {
        self.interaction.session.as_ref().map_or("", |session| session.user.username.as_str())
    }

    fn reply(&self, status: StatusCode, template: &impl Template) -> Response {
        let target = match &self.interaction.purpose {
            Purpose::Code(snapshot) => FormTarget::RedirectUri(&snapshot.return_to.redirect_uri),
            Purpose::Account(_) => FormTarget::Ours,
        };
        page(self.visit, status, template, target)
    }

    fn login(&self, status: StatusCode, offer: Offer, problem: Option<Problem>, login: &str) -> Response {
        let demo_users = self.provider().demo().map(crate::demo::Demo::users).unwrap_or_default();
        let shell = self.shell();
        self.reply(
            status,
            &Login { shell, interaction: self.waiting(), offer, login, problem, demo_users: &demo_users },
        )
    }

    fn challenge(
        &self,
        status: StatusCode,
        challenge: &stepgate_core::Challenge,
        offer: Offer,
        problem: Option<Problem>,
        code: &str,
    ) -> Response {
        let have = self.have();
        let account = self.account();
        let rp_id = self.provider().issuer().domain();
        let template = Challenge {
            shell: self.shell(),
            interaction: self.waiting(),
            action: None,
            transaction: None,
            account,
            why: why(&challenge.reason, &have, &challenge.methods, &self.client),
            rule: self.rule(challenge),
            offer,
            unusable: &self.unusable(&challenge.methods),
            problem,
            code,
            demo_passkey: self.provider().demo().and_then(|demo| demo.passkey(account, rp_id)),
        };
        self.reply(status, &template)
    }

    fn unreachable(&self, status: StatusCode, refusal: &Refusal) -> Response {
        let wanted = self.methods_of(&refusal.acr_values);
        let template = Unreachable {
            shell: self.shell(),
            interaction: self.waiting(),
            action: None,
            account: self.account(),
            wanted: &wanted,
            held_back: self.held_back(),
        };
        self.reply(status, &template)
    }

    /// When a credential that the user has by now will count for enough.
    fn held_back(&self) -> Option<When> {
        let interaction = self.interaction;
        let would_do = |at: &Timestamp| match interaction.decide_with(&interaction.credentials.usable(*at)) {
            Decision::Challenge(_) => true,
            Decision::Allow(_) | Decision::Refuse(_) => false,
        };
        let at = interaction.credentials.holds_end(interaction.now).into_iter().find(would_do)?;
        Some(When { at, now: interaction.now })
    }

    fn consent(&self, status: StatusCode) -> Response {
        let scope = self.interaction.purpose.request().map(|request| request.scope.as_slice()).unwrap_or_default();
        let scopes: Vec<_> = scope.iter().map(|name| Scope { name, description: None }).collect();
        let shell = self.shell();
        let template = Consent { shell, interaction: self.waiting(), account: self.account(), scopes: &scopes };
        self.reply(status, &template)
    }

    /// The methods of the session, each once, in the order they were used.
    fn have(&self) -> Vec<Method> {
        self.interaction.evidence().iter().fold(Vec::new(), |mut methods, evidence| {
            if !methods.contains(&evidence.ceremony().method) {
                methods.push(evidence.ceremony().method.clone());
            }
            methods
        })
    }

    /// What the user could try and should not: a password or code that would not be enough, a passkey that is not there.
    fn unusable(&self, enough: &[Method]) -> Vec<Unusable<'static>> {
        let usable = self.interaction.usable();
        let is_held = |method: &Method| usable.iter().any(|held| held.method == *method);
        [&Method::Passkey, &Method::Totp, &Method::Password, &Method::RecoveryCode]
            .into_iter()
            .filter(|method| !enough.contains(method))
            .filter_map(|method| match method {
                method if is_held(method) => Some(Unusable { method, reason: WhyNot::NotStrongEnough }),
                Method::Passkey | Method::Password => Some(Unusable { method, reason: WhyNot::NotSetUp }),
                _ => None,
            })
            .collect()
    }

    fn rule<'r>(&'r self, challenge: &'r stepgate_core::Challenge) -> Rule<'r> {
        let acr: &str = challenge.acr_values.first().map_or("", |acr| acr);
        let level = self.provider().policy().levels().by_acr(acr);
        let lasts = MaxAge::tighter(challenge.max_age, level.and_then(|level| level.max_age));
        Rule {
            level: level.map_or(acr, |level| &level.name),
            acr,
            lasts_s: lasts.map(|age| u64::from(age.as_seconds())),
        }
    }

    /// Single methods that would reach one of the levels.
    fn methods_of(&self, acr_values: &[Arc<str>]) -> Vec<Method> {
        let levels = self.provider().policy().levels();
        let sets = acr_values.iter().filter_map(|acr| levels.by_acr(acr)).flat_map(|level| &level.any);
        sets.map(|set| set.last().clone()).fold(Vec::new(), |mut methods, method| {
            if !methods.contains(&method) {
                methods.push(method);
            }
            methods
        })
    }
}

fn why<'w>(reason: &Reason, have: &'w [Method], wanted: &'w [Method], client: &'w str) -> Why<'w> {
    match reason {
        Reason::TooOld { age, limit, .. } => Why::TooOld { age_s: *age, limit_s: u64::from(limit.as_seconds()) },
        Reason::AskedEachTime { .. } => Why::AlwaysAsks,
        Reason::NotShared { .. } => Why::NotShared { client },
        Reason::NotSignedIn | Reason::LevelTooLow { .. } | Reason::NoCredential { .. } | Reason::UnknownLevel => {
            Why::LevelTooLow { have_methods: have, wanted }
        }
    }
}
