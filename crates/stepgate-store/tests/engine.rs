//! What the SQLite engine promises, whatever the operation.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests; clippy knows only the functions that carry #[test]"
)]

use std::fs;
use std::future::{pending, poll_fn};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Poll;
use stepgate_core::Timestamp;
use stepgate_store::audit::{AuditEvent, AuditTail, Record};
use stepgate_store::{Access, Operation, Storage, StoreError, Tx};
use tokio::task::JoinSet;

/// A path of this name with nothing there, its folder included.
fn nowhere(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("engine").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder.join("stepgate.db")
}

const fn now() -> Timestamp {
    Timestamp::from_millis(1)
}

fn record(kind: &'static str) -> Record {
    Record { event: AuditEvent::new(kind), now: now() }
}

async fn kinds(store: &Storage) -> Vec<String> {
    store.run(AuditTail { limit: 10_000 }).await.unwrap().into_iter().map(|row| row.kind).collect()
}

/// Writes a row, then does as it is told.
struct Misbehave(Misbehaviour);

enum Misbehaviour {
    Fail,
    Panic,
    Wait,
    BreakSql,
    /// As SQLite itself does when the disk is full.
    RollBackAll,
    /// A broken reference that only the commit finds.
    BreakCommit,
    /// Says that it runs, and goes on when it is told to.
    Hold(Sender<()>, Receiver<()>),
}

impl Operation for Misbehave {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        tx.execute("INSERT INTO audit (at, kind, detail) VALUES (1, 'misbehaviour', '{}')", &[]).await?;
        match self.0 {
            Misbehaviour::Fail => Err(StoreError::Corrupt("told to")),
            Misbehaviour::Panic => panic!("told to"),
            Misbehaviour::Wait => pending().await,
            Misbehaviour::BreakSql => tx.execute("INSERT INTO nowhere VALUES (1)", &[]).await.map(drop),
            Misbehaviour::RollBackAll => tx.execute("ROLLBACK", &[]).await.map(drop),
            Misbehaviour::BreakCommit => {
                tx.execute("PRAGMA defer_foreign_keys = ON", &[]).await?;
                tx.execute("INSERT INTO evidence VALUES (1, 'no session', '', '', NULL, 0, 0, 0, NULL, NULL)", &[])
                    .await
                    .map(drop)
            }
            Misbehaviour::Hold(holds, go_on) => {
                holds.send(()).unwrap();
                go_on.recv().map_err(|_| StoreError::Corrupt("nobody let it go on"))
            }
        }
    }
}

/// Keeps the writer busy until the returned end is used or dropped.
fn hold(store: &Storage) -> Sender<()> {
    let ((holds, held), (let_go, go_on)) = (channel(), channel());
    let store = store.clone();
    tokio::spawn(async move { store.run(Misbehave(Misbehaviour::Hold(holds, go_on))).await });
    tokio::task::block_in_place(|| held.recv().unwrap());
    let_go
}

/// Operations that were sent while the writer was held, so that they make one batch.
fn send<O: Operation>(store: &Storage, operations: impl Iterator<Item = O>) -> JoinSet<Result<O::Out, StoreError>> {
    let mut running = JoinSet::new();
    for operation in operations {
        let store = store.clone();
        running.spawn(async move { store.run(operation).await });
    }
    running
}

