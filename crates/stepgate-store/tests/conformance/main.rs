//! Every operation and every outcome, on every engine: a story is written once, and `on_every_engine!` tells it everywhere.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests; clippy knows only the functions that carry #[test]"
)]
#![expect(clippy::disallowed_methods, reason = "stories need evidence, and no ceremony is verified here")]

/// One more engine is one more module here.
macro_rules! on_every_engine {
    ($($story:ident)+) => {
        mod sqlite_file {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story(crate::world::World::in_file(concat!(module_path!(), "::", stringify!($story)))).await;
            })+
        }

        mod sqlite_memory {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story(crate::world::World::in_memory()).await;
            })+
        }
    };
}

mod atomicity;
mod attempts;
mod audit;
mod ceremonies;
mod challenges;
mod clients;
mod codes;
mod credentials;
mod failing;
mod grants;
mod passkeys;
mod races;
mod recovery_codes;
mod refresh;
mod removal;
mod requests;
mod sessions;
mod sweep;
mod tickets;
mod totps;
mod users;
mod world;
