//! What else the machine was doing.

use serde::Serialize;
use std::fmt;
use std::fs;

/// Above this load a run is no record: its rates and waits say more about the neighbours.
const QUIET: f64 = 1.5;

/// Load and pressure at one moment.
#[derive(Clone, Serialize)]
pub(crate) struct Machine {
    cores: usize,
    /// `/proc/loadavg`: processes that run or wait, over 1, 5 and 15 minutes.
    loadavg: String,
    /// `/proc/pressure/cpu`: the share of time in which something waited for a processor.
    pressure: String,
}

impl Machine {
    pub(crate) fn now() -> Self {
        let first_line = |path: &str| {
            let text = fs::read_to_string(path).unwrap_or_default();
            text.lines().next().unwrap_or("unreadable").to_owned()
        };
        Self {
            cores: std::thread::available_parallelism().map_or(0, usize::from),
            loadavg: first_line("/proc/loadavg"),
            pressure: first_line("/proc/pressure/cpu"),
        }
    }

    /// Whether the machine had time for us.
    pub(crate) fn is_quiet(&self) -> bool {
        let last_minute = self.loadavg.split_whitespace().next().and_then(|load| load.parse::<f64>().ok());
        last_minute.is_some_and(|load| load <= QUIET)
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cores, load {}, cpu pressure {}", self.cores, self.loadavg, self.pressure)
    }
}
