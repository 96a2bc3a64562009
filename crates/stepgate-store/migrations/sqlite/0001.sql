-- Times are milliseconds since the epoch. A `hash` is the SHA-256 of a secret that is nowhere in here.

CREATE TABLE users (
    id            TEXT PRIMARY KEY,
    username      TEXT NOT NULL UNIQUE,
    display_name  TEXT NOT NULL,
    password_hash TEXT,
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT;

CREATE TABLE passkeys (
    id              TEXT PRIMARY KEY,
    subject         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    public_key      BLOB NOT NULL,
    algorithm       INTEGER NOT NULL,
    sign_count      INTEGER NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backed_up       INTEGER NOT NULL,
    aaguid          TEXT NOT NULL,
    transports      TEXT NOT NULL,
    demo            INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    last_used_at    INTEGER
) STRICT;
CREATE INDEX passkeys_of ON passkeys (subject, created_at);

CREATE TABLE sessions (
    id         TEXT PRIMARY KEY,
    subject    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX sessions_by_age ON sessions (created_at);

-- `evidence_upto` null: the handle sees all evidence of its session.
CREATE TABLE session_handles (
    hash          BLOB PRIMARY KEY,
    session       TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    evidence_upto INTEGER,
    superseded_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_handles_of ON session_handles (session);

-- Numbers are never given twice: what a replaced handle may see is told by number.
CREATE TABLE evidence (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    session       TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    subject       TEXT NOT NULL,
    method        TEXT NOT NULL,
    credential    TEXT,
    at            INTEGER NOT NULL,
    user_verified INTEGER NOT NULL,
    device_bound  INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_of ON evidence (session, seq);

CREATE TABLE requests (
    id          TEXT PRIMARY KEY,
    browser     BLOB NOT NULL,
    client      TEXT NOT NULL,
    snapshot    TEXT NOT NULL,
    subject     TEXT,
    session     TEXT,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;
CREATE INDEX requests_by_expiry ON requests (expires_at);

CREATE TABLE challenges (
    hash        BLOB PRIMARY KEY,
    purpose     TEXT NOT NULL,
    request     TEXT,
    ticket      BLOB,
    session     TEXT,
    subject     TEXT,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    consumed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

CREATE TABLE grants (
    id         TEXT PRIMARY KEY,
    client     TEXT NOT NULL,
    subject    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    scope      TEXT NOT NULL,
    acr        TEXT NOT NULL,
    amr        TEXT NOT NULL,
    auth_time  INTEGER NOT NULL,
    nonce      TEXT,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX grants_of ON grants (session);
CREATE INDEX grants_by_age ON grants (created_at);

CREATE TABLE codes (
    hash           BLOB PRIMARY KEY,
    grant_id       TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    client         TEXT NOT NULL,
    redirect_uri   TEXT NOT NULL,
    pkce_challenge TEXT,
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    consumed_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_of ON codes (grant_id);
CREATE INDEX codes_by_expiry ON codes (expires_at);

CREATE TABLE refresh_tokens (
    hash       BLOB PRIMARY KEY,
    grant_id   TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    rotated_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_of ON refresh_tokens (grant_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

CREATE TABLE tickets (
    hash       BLOB PRIMARY KEY,
    subject    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_by_expiry ON tickets (expires_at);

CREATE TABLE consents (
    subject  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client   TEXT NOT NULL,
    scope    TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (subject, client, scope)
) STRICT, WITHOUT ROWID;

-- Refers to nothing: it outlives what it tells of.
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT,
    session TEXT,
    client  TEXT,
    detail  TEXT NOT NULL
) STRICT;
