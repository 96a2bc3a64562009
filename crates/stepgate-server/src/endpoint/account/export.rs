//! `GET /account/data`: everything that is kept about somebody, for that somebody, without secrets.

use super::held::Held;
use super::{Desk, Stop, sessions};
use crate::interaction::ACCOUNT;
use crate::page::account::overview::Kind;
use crate::page::account::when::iso;
use crate::reply::{attachment, json};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json as object};
use stepgate_store::audit::{ActivityOf, AuditRow};
use stepgate_store::consents::{Consent, ConsentsOf};
use stepgate_store::sessions::SessionSummary;

/// As much of the log as is handed out: its newest rows.
const ROWS: u32 = 5000;

pub(crate) async fn get(desk: Desk) -> Response {
    desk.answer(export(&desk).await, ACCOUNT)
}

async fn export(desk: &Desk) -> Result<Response, Stop> {
    let owner = desk.owner(ACCOUNT).await?;
    let (storage, now, user) = (desk.provider.storage(), desk.visit.now, &owner.session.user);
    let subject = || user.id.clone();
    let held = Held::all(&desk.provider, &user.id).await?;
    let sessions = sessions::of(&desk.provider, &owner, now).await?;
    let consents = storage.run(ConsentsOf(subject())).await?;
    let activity = storage.run(ActivityOf { subject: subject(), before: None, limit: ROWS }).await?;
    let body = object!({
        "issuer": desk.provider.issuer().url(),
        "exported_at": iso(now),
        "profile": { "sub": user.id.as_str(), "username": user.username, "name": user.display_name },
        "password": { "set": user.password_hash.is_some(), "changed_at": user.password_changed_at.map(iso) },
        "methods": held.iter().map(method).collect::<Vec<_>>(),
        "recovery_codes_left": owner.credentials.recovery_codes,
        "sessions": sessions.iter().map(session).collect::<Vec<_>>(),
        "consents": consents.iter().map(consent).collect::<Vec<_>>(),
        "activity": activity.iter().map(row).collect::<Vec<_>>(),
    });
    Ok(attachment(json(StatusCode::OK, &body), "stepgate-account.json"))
}

fn method(held: &Held) -> Value {
    let kind = match held.kind {
        Kind::Synced => "synced_passkey",
        Kind::DeviceBound => "device_bound_passkey",
        Kind::SecurityKey => "security_key",
        Kind::Demo => "demo_passkey",
        Kind::App => "totp",
    };
    object!({
        "id": held.credential.id(), "kind": kind, "name": held.name,
        "created_at": iso(held.created_at), "last_used_at": held.last_used_at.map(iso),
        "counts_as": held.ceiling.as_ref().map(|ceiling| object!({ "acr": ceiling.acr, "until": iso(ceiling.until) })),
        "removed_at": held.removed_at.map(iso),
    })
}

fn session(session: &SessionSummary) -> Value {
    let evidence = session.evidence.iter().map(|evidence| {
        let ceremony = evidence.ceremony();
        let credential = ceremony.credential.as_ref().map(stepgate_core::CredentialId::as_str);
        object!({ "method": ceremony.method.to_string(), "at": iso(ceremony.at), "credential": credential })
    });
    object!({
        "id": session.id, "created_at": iso(session.created_at), "seen_at": iso(session.seen_at),
        "user_agent": session.user_agent, "evidence": evidence.collect::<Vec<_>>(),
    })
}

fn consent(consent: &Consent) -> Value {
    object!({ "client": consent.client, "scope": consent.scope, "given_at": iso(consent.given_at) })
}

fn row(row: &AuditRow) -> Value {
    // What was written is an object; were it ever none, its text is as good.
    let detail = serde_json::from_str(&row.detail).unwrap_or_else(|_| Value::from(row.detail.as_str()));
    object!({ "at": iso(row.at), "kind": row.kind, "session": row.session, "client": row.client, "detail": detail })
}