/// An operation is in the queue once its future was polled.
async fn queued<F: Future>(run: F) -> Pin<Box<F>> {
    let mut run = Box::pin(run);
    poll_fn(|context| {
        assert!(run.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
    run
}

#[tokio::test]
async fn what_was_answered_is_in_the_file() {
    let path = nowhere("durable");
    let store = Storage::open(&path).unwrap();
    for kind in ["a", "b"] {
        store.run(record(kind)).await.unwrap();
        // A second opening sees what was committed and nothing else.
        assert_eq!(kinds(&Storage::open(&path).unwrap()).await[0], kind);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_answered_before_the_commit() {
    let path = nowhere("group-commit");
    let store = Storage::open(&path).unwrap();
    let let_go = hold(&store);
    let mut waiting = send(&store, (0..200).map(|_| record("batched")));
    tokio::task::yield_now().await;
    assert!(waiting.try_join_next().is_none());
    assert!(kinds(&store).await.is_empty(), "readers go on, and see nothing of the open transaction");
    let_go.send(()).unwrap();
    while let Some(answer) = waiting.join_next().await {
        answer.unwrap().unwrap();
        let seen = kinds(&Storage::open(&path).unwrap()).await;
        assert!(seen.iter().any(|kind| kind == "batched"));
    }
    assert_eq!(kinds(&store).await.len(), 201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_that_fails_costs_its_neighbours_nothing() {
    for store in [Storage::open(&nowhere("neighbours")).unwrap(), Storage::in_memory().unwrap()] {
        let let_go = hold(&store);
        let before = send(&store, (0..20).map(|_| record("good")));
        let kinds_of_wrong = [Misbehaviour::Fail, Misbehaviour::Panic, Misbehaviour::Wait, Misbehaviour::BreakSql];
        let wrong = send(&store, kinds_of_wrong.into_iter().map(Misbehave));
        let after = send(&store, (0..20).map(|_| record("good")));
        let_go.send(()).unwrap();
        assert!(before.join_all().await.into_iter().chain(after.join_all().await).all(|answer| answer.is_ok()));
        assert!(wrong.join_all().await.into_iter().all(|answer| answer.is_err()));
        let kept = kinds(&store).await;
        assert_eq!(kept.iter().filter(|kind| *kind == "good").count(), 40);
        assert_eq!(
            kept.iter().filter(|kind| *kind == "misbehaviour").count(),
            1,
            "only the one that held and succeeded"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_transaction_is_answered_to_none_of_its_batch() {
    for store in [Storage::open(&nowhere("lost")).unwrap(), Storage::in_memory().unwrap()] {
        for loss in [Misbehaviour::RollBackAll, Misbehaviour::BreakCommit] {
            let let_go = hold(&store);
            let mut batch = Vec::new();
            for _ in 0..20 {
                batch.push(queued(store.run(record("neighbour"))).await);
            }
            let lost = queued(store.run(Misbehave(loss))).await;
            let_go.send(()).unwrap();
            assert!(matches!(lost.await, Err(StoreError::Engine(_))));
            for neighbour in batch {
                assert!(matches!(neighbour.await, Err(StoreError::Engine(_))));
            }
            assert!(kinds(&store).await.is_empty());
        }
        store.run(record("afterwards")).await.unwrap();
        assert_eq!(kinds(&store).await, ["afterwards"]);
    }
}

#[tokio::test]
async fn each_misbehaviour_has_its_error() {
    let store = Storage::in_memory().unwrap();
    assert_eq!(store.run(Misbehave(Misbehaviour::Fail)).await, Err(StoreError::Corrupt("told to")));
    assert_eq!(store.run(Misbehave(Misbehaviour::Panic)).await, Err(StoreError::Panicked));
    assert_eq!(store.run(Misbehave(Misbehaviour::Wait)).await, Err(StoreError::Pending));
    let Err(StoreError::Engine(text)) = store.run(Misbehave(Misbehaviour::BreakSql)).await else { panic!("no error") };
    assert!(text.contains("no such table: nowhere"), "{text}");
    assert!(kinds(&store).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_says_so_at_once_and_loses_nothing_it_took() {
    let store = Storage::open(&nowhere("busy")).unwrap();
    let let_go = hold(&store);
    let mut waiting = send(&store, (0..1500).map(|_| record("queued")));
    let mut refused = 0;
    while refused < 1500 - 1024 {
        assert_eq!(waiting.join_next().await.unwrap().unwrap(), Err(StoreError::Busy));
        refused += 1;
    }
    let_go.send(()).unwrap();
    assert!(waiting.join_all().await.into_iter().all(|answer| answer == Ok(())));
    assert_eq!(kinds(&store).await.iter().filter(|kind| *kind == "queued").count(), 1024);
}

/// An operation that writes and says that it does not.
struct Mislabelled;

impl Operation for Mislabelled {
    type Out = u64;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<u64, StoreError> {
        tx.execute("DELETE FROM audit", &[]).await
    }
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let store = Storage::open(&nowhere("reader")).unwrap();
    store.run(record("kept")).await.unwrap();
    let Err(StoreError::Engine(text)) = store.run(Mislabelled).await else { panic!("it wrote") };
    assert!(text.contains("readonly"), "{text}");
    assert_eq!(kinds(&store).await, ["kept"]);
}

#[tokio::test]
async fn the_file_and_its_folder_are_their_owners_alone() {
    let path = nowhere("private/deeper");
    let store = Storage::open(&path).unwrap();
    store.run(record("a")).await.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for suffix in ["", "-wal", "-shm"] {
        assert_eq!(mode(Path::new(&format!("{}{suffix}", path.display()))), 0o600, "stepgate.db{suffix}");
    }
}

struct Sql(&'static str);

impl Operation for Sql {
    type Out = String;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<String, StoreError> {
        Ok(format!("{:?}", tx.rows(self.0, &[]).await?))
    }
}

#[tokio::test]
async fn a_file_of_a_later_version_is_refused() {
    let path = nowhere("newer");
    let store = Storage::open(&path).unwrap();
    store.run(Sql("INSERT INTO schema_version (version) VALUES (3)")).await.unwrap();
    let refused = Storage::open(&path).err();
    assert_eq!(refused, Some(StoreError::NewerSchema { found: 3, known: 2 }));
}

#[tokio::test]
async fn a_path_that_cannot_be_made_is_named() {
    let path = nowhere("no-folder");
    fs::create_dir_all(path.parent().unwrap().parent().unwrap()).unwrap();
    fs::write(path.parent().unwrap(), "a file where the folder should be").unwrap();
    let Err(StoreError::File(text)) = Storage::open(&path) else { panic!("opened") };
    assert!(text.contains("stepgate.db"), "{text}");
    fs::remove_file(path.parent().unwrap()).unwrap();
}

#[tokio::test]
async fn commits_are_durable_and_keys_are_checked() {
    let store = Storage::open(&nowhere("pragmas")).unwrap();
    for (pragma, expected) in [
        ("PRAGMA journal_mode", r#"Text("wal")"#),
        ("PRAGMA synchronous", "I64(2)"),
        ("PRAGMA foreign_keys", "I64(1)"),
        ("PRAGMA busy_timeout", "I64(5000)"),
    ] {
        assert!(store.run(Sql(pragma)).await.unwrap().contains(expected), "{pragma}");
    }
}
