//! Admin console, a server-rendered app that steps up.
//!
//! ```text
//! stepgate-admin --secret-file PATH [--issuer http://localhost:8080] [--client-id admin] [--port 8082]
//! ```
//! The browser has nothing but a cookie: the app signs the user in as a confidential client, keeps the ID token in its own
//! session, and looks at it before every action. Read it in this order:
//! 1. `action`: what can be done, and what each thing needs.
//! 2. `endpoint/act`: an action that needs more is kept in the session while the browser is at the provider.
//! 3. `endpoint/sign_in`: what the browser brings back. It confirms an action and does not do it: time has passed, and a
//!    page elsewhere may have sent the browser here.
//! 4. `endpoint/confirm`: the user says "continue", and the action is done, once.
//!
//! It runs on the system's clock. Where the demo's clock was sent ahead ("Wait 6 minutes"), its tokens are from the future here
//! and sign-in is refused; start the demo again.
//!
//! `session` keeps what belongs to one browser; the rest is what any web app has. Everything is in memory.

mod action;
mod app;
mod args;
mod endpoint;
mod page;
mod session;
mod shield;
#[cfg(test)]
mod tests;

use app::{App, Draw};
use args::Args;
use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use stepgate_guard::rp::{Client, ClientConfig};
use stepgate_guard::{HttpFetch, system_clock};
use tokio::net::TcpListener;

#[tokio::main]
#[expect(clippy::print_stderr, reason = "a program tells why it ends")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stepgate-admin: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "a program tells where it is to be found")]
async fn run() -> Result<(), Box<dyn Error>> {
    let args = Args::parse(std::env::args().skip(1))?;
    let origin = args.origin()?;
    let config = ClientConfig {
        client_secret: std::fs::read_to_string(&args.secret_file)?.trim().to_owned(),
        redirect_uri: origin.join("callback")?,
        issuer: args.issuer.clone(),
        client_id: args.client_id.clone(),
        scope: "openid".to_owned(),
    };
    let client = Client::new(config, HttpFetch::new()?, system_clock())?;
    let app = App::new(client, system_clock(), DRAW);
    let routes = shield::around(app::routes(app), &origin, &args.issuer.parse()?)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).await?;
    println!("open {}", origin.as_str().trim_end_matches('/'));
    let stopped = async { drop(tokio::signal::ctrl_c().await) };
    axum::serve(listener, routes).with_graceful_shutdown(stopped).await?;
    Ok(())
}

/// Without randomness, nothing this program hands out is a secret: it ends.
#[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
const DRAW: Draw = |bytes| {
    if aws_lc_rs::rand::fill(bytes).is_err() {
        std::process::abort();
    }
};
