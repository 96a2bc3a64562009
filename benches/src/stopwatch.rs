//! Time: by the wall, and on the processor.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time; nothing decides by it")]

use crate::Outcome;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The moment from which something is timed.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Seconds since 1970.
pub(crate) fn unix_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// CPU microseconds per call of `operation` on this thread, called for at least `turn`, and in hundreds at most ten million
/// times.
pub(crate) fn cpu_micros(turn: Duration, mut operation: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    const CHUNK: u32 = 100;
    let (watch, before) = (Stopwatch::start(), thread_cpu()?);
    let mut calls = 0;
    while watch.elapsed() < turn && calls < 10_000_000 {
        for _ in 0..CHUNK {
            operation()?;
        }
        calls += CHUNK;
    }
    Ok(thread_cpu()?.saturating_sub(before).as_secs_f64() * 1e6 / f64::from(calls))
}

/// CPU seconds of one call on this thread.
pub(crate) fn cpu_once(operation: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    let before = thread_cpu()?;
    operation()?;
    Ok(thread_cpu()?.saturating_sub(before).as_secs_f64())
}

/// CPU time of this thread. The kernel brings a thread's count up to date when it leaves the processor, hence the nap.
fn thread_cpu() -> Outcome<Duration> {
    std::thread::sleep(Duration::from_micros(1));
    ran(Path::new("/proc/thread-self"))
}

/// CPU time of all threads of a process. Threads that have ended are not counted; a server under load ends none.
pub(crate) fn process_cpu(pid: u32) -> Outcome<Duration> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))?;
    tasks.map(|task| ran(&task?.path())).sum()
}

/// The first number of `schedstat`: nanoseconds on the processor.
fn ran(task: &Path) -> Outcome<Duration> {
    let text = fs::read_to_string(task.join("schedstat"))?;
    let nanos = text.split_whitespace().next().ok_or("an empty schedstat")?.parse()?;
    Ok(Duration::from_nanos(nanos))
}
