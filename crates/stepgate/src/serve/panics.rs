//! What is told of a panic: where it was, and not what it said.
//!
//! The standard report is several lines of text that may quote a request. The request's own line, with its id, is the server's.

use std::panic::PanicHookInfo;

/// Tells every panic to the log, in one line like any other, instead of the standard report.
pub(crate) fn log() {
    std::panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let at = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current();
    tracing::error!(at, thread = thread.name().unwrap_or_default(), "panicked");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn h06_a_panic_is_one_line_that_names_its_place_and_quotes_nothing() {
        let lines = Lines::default();
        let writer = lines.clone();
        let json = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
        let before = std::panic::take_hook();
        log();
        let panicked = tracing::subscriber::with_default(json, || {
            std::panic::catch_unwind(|| panic!("CANARY\n{{\"level\":\"INFO\"}}"))
        });
        std::panic::set_hook(before);
        assert!(panicked.is_err());
        let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        let event: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
        assert_eq!((text.lines().count(), &event["level"]), (1, &"ERROR".into()));
        assert!(event["fields"]["at"].as_str().unwrap().contains("panics.rs:") && !text.contains("CANARY"), "{text}");
    }
}
