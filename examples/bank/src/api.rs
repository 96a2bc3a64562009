//! The API: what the page calls with the user's access token.

use crate::amount::Amount;
use crate::bank::Bank;
use crate::explain::{self, Decision};
use crate::iban::Iban;
use crate::ledger::{Account, Transfer};
use crate::reply::{Body, Problem};
use crate::rule::Rule;
use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use stepgate_guard::{Access, GuardLayer};

pub(crate) fn routes(bank: &Bank) -> Router {
    Router::new()
        .route("/api/balance", guarded(bank, Rule::Balance, get(balance)))
        .route("/api/payout-details", guarded(bank, Rule::Payout, post(payout)))
        .route("/api/transfers", post(transfer))
        .route("/api/account/close", guarded(bank, Rule::Close, post(close)))
        .with_state(bank.clone())
}

/// The guard before a handler, and around both what explains a no.
fn guarded(bank: &Bank, rule: Rule, handler: MethodRouter<Bank>) -> MethodRouter<Bank> {
    handler
        .route_layer(GuardLayer::new(bank.guard().clone(), rule.require()))
        .route_layer(from_fn_with_state((bank.clone(), rule), explain::denial))
}

/// The account after a call, and why the call was let through.
#[derive(Serialize)]
struct Done {
    #[serde(flatten)]
    account: Account,
    decision: Decision,
}

fn done(bank: &Bank, rule: Rule, access: &Access, account: Account) -> Json<Done> {
    Json(Done { account, decision: Decision::allowed(rule, access, bank.clock().now()) })
}

/// `GET /api/balance`
async fn balance(State(bank): State<Bank>, Extension(access): Extension<Access>) -> Json<Done> {
    let account = bank.ledger().account(access.subject());
    done(&bank, Rule::Balance, &access, account)
}

#[derive(Deserialize)]
struct PayoutDetails {
    iban: String,
}

/// `POST /api/payout-details`
async fn payout(
    State(bank): State<Bank>,
    Extension(access): Extension<Access>,
    Body(details): Body<PayoutDetails>,
) -> Result<Json<Done>, Problem> {
    let iban = Iban::parse(&details.iban)?;
    let account = bank.ledger().set_payout(access.subject(), iban)?;
    Ok(done(&bank, Rule::Payout, &access, account))
}

/// `POST /api/account/close`
async fn close(State(bank): State<Bank>, Extension(access): Extension<Access>) -> Result<Json<Done>, Problem> {
    let account = bank.ledger().close(access.subject())?;
    Ok(done(&bank, Rule::Close, &access, account))
}

#[derive(Deserialize)]
struct Order {
    payee: String,
    amount: String,
}

/// `POST /api/transfers`. Who is paid how much decides what is needed, and who is known depends on the user: the guard is
/// asked for the user first, then for the rest.
async fn transfer(State(bank): State<Bank>, headers: HeaderMap, order: Result<Body<Order>, Problem>) -> Response {
    let caller = match bank.guard().check(&headers, &Rule::any_transfer()).await {
        Ok(access) => access,
        Err(denied) => return explain::answer(&bank, &headers, Rule::LargeTransfer, denied).await,
    };
    let planned = order.and_then(|Body(order)| plan(&bank, &caller, order));
    let (transfer, rule) = match planned {
        Ok(planned) => planned,
        Err(problem) => return problem.into_response(),
    };
    match bank.guard().check(&headers, &rule.require()).await {
        Ok(access) => match bank.ledger().transfer(access.subject(), transfer) {
            Ok(account) => done(&bank, rule, &access, account).into_response(),
            Err(error) => Problem::from(error).into_response(),
        },
        Err(denied) => explain::answer(&bank, &headers, rule, denied).await,
    }
}

/// The transfer that is ordered, and the rule that it falls under.
fn plan(bank: &Bank, caller: &Access, order: Order) -> Result<(Transfer, Rule), Problem> {
    let transfer = Transfer { payee: order.payee, amount: Amount::parse(&order.amount)? };
    let rule = bank.ledger().rule_of(caller.subject(), &transfer)?;
    Ok((transfer, rule))
}
