//! How many sequences, from which seed, for how long; over all cores.

use super::{Story, steps};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::fmt;
use std::ops::AddAssign;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::Instant;

/// Sequences that share a generator: what one thread takes at a time, and what has to be told again to see a failure again.
const CHUNK: u64 = 50;

/// How many where nobody says how many.
const SHORT: u64 = 10_000;

/// What is to be told.
pub(crate) struct Plan {
    sequences: u64,
    seed: u64,
    /// What has not begun by then is left out.
    limit: Option<Duration>,
}

/// What was seen. Nothing in it was found wrong, or the test would not have got there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) sequences: u64,
    pub(crate) steps: u64,
    /// Codes issued, redeemed, and held against their requests.
    pub(crate) codes: u64,
    /// Those of them whose request or client had a floor of its own, which was held.
    pub(crate) promises: u64,
}

impl Plan {
    /// `STEPGATE_MODEL_SEQUENCES`, `STEPGATE_MODEL_SEED` and `STEPGATE_MODEL_MINUTES`; the short form from a new seed where nothing
    /// is said.
    pub(crate) fn from_environment() -> Self {
        Self {
            sequences: number("STEPGATE_MODEL_SEQUENCES").unwrap_or(SHORT),
            seed: number("STEPGATE_MODEL_SEED").unwrap_or_else(new_seed),
            limit: number("STEPGATE_MODEL_MINUTES").map(|minutes| Duration::from_secs(minutes * 60)),
        }
    }

    /// Tells every sequence, or as many as there is time for.
    ///
    /// # Panics
    /// When a sequence breaks a promise; says the shortest one found that does.
    pub(crate) fn run(&self) -> Seen {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        let end = self.limit.map(|limit| Instant::now() + limit);
        let (next, total) = (AtomicU64::new(0), Mutex::new(Seen::default()));
        let failed = AtomicBool::new(false);
        let work = || {
            while !failed.load(Ordering::Relaxed) && end.is_none_or(|end| Instant::now() < end) {
                let first = next.fetch_add(CHUNK, Ordering::Relaxed);
                if first >= self.sequences {
                    return;
                }
                match self.chunk(first) {
                    Ok(seen) => *total.lock().unwrap() += seen,
                    Err(why) => {
                        failed.store(true, Ordering::Relaxed);
                        panic!("seed {}, sequences from {first}: {why}", self.seed);
                    }
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(work);
            }
        });
        total.into_inner().unwrap()
    }

    /// A generator of its own for every chunk: which thread takes it changes nothing.
    fn chunk(&self, first: u64) -> Result<Seen, String> {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        seed[8..16].copy_from_slice(&first.to_le_bytes());
        let cases = CHUNK.min(self.sequences - first) as u32;
        let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let seen = Cell::new(Seen::default());
        let told = runner.run(&steps(), |steps| {
            let mut sum = seen.get();
            sum += runtime.block_on(Story::tell(steps));
            seen.set(sum);
            Ok(())
        });
        told.map(|()| seen.get()).map_err(|error| error.to_string())
    }
}

fn number(name: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "how long a test runs is for whoever starts it to say")]
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is `{text}`, which is no number")))
}

fn new_seed() -> u64 {
    let mut bytes = [0; 8];
    stepgate_server::Rng::fill(&stepgate_server::SystemRng, &mut bytes).unwrap();
    // Short enough to be typed.
    u64::from_le_bytes(bytes) % 1_000_000_000
}

impl AddAssign for Seen {
    fn add_assign(&mut self, other: Self) {
        self.sequences += other.sequences;
        self.steps += other.steps;
        self.codes += other.codes;
        self.promises += other.promises;
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "model: {} sequences, STEPGATE_MODEL_SEED={}", self.sequences, self.seed)
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sequences, steps, codes, promises } = self;
        write!(f, "model: {sequences} sequences of {steps} steps, {codes} codes issued, {promises} floors held")
    }
}
