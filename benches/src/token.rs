//! The token endpoint over HTTP, in the release binary, with a database on disk (`synchronous=FULL`).

use crate::figure::{Figure, Reach};
use crate::floor;
use crate::http::{Connection, get, post_form};
use crate::load::{Load, costs, rates, repeat, run, succeeded};
use crate::rounds::{Plan, Turn, take};
use crate::server::{AUDIENCE, CALLBACK, CLIENT, Folder, Kind, Server, database, issuer};
use crate::sign::Es256;
use crate::stopwatch::Stopwatch;
use crate::{Outcome, seed};
use serde::Deserialize;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;
use stepgate_guard::verify::{Expected, verify};
use stepgate_guard::{Require, Timestamp};
use stepgate_protocol::jwt::KeySet;
use stepgate_server::{Clock as _, Secret, SystemClock};

const CONNECTIONS: usize = 16;
/// Families of refresh tokens in use at once: enough for a commit to serve many.
const FAMILIES: usize = 64;

pub(crate) fn measure(plan: &Plan, folder: &Folder) -> Outcome<Vec<Figure>> {
    let place = folder.place("token")?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    // One turn more, which warms up.
    let count = (plan.rounds + 1) * plan.requests;
    let codes = runtime.block_on(seed::codes(&database(&place), count, SystemClock.now()))?;
    let (server, _) = Server::start(Kind::Serve(&place))?;
    let (bare, _) = Server::start(Kind::Floor)?;
    let endpoint = Endpoint { keys: keys(&server)?, server, codes: codes.into(), refresh: Mutex::default() };
    let form = post_form(bare.port, floor::POST, &redemption(&"c".repeat(43)));
    let (key, commits) = (Es256::make()?, Commits::open(&place)?);
    let sides: [Turn<'_, Load>; 5] = [
        Box::new(|| endpoint.redeem(plan.requests)),
        Box::new(|| endpoint.rotate(plan.requests)),
        Box::new(|| repeat(&bare, &form, CONNECTIONS, 4 * plan.requests)),
        Box::new(|| key.cost(plan.turn).map(|cpu_micros| Load { cpu_micros, per_second: 1e6 / cpu_micros })),
        Box::new(|| commits.rate(plan.turn).map(|per_second| Load { cpu_micros: 0.0, per_second })),
    ];
    let [redeemed, rotated, bare, signed, committed] = take(plan.rounds, sides)?;
    is_durable(&place, count)?;
    let least: Vec<_> = costs(&signed).iter().zip(costs(&bare)).map(|(sign, bare)| 2.0 * sign + bare).collect();
    let limit = ("2 × ES256 sign + bare POST", &least[..]);
    let commit = ("one commit at a time", &rates(&committed)[..]);
    Ok(vec![
        Figure::cost("code redeemed", "CPU-µs", &costs(&redeemed), limit).reach(Reach::Near(0.5)),
        Figure::rate("code redeemed, 16 connections", &rates(&redeemed), commit),
        Figure::cost("refresh token rotated", "CPU-µs", &costs(&rotated), limit).reach(Reach::Near(0.5)),
        Figure::rate("refresh token rotated, 64 connections", &rates(&rotated), commit).reach(Reach::Near(10.0)),
        Figure::new("bare axum, POST form → 700 B JSON", "CPU-µs", &costs(&bare)),
        Figure::new("ES256 sign, aws-lc-rs alone", "CPU-µs", &costs(&signed)),
    ])
}

/// The server, and what it has given us.
struct Endpoint {
    server: Server,
    keys: KeySet,
    codes: Mutex<Vec<Secret>>,
    refresh: Mutex<Vec<String>>,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    refresh_token: String,
}

