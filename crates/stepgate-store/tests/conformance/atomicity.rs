//! H08: whichever statement of an operation fails, the database is as it was before. Every operation that writes is in here.

use crate::failing::whole_or_not_at_all;
use crate::world::{
    LIFETIME, Sql, World, add, at, confirm_totp, event, evidence, grant, hash, id, issue, new_session, passkey, raise,
    redeem, rotate, settle,
};
use stepgate_core::{CredentialId, Method};
use stepgate_store::attempts::{Budget, CountAttempt, ForgiveAttempts};
use stepgate_store::audit::Record;
use stepgate_store::challenges::{ConsumeChallenge, Purpose, ReserveChallenge};
use stepgate_store::clients::{AddClient, SetClientDisabled};
use stepgate_store::codes::{IssueCode, RedeemCode};
use stepgate_store::consents::GiveConsent;
use stepgate_store::credentials::{
    Ceiling, CredentialRef, LiftCeiling, RemoveCredential, RenameCredential, UndoRemoval,
};
use stepgate_store::grants::{RevokeByRefresh, RevokeGrant};
use stepgate_store::passkeys::{AddPasskey, NewPasskey};
use stepgate_store::recovery_codes::{ConsumeRecoveryCode, ReplaceRecoveryCodes};
use stepgate_store::refresh::RotateRefresh;
use stepgate_store::requests::{AnswerRequest, CreateRequest};
use stepgate_store::sessions::{EndOtherSessions, EndSession, SeeSession};
use stepgate_store::settle::{PasskeyUse, SettleCeremony};
use stepgate_store::sweep::Sweep;
use stepgate_store::tickets::{CreateTicket, Enrol};
use stepgate_store::totps::{AcceptTotpStep, BeginTotp, ConfirmTotp};
use stepgate_store::users::{CreateUser, FindUser, NewUser, SetPassword, SetUserDisabled};

on_every_engine! {
    h08_a_request_begins_whole_or_not_at_all
    h08_a_ceremony_settles_whole_or_not_at_all
    h08_a_code_is_issued_redeemed_and_refreshed_whole_or_not_at_all
    h08_a_grant_is_revoked_whole_or_not_at_all
    h08_a_passkey_is_enrolled_whole_or_not_at_all
    h08_a_one_time_password_is_registered_and_used_whole_or_not_at_all
    h08_recovery_codes_are_replaced_and_used_whole_or_not_at_all
    h08_an_attempt_is_counted_whole_or_not_at_all
    h08_a_credential_is_changed_and_removed_whole_or_not_at_all
    h08_what_is_over_is_swept_whole_or_not_at_all
    h08_a_session_is_seen_and_ended_whole_or_not_at_all
    h08_an_account_changes_whole_or_not_at_all
    h08_a_client_is_registered_and_closed_whole_or_not_at_all
}

async fn h08_a_request_begins_whole_or_not_at_all(world: World) {
    world.user("alice").await;
    let create = CreateRequest {
        id: "r".to_owned(),
        browser: hash("browser"),
        client: "bank".to_owned(),
        snapshot: "{}".to_owned(),
        subject: None,
        session: None,
        now: at(0),
        expires_at: at(600),
    };
    whole_or_not_at_all(&world, create, 2).await;
    let (hash, purpose, request, now) = (hash("challenge"), Purpose::Authenticate, Some("r".to_owned()), at(1));
    let reserve = ReserveChallenge {
        hash,
        purpose,
        request: request.clone(),
        ticket: None,
        session: None,
        subject: None,
        now,
        expires_at: at(300),
    };
    whole_or_not_at_all(&world, reserve, 2).await;
    let consume = ConsumeChallenge { hash, purpose, request, ticket: None, session: None, now };
    whole_or_not_at_all(&world, consume, 2).await;
    let scope = vec!["openid".to_owned(), "payments:write".to_owned()];
    whole_or_not_at_all(&world, GiveConsent { subject: id("alice"), client: "bank".to_owned(), scope, now }, 3).await;
    let answer = AnswerRequest { id: "r".to_owned(), now, audit: event("request_cancelled") };
    whole_or_not_at_all(&world, answer, 2).await;
    whole_or_not_at_all(&world, Record { event: event("visited"), now }, 1).await;
}

async fn h08_a_ceremony_settles_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    world.passkey("k", "alice").await;
    world.totp("t", "alice", 1).await;
    let ceremony = evidence("alice", Method::Passkey, Some("k"), 100);
    let passkey_use = Some(PasskeyUse { id: CredentialId::new("k"), sign_count: 9, backed_up: true });
    let step_up = SettleCeremony { passkey_use, ..settle("sign-in", raise("s", "cookie", "new"), ceremony) };
    whole_or_not_at_all(&world, step_up, 9).await;
    let ceremony = evidence("alice", Method::Totp, Some("t"), 100);
    whole_or_not_at_all(&world, settle("sign-in", new_session("s2", "cookie-2"), ceremony), 8).await;
}

