//! From rows to values. The columns of a `…_columns!` stand in the order in which the function below it reads them.
//!
//! What was evidence and assurance when it was written is evidence and assurance again, here and nowhere else.

#![expect(clippy::disallowed_methods, reason = "this is the row decoder")]

use crate::credentials::ceiling;
use crate::error::StoreError;
use crate::grants::Grant;
use crate::json;
use crate::passkeys::{NewPasskey, Passkey};
use crate::totps::Totp;
use crate::users::User;
use crate::value::Row;
use std::borrow::Cow;
use std::sync::Arc;
use stepgate_core::assurance::Record;
use stepgate_core::evidence::Ceremony;
use stepgate_core::{Assurance, CredentialId, Evidence, SubjectId};

/// The only row, where there is one.
pub(crate) fn first<T>(
    rows: Vec<Row>,
    decode: impl Fn(&mut Row) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    rows.into_iter().next().map(|mut row| decode(&mut row)).transpose()
}

/// Every row.
pub(crate) fn all<T>(rows: Vec<Row>, decode: impl Fn(&mut Row) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
    rows.into_iter().map(|mut row| decode(&mut row)).collect()
}

pub(crate) fn subject(row: &mut Row) -> Result<SubjectId, StoreError> {
    row.text().map(SubjectId::new)
}

macro_rules! user_columns {
    () => {
        "u.id, u.username, u.display_name, u.password_hash, u.password_changed_at, u.disabled_at"
    };
}

pub(crate) fn user(row: &mut Row) -> Result<User, StoreError> {
    Ok(User {
        id: subject(row)?,
        username: row.text()?,
        display_name: row.text()?,
        password_hash: row.opt_text()?,
        password_changed_at: row.opt_time()?,
        disabled: row.opt_time()?.is_some(),
    })
}

macro_rules! passkey_columns {
    () => {
        "p.id, p.subject, p.name, p.public_key, p.algorithm, p.sign_count, p.backup_eligible, p.backed_up, p.aaguid,
        p.transports, p.demo, p.attested, p.ceiling, p.ceiling_until, p.created_at, p.last_used_at, p.removed_at"
    };
}

pub(crate) fn passkey(row: &mut Row) -> Result<Passkey, StoreError> {
    let key = NewPasskey {
        id: CredentialId::new(row.text()?),
        subject: subject(row)?,
        name: row.text()?,
        public_key: row.blob()?,
        algorithm: row.i64()?,
        sign_count: row.u32()?,
        backup_eligible: row.truth()?,
        backed_up: row.truth()?,
        aaguid: row.text()?,
        transports: json::strings(&row.text()?)?,
        demo: row.truth()?,
        attested: row.truth()?,
        ceiling: ceiling(row)?,
    };
    Ok(Passkey { key, created_at: row.time()?, last_used_at: row.opt_time()?, removed_at: row.opt_time()? })
}

macro_rules! totp_columns {
    () => {
        "t.id, t.subject, t.name, t.sealed, t.created_at, t.confirmed_at, t.last_step, t.last_used_at, t.ceiling,
        t.ceiling_until, t.removed_at"
    };
}

pub(crate) fn totp(row: &mut Row) -> Result<Totp, StoreError> {
    Ok(Totp {
        id: row.text()?,
        subject: subject(row)?,
        name: row.text()?,
        sealed: row.blob()?,
        created_at: row.time()?,
        confirmed_at: row.opt_time()?,
        last_step: row.opt_i64()?,
        last_used_at: row.opt_time()?,
        ceiling: ceiling(row)?,
        removed_at: row.opt_time()?,
    })
}

macro_rules! evidence_columns {
    () => {
        "e.subject, e.method, e.credential, e.at, e.user_verified, e.device_bound, e.ceiling, e.only_for"
    };
}

pub(crate) fn evidence(row: &mut Row) -> Result<Evidence, StoreError> {
    Ok(Evidence::from_ceremony(Ceremony {
        subject: subject(row)?,
        method: row.text()?.parse().map_err(|_| StoreError::Corrupt("no such method"))?,
        credential: row.opt_text()?.map(CredentialId::new),
        at: row.time()?,
        user_verified: row.truth()?,
        device_bound: row.truth()?,
        ceiling: row.opt_text()?.map(Arc::from),
        only_for: row.opt_text()?.map(Arc::from),
    }))
}

macro_rules! grant_columns {
    () => {
        "g.id, g.client, g.subject, g.session, g.scope, g.acr, g.amr, g.auth_time, g.nonce, g.created_at"
    };
}

pub(crate) fn grant(row: &mut Row) -> Result<Grant, StoreError> {
    let (id, client, subject, session) = (row.text()?, row.text()?, subject(row)?, row.text()?);
    let scope = row.text()?.split_ascii_whitespace().map(str::to_owned).collect();
    let assurance = Assurance::from_record(Record {
        subject: subject.clone(),
        acr: Arc::from(row.text()?),
        amr: json::strings(&row.text()?)?.into_iter().map(Cow::Owned).collect(),
        auth_time: row.time()?,
    });
    Ok(Grant { id, client, subject, session, scope, assurance, nonce: row.opt_text()?, created_at: row.time()? })
}