impl Endpoint {
    /// Redeems codes that nobody has redeemed.
    fn redeem(&self, count: usize) -> Outcome<Load> {
        let given = Mutex::new(Vec::with_capacity(count));
        let codes = last(&self.codes, count)?;
        let client = |codes: &[Secret]| {
            let requests: Vec<_> = codes.iter().map(|code| self.request(&redemption(code.expose()))).collect();
            let given = &given;
            move |connection: &mut Connection| {
                let mut answers = Vec::with_capacity(requests.len());
                for request in &requests {
                    answers.push(succeeded(connection.exchange(request)?)?);
                }
                let tokens = answers.iter().map(|body| Ok(serde_json::from_slice(body)?));
                let tokens: Vec<Tokens> = tokens.collect::<Outcome<_>>()?;
                given.lock().map_err(|_| "poisoned")?.extend(tokens);
                Ok(requests.len())
            }
        };
        let load = run(&self.server, codes.chunks(count / CONNECTIONS).map(client).collect())?;
        let given = given.into_inner()?;
        // One in a thousand is enough to know that these are tokens.
        given.iter().step_by(1000).try_for_each(|tokens| self.verify(&tokens.access_token))?;
        self.refresh.lock().map_err(|_| "poisoned")?.extend(given.into_iter().map(|tokens| tokens.refresh_token));
        Ok(load)
    }

    /// Rotates families in order, each on a connection of its own.
    fn rotate(&self, count: usize) -> Outcome<Load> {
        let client = |mut token: String| {
            move |connection: &mut Connection| {
                let mut access = None;
                for _ in 0..count / FAMILIES {
                    let body = format!("grant_type=refresh_token&client_id={CLIENT}&refresh_token={token}");
                    let answer = succeeded(connection.exchange(&self.request(&body))?)?;
                    let tokens: Tokens = serde_json::from_slice(&answer)?;
                    token = tokens.refresh_token;
                    access = Some(tokens.access_token);
                }
                self.verify(&access.ok_or("too few requests")?)?;
                Ok(count / FAMILIES)
            }
        };
        run(&self.server, last(&self.refresh, FAMILIES)?.into_iter().map(client).collect())
    }

    fn request(&self, body: &str) -> Vec<u8> {
        post_form(self.server.port, "/token", body)
    }

    /// Signature, issuer, audience, level and time, as a resource server would.
    fn verify(&self, access_token: &str) -> Outcome<()> {
        let issuer = issuer(self.server.port);
        let expected = Expected { issuer: &issuer, audience: AUDIENCE, levels: None };
        let now: Timestamp = SystemClock.now();
        verify(access_token, &self.keys, &expected, &Require::acr(["phr"]).scope("payments:write"), now)?;
        Ok(())
    }
}

/// Takes `count` of what there is.
fn last<T>(from: &Mutex<Vec<T>>, count: usize) -> Outcome<Vec<T>> {
    let mut all = from.lock().map_err(|_| "poisoned")?;
    let left = all.len().checked_sub(count).ok_or("none left")?;
    Ok(all.split_off(left))
}

fn redemption(code: &str) -> String {
    let verifier = seed::VERIFIER;
    format!(
        "grant_type=authorization_code&client_id={CLIENT}&redirect_uri={CALLBACK}&code={code}&code_verifier={verifier}"
    )
}

fn keys(server: &Server) -> Outcome<KeySet> {
    let jwks = succeeded(Connection::open(server.port)?.exchange(&get(server.port, "/jwks"))?)?;
    Ok(KeySet::parse(&jwks)?)
}

/// Commits of one row, one after the other, in a database beside the one that is measured.
struct Commits(rusqlite::Connection);

impl Commits {
    fn open(folder: &Path) -> Outcome<Self> {
        let database = rusqlite::Connection::open(folder.join("commits.db"))?;
        database.pragma_update(None, "journal_mode", "WAL")?;
        database.pragma_update(None, "synchronous", "FULL")?;
        database.execute_batch("CREATE TABLE commits (at INTEGER)")?;
        Ok(Self(database))
    }

    fn rate(&self, turn: Duration) -> Outcome<f64> {
        let mut insert = self.0.prepare_cached("INSERT INTO commits VALUES (1)")?;
        let (watch, mut commits) = (Stopwatch::start(), 0);
        while watch.elapsed() < turn && commits < 100_000 {
            insert.execute([])?;
            commits += 1;
        }
        Ok(f64::from(commits) / watch.elapsed().as_secs_f64())
    }
}

/// Every redemption that was answered is in the database.
fn is_durable(folder: &Path, redeemed: usize) -> Outcome<()> {
    let database = rusqlite::Connection::open(database(folder))?;
    let consumed = "SELECT COUNT(*) FROM codes WHERE consumed_at IS NOT NULL";
    let kept: i64 = database.query_one(consumed, [], |row| row.get(0))?;
    if usize::try_from(kept)? == redeemed { Ok(()) } else { Err(format!("{redeemed} redeemed, {kept} kept").into()) }
}