async fn h08_a_code_is_issued_redeemed_and_refreshed_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    let code: IssueCode = issue("code", "sign-in", grant("g", "alice", "s"));
    whole_or_not_at_all(&world, code, 5).await;
    let redemption: RedeemCode = redeem("code");
    whole_or_not_at_all(&world, redemption.clone(), 4).await;
    let rotation: RotateRefresh = rotate("refresh-1", "refresh-2");
    whole_or_not_at_all(&world, rotation, 5).await;
    whole_or_not_at_all(&world, rotate("refresh-1", "refresh-3"), 4).await;
    whole_or_not_at_all(&world, redemption, 4).await;
}

async fn h08_a_grant_is_revoked_whole_or_not_at_all(world: World) {
    world.code().await;
    world.run(redeem("code")).await;
    let by = |client: &str| RevokeByRefresh { hash: hash("refresh-1"), client: client.to_owned(), now: at(20) };
    whole_or_not_at_all(&world, by("shop"), 2).await;
    whole_or_not_at_all(&world, by("bank"), 3).await;
    world.run(Sql("UPDATE grants SET revoked_at = NULL")).await;
    let revoke = RevokeGrant { id: "g".to_owned(), client: None, now: at(20), audit: event("grant_revoked") };
    whole_or_not_at_all(&world, revoke, 3).await;
}

async fn h08_a_passkey_is_enrolled_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    let ticket = CreateTicket { hash: hash("ticket"), subject: id("alice"), now: at(0), expires_at: at(900) };
    whole_or_not_at_all(&world, ticket, 2).await;
    let in_session = AddPasskey { session: Some("s".to_owned()), ..add(passkey("taken", "alice")) };
    whole_or_not_at_all(&world, in_session, 3).await;
    let enrol = |key| Enrol {
        ticket: hash("ticket"),
        passkey: passkey(key, "alice"),
        now: at(1),
        audit: event("passkey_enrolled"),
    };
    whole_or_not_at_all(&world, enrol("taken"), 4).await;
    whole_or_not_at_all(&world, enrol("free"), 3).await;
}

async fn h08_a_one_time_password_is_registered_and_used_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    world.begin_totp("first", "alice").await;
    let begin = BeginTotp { id: "t".to_owned(), subject: id("alice"), sealed: vec![7], now: at(0) };
    whole_or_not_at_all(&world, begin, 3).await;
    let confirm = ConfirmTotp { session: Some("s".to_owned()), ..confirm_totp("t", "alice", 1) };
    whole_or_not_at_all(&world, confirm, 3).await;
    let accept = AcceptTotpStep { id: "t".to_owned(), step: 2, now: at(5) };
    whole_or_not_at_all(&world, accept.clone(), 2).await;
    whole_or_not_at_all(&world, accept, 3).await;
}

async fn h08_recovery_codes_are_replaced_and_used_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    let replace = |codes: [&str; 2]| ReplaceRecoveryCodes {
        subject: id("alice"),
        hashes: codes.map(hash).to_vec(),
        session: Some("s".to_owned()),
        now: at(5),
        audit: event("recovery_codes_replaced"),
    };
    whole_or_not_at_all(&world, replace(["a", "b"]), 5).await;
    whole_or_not_at_all(&world, replace(["c", "d"]), 5).await;
    let consume = ConsumeRecoveryCode { subject: id("alice"), hash: hash("c"), now: at(6) };
    whole_or_not_at_all(&world, consume, 2).await;
}

async fn h08_an_attempt_is_counted_whole_or_not_at_all(world: World) {
    let budget = |key, limit| Budget { key: hash(key), limit, window_seconds: 60 };
    let count = CountAttempt { budgets: vec![budget("account", 1), budget("address", 9)], now: at(0) };
    whole_or_not_at_all(&world, count.clone(), 4).await;
    whole_or_not_at_all(&world, count, 3).await;
    let forgive = ForgiveAttempts { keys: vec![hash("account"), hash("address")], now: at(1) };
    whole_or_not_at_all(&world, forgive, 3).await;
}

