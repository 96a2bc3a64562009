//! What the provider logs, by the thread that logs it.
//!
//! There is one subscriber for the whole process, there before any event: one that came and went with a test would race with the
//! other threads, which decide once for each event whether anybody listens.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

thread_local! {
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

#[derive(Debug)]
struct ThisThread;

impl Write for ThisThread {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.iter_mut().for_each(|lines| lines.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Listens, at every level, in the format of a live server.
pub(crate) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let json = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
        tracing::subscriber::set_global_default(json.with_writer(|| ThisThread).finish()).unwrap();
    });
}

/// Keeps what this thread logs from now on.
pub(crate) fn start() {
    LINES.set(Some(Vec::new()));
}

/// What was kept.
pub(crate) fn take() -> String {
    String::from_utf8(LINES.take().unwrap()).unwrap()
}
