//! What the guard warns of, by the thread that logs it: one subscriber for the whole process, there before any event.

use serde_json::Value;
use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

thread_local! {
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug)]
struct ThisThread;

impl Write for ThisThread {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Forgets what this thread logged so far.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let json = tracing_subscriber::fmt().json().with_max_level(tracing::Level::WARN);
        tracing::subscriber::set_global_default(json.with_writer(|| ThisThread).finish()).unwrap();
    });
    LINES.take();
}

/// The events since then.
pub(crate) fn take() -> Vec<Value> {
    let text = String::from_utf8(LINES.take()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
