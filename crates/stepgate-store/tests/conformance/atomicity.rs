//! H08: whichever statement of an operation fails, the database is as it was before.

use crate::world::{World, at, event, evidence, grant, hash, id, issue, passkey, raise, redeem, rotate, settle};
use stepgate_core::{CredentialId, Method};
use stepgate_store::settle::{PasskeyUse, SettleCeremony};
use stepgate_store::tickets::{CreateTicket, Enrol};
use stepgate_store::{Access, Operation, Row, StoreError, Tx, Value};

on_every_engine! {
    a_ceremony_settles_whole_or_not_at_all
    a_code_is_issued_redeemed_and_refreshed_whole_or_not_at_all
    a_passkey_is_enrolled_whole_or_not_at_all
}

/// The operation, its statements failing after the first few.
struct Failing<O> {
    operation: O,
    after: u32,
}

struct FailingTx<'a, T> {
    tx: &'a mut T,
    left: u32,
}

impl<T: Tx> FailingTx<'_, T> {
    fn step(&mut self) -> Result<(), StoreError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| StoreError::Engine("the fail point".to_owned()))?;
        Ok(())
    }
}

impl<T: Tx> Tx for FailingTx<'_, T> {
    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError> {
        self.step()?;
        self.tx.execute(sql, params).await
    }

    async fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.step()?;
        self.tx.rows(sql, params).await
    }
}

impl<O: Operation> Operation for Failing<O> {
    type Out = O::Out;
    const ACCESS: Access = O::ACCESS;

    async fn run(self, tx: &mut impl Tx) -> Result<O::Out, StoreError> {
        self.operation.run(&mut FailingTx { tx, left: self.after }).await
    }
}

/// All that is stored.
struct Dump;

const TABLES: [&str; 11] = [
    "SELECT * FROM audit ORDER BY 1",
    "SELECT * FROM challenges ORDER BY 1",
    "SELECT * FROM codes ORDER BY 1",
    "SELECT * FROM evidence ORDER BY 1",
    "SELECT * FROM grants ORDER BY 1",
    "SELECT * FROM passkeys ORDER BY 1",
    "SELECT * FROM refresh_tokens ORDER BY 1",
    "SELECT * FROM requests ORDER BY 1",
    "SELECT * FROM session_handles ORDER BY 1",
    "SELECT * FROM sessions ORDER BY 1",
    "SELECT * FROM tickets ORDER BY 1",
];

impl Operation for Dump {
    type Out = String;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<String, StoreError> {
        let mut dump = String::new();
        for table in TABLES {
            dump += &format!("{table}: {:?}\n", tx.rows(table, &[]).await?);
        }
        Ok(dump)
    }
}

/// Fails it after each of its statements in turn, then lets it succeed. It has so many statements.
async fn whole_or_not_at_all<O: Operation + Clone>(world: &World, operation: O, statements: u32) {
    let before = world.run(Dump).await;
    for after in 0..statements {
        let outcome = world.0.run(Failing { operation: operation.clone(), after }).await.err();
        assert_eq!(outcome, Some(StoreError::Engine("the fail point".to_owned())), "after {after} statements");
        assert_eq!(world.run(Dump).await, before, "after {after} statements");
    }
    world.run(Failing { operation, after: statements }).await;
    assert_ne!(world.run(Dump).await, before);
}

async fn a_ceremony_settles_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    world.passkey("k", "alice").await;
    let ceremony = evidence("alice", Method::Passkey, Some("k"), 100);
    let passkey_use = Some(PasskeyUse { id: CredentialId::new("k"), sign_count: 9, backed_up: true });
    let step_up = SettleCeremony { passkey_use, ..settle("sign-in", raise("s", "cookie", "new"), ceremony) };
    whole_or_not_at_all(&world, step_up, 9).await;
}

async fn a_code_is_issued_redeemed_and_refreshed_whole_or_not_at_all(world: World) {
    world.signed_in("alice").await;
    whole_or_not_at_all(&world, issue("code", "sign-in", grant("g", "alice", "s")), 5).await;
    whole_or_not_at_all(&world, redeem("code"), 4).await;
    whole_or_not_at_all(&world, rotate("refresh-1", "refresh-2"), 5).await;
    whole_or_not_at_all(&world, rotate("refresh-1", "refresh-3"), 4).await;
    whole_or_not_at_all(&world, redeem("code"), 4).await;
}

async fn a_passkey_is_enrolled_whole_or_not_at_all(world: World) {
    world.user("alice").await;
    world.run(CreateTicket { hash: hash("ticket"), subject: id("alice"), now: at(0), expires_at: at(900) }).await;
    world.passkey("taken", "alice").await;
    let enrol = |key| Enrol {
        ticket: hash("ticket"),
        passkey: passkey(key, "alice"),
        now: at(1),
        audit: event("passkey_enrolled"),
    };
    whole_or_not_at_all(&world, enrol("taken"), 4).await;
    whole_or_not_at_all(&world, enrol("free"), 3).await;
}
