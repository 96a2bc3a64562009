use crate::action::Directory;
use crate::endpoint::{act, confirm, home, sign_in, sign_out};
use crate::page::Problem;
use crate::session::{Session, Sessions};
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::routing::{get, post};
use std::convert::Infallible;
use std::sync::Arc;
use stepgate_guard::rp::Client;
use stepgate_guard::{Clock, Timestamp};

/// Fills a buffer with randomness that nobody can guess.
pub(crate) type Draw = fn(&mut [u8]);

/// What handlers work with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

struct Inner {
    client: Client,
    clock: Clock,
    draw: Draw,
    sessions: Sessions,
    directory: Directory,
}

pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route("/", get(home::page))
        .route("/admin.css", get(home::style))
        .route("/sign-in", post(sign_in::begin))
        .route("/callback", get(sign_in::callback))
        .route("/sign-out", post(sign_out::post))
        .route("/grant-role", post(act::grant_role))
        .route("/delete-tenant", post(act::delete_tenant))
        .route("/confirm", post(confirm::proceed))
        .route("/discard", post(confirm::discard))
        .fallback(async || Problem::NotFound)
        .with_state(app)
}

impl App {
    pub(crate) fn new(client: Client, clock: Clock, draw: Draw) -> Self {
        let (sessions, directory) = (Sessions::new(draw), Directory::default());
        Self(Arc::new(Inner { client, clock, draw, sessions, directory }))
    }

    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    pub(crate) fn draw(&self) -> Draw {
        self.0.draw
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    pub(crate) fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// Works on the browser's session.
    pub(crate) fn session<T>(&self, visitor: &Visitor, act: impl FnOnce(&mut Session) -> T) -> Result<T, Problem> {
        self.sessions().with(&visitor.0, self.now(), act).ok_or(Problem::NoSession)
    }

    /// Works on the browser's session, for a form that came from a page of ours.
    pub(crate) fn form<T>(
        &self,
        visitor: &Visitor,
        csrf: &str,
        act: impl FnOnce(&mut Session) -> T,
    ) -> Result<T, Problem> {
        self.session(visitor, |session| {
            let is_ours = aws_lc_rs::constant_time::verify_slices_are_equal(session.csrf.as_bytes(), csrf.as_bytes());
            is_ours.map(|()| act(session)).map_err(|_| Problem::Forged)
        })?
    }
}

/// All ports of this machine share their cookies: the name is this app's own.
pub(crate) const COOKIE_NAME: &str = "stepgate_admin_session";

/// The id of the browser's session; empty where it has none.
#[derive(Debug)]
pub(crate) struct Visitor(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let fields = parts.headers.get_all(COOKIE).iter().filter_map(|field| field.to_str().ok());
        let mut cookies = fields.flat_map(|field| field.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let ours = cookies.find(|(name, _)| *name == COOKIE_NAME);
        Ok(Self(ours.map_or_else(String::new, |(_, value)| value.to_owned())))
    }
}