/// Alice's session `s` with evidence of passkey `k`, and grant `g`.
async fn with_passkey(world: &World) -> CredentialRef {
    world.user("alice").await;
    let ceiling = Some(Ceiling { acr: "basic".to_owned(), until: at(900) });
    world.run(add(NewPasskey { ceiling, ..passkey("k", "alice") })).await;
    world.request("sign-in", None).await;
    let ceremony = evidence("alice", Method::Passkey, Some("k"), 5);
    world.run(settle("sign-in", new_session("s", "cookie"), ceremony)).await;
    world.run(issue("code", "sign-in", grant("g", "alice", "s"))).await;
    CredentialRef::Passkey(CredentialId::new("k"))
}

fn remove(credential: &CredentialRef, effective_at: i64) -> RemoveCredential {
    RemoveCredential {
        subject: id("alice"),
        credential: credential.clone(),
        effective_at: at(effective_at),
        session: "s".to_owned(),
        now: at(20),
        audit: event("credential_removed"),
    }
}

async fn h08_a_credential_is_changed_and_removed_whole_or_not_at_all(world: World) {
    let key = with_passkey(&world).await;
    let (subject, credential, now) = (id("alice"), key.clone(), at(20));
    let (name, audit) = ("blue".to_owned(), event("credential_renamed"));
    whole_or_not_at_all(&world, RenameCredential { subject, credential, name, now, audit }, 2).await;
    let (subject, credential, audit) = (id("alice"), key.clone(), event("ceiling_lifted"));
    whole_or_not_at_all(&world, LiftCeiling { subject, credential, now, audit }, 2).await;
    whole_or_not_at_all(&world, remove(&key, 100), 3).await;
    let (subject, credential, audit) = (id("alice"), key.clone(), event("removal_undone"));
    whole_or_not_at_all(&world, UndoRemoval { subject, credential, now, audit }, 2).await;
    whole_or_not_at_all(&world, remove(&key, 20), 5).await;
    whole_or_not_at_all(&world, remove(&key, 20), 3).await;
}

async fn h08_what_is_over_is_swept_whole_or_not_at_all(world: World) {
    let key = with_passkey(&world).await;
    world.run(remove(&key, 100)).await;
    whole_or_not_at_all(&world, Sweep { lifetime: LIFETIME, now: at(100) }, 16).await;
    whole_or_not_at_all(&world, Sweep { lifetime: LIFETIME, now: at(200_000) }, 15).await;
}

async fn h08_a_session_is_seen_and_ended_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    world.run(settle("sign-in", raise("s", "cookie", "new"), evidence("alice", Method::Totp, None, 100))).await;
    let see = SeeSession { handle: hash("new"), lifetime: LIFETIME, now: at(200) };
    whole_or_not_at_all(&world, see, 5).await;
    world.run(settle("sign-in", new_session("other", "other"), evidence("alice", Method::Password, None, 201))).await;
    let (keep, audit) = (Some("other".to_owned()), event("other_sessions_ended"));
    let others = EndOtherSessions { subject: id("alice"), keep, now: at(202), audit };
    whole_or_not_at_all(&world, others, 2).await;
    whole_or_not_at_all(&world, EndSession { session: "other".to_owned(), now: at(203) }, 2).await;
}

async fn h08_an_account_changes_whole_or_not_at_all(world: World) {
    let user =
        NewUser { id: id("bob"), username: "bob".to_owned(), display_name: "Bob".to_owned(), password_hash: None };
    whole_or_not_at_all(&world, CreateUser { user, now: at(0) }, 2).await;
    world.code().await;
    world.request("other", None).await;
    world.run(settle("other", new_session("x", "x"), evidence("alice", Method::Password, None, 5))).await;
    let set = SetPassword {
        subject: id("alice"),
        hash: Some("$new".to_owned()),
        keep_session: Some("s".to_owned()),
        now: at(20),
        audit: event("password_changed"),
    };
    whole_or_not_at_all(&world, set, 4).await;
    let by_name = FindUser::ByUsername("alice".to_owned());
    whole_or_not_at_all(&world, SetUserDisabled { user: by_name.clone(), disabled: true, now: at(21) }, 5).await;
    whole_or_not_at_all(&world, SetUserDisabled { user: by_name, disabled: false, now: at(22) }, 3).await;
}

async fn h08_a_client_is_registered_and_closed_whole_or_not_at_all(world: World) {
    world.code().await;
    let register = AddClient {
        id: "bank".to_owned(),
        registration: "{}".to_owned(),
        origins: vec!["https://bank.example".to_owned(), "https://www.bank.example".to_owned()],
        now: at(20),
        audit: event("client_added"),
    };
    whole_or_not_at_all(&world, register.clone(), 4).await;
    whole_or_not_at_all(&world, register, 2).await;
    let close =
        SetClientDisabled { id: "bank".to_owned(), disabled: true, now: at(21), audit: event("client_disabled") };
    whole_or_not_at_all(&world, close, 3).await;
}
