//! An operation that fails where it is told to.

use crate::world::World;
use stepgate_store::{Access, Operation, Row, StoreError, Tx, Value};

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

const TABLES: [&str; 18] = [
    "SELECT * FROM attempts ORDER BY 1",
    "SELECT * FROM audit ORDER BY 1",
    "SELECT * FROM challenges ORDER BY 1",
    "SELECT * FROM client_origins ORDER BY 1, 2",
    "SELECT * FROM clients ORDER BY 1",
    "SELECT * FROM codes ORDER BY 1",
    "SELECT * FROM consents ORDER BY 1, 2, 3",
    "SELECT * FROM evidence ORDER BY 1",
    "SELECT * FROM grants ORDER BY 1",
    "SELECT * FROM passkeys ORDER BY 1",
    "SELECT * FROM recovery_codes ORDER BY 1",
    "SELECT * FROM refresh_tokens ORDER BY 1",
    "SELECT * FROM requests ORDER BY 1",
    "SELECT * FROM session_handles ORDER BY 1",
    "SELECT * FROM sessions ORDER BY 1",
    "SELECT * FROM tickets ORDER BY 1",
    "SELECT * FROM totps ORDER BY 1",
    "SELECT * FROM users ORDER BY 1",
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
pub(crate) async fn whole_or_not_at_all<O: Operation + Clone>(world: &World, operation: O, statements: u32) {
    let before = world.run(Dump).await;
    for after in 0..statements {
        let outcome = world.0.run(Failing { operation: operation.clone(), after }).await.err();
        assert_eq!(outcome, Some(StoreError::Engine("the fail point".to_owned())), "after {after} statements");
        assert_eq!(world.run(Dump).await, before, "after {after} statements");
    }
    world.run(Failing { operation, after: statements }).await;
    assert_ne!(world.run(Dump).await, before);
}
