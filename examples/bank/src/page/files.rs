use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// One file of `assets/`, as its path there.
struct File {
    path: &'static str,
    bytes: &'static [u8],
}

macro_rules! files {
    ($($path:literal)*) => {
        &[$(File { path: $path, bytes: include_bytes!(concat!("../../assets", $path)) }),*]
    };
}

static FILES: &[File] = files! {
    "/app.js"
    "/app/account.js"
    "/app/actions.js"
    "/app/clock.js"
    "/app/form.js"
    "/app/levels.js"
    "/app/message.js"
    "/app/session.js"
    "/app/strip.js"
    "/app/text.js"
    "/bank.css"
    "/callback.html"
    "/callback.js"
    "/index.html"
    "/piggy.svg"
    "/sdk/abort.js"
    "/sdk/authorization.js"
    "/sdk/call.js"
    "/sdk/callback.js"
    "/sdk/challenge.js"
    "/sdk/client.js"
    "/sdk/discovery.js"
    "/sdk/encoding.js"
    "/sdk/environment.js"
    "/sdk/errors.js"
    "/sdk/events.js"
    "/sdk/gate.js"
    "/sdk/index.js"
    "/sdk/parts.js"
    "/sdk/pkce.js"
    "/sdk/prompt.js"
    "/sdk/requests.js"
    "/sdk/session.js"
    "/sdk/stepup.js"
    "/sdk/tabs.js"
    "/sdk/tokens.js"
    "/strip.css"
};

pub(super) fn routes() -> Router {
    FILES.iter().fold(Router::new(), |router, file| router.route(file.route(), get(async || file.answer())))
}

impl File {
    /// The two pages go by shorter names.
    fn route(&self) -> &'static str {
        match self.path {
            "/index.html" => "/",
            "/callback.html" => "/callback",
            path => path,
        }
    }

    fn content_type(&self) -> &'static str {
        match self.path.rsplit_once('.') {
            Some((_, "html")) => "text/html; charset=utf-8",
            Some((_, "js")) => "text/javascript; charset=utf-8",
            Some((_, "css")) => "text/css; charset=utf-8",
            Some((_, "svg")) => "image/svg+xml",
            Some(_) | None => "application/octet-stream",
        }
    }

    /// Asked for again each time: a demo is rebuilt under the same names.
    fn answer(&self) -> Response {
        ([(CONTENT_TYPE, self.content_type()), (CACHE_CONTROL, "no-cache")], self.bytes).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn on_disk(folder: &Path, above: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let (entry, name) = entry.map(|e| (e.path(), format!("{above}/{}", e.file_name().display()))).unwrap();
            if entry.is_dir() { on_disk(&entry, &name, found) } else { found.push(name) }
        }
    }

    #[test]
    fn every_file_is_served_with_its_type() {
        let mut found = Vec::new();
        on_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"), "", &mut found);
        found.sort();
        assert_eq!(found, FILES.iter().map(|file| file.path).collect::<Vec<_>>());
        assert!(FILES.iter().all(|file| file.content_type() != "application/octet-stream"));
    }
}
