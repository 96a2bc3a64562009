-- Every method, the account page, registered clients. Nothing that was there is changed.

ALTER TABLE users ADD COLUMN password_changed_at INTEGER;

-- A credential counts as at most `ceiling` until `ceiling_until`, and for nothing from `removed_at` on.
ALTER TABLE passkeys ADD COLUMN attested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE passkeys ADD COLUMN ceiling TEXT;
ALTER TABLE passkeys ADD COLUMN ceiling_until INTEGER;
ALTER TABLE passkeys ADD COLUMN removed_at INTEGER;
CREATE INDEX passkeys_by_removal ON passkeys (removed_at) WHERE removed_at IS NOT NULL;

-- `sealed` is the encrypted seed. Steps are those of RFC 6238 §4.2; none at or before `last_step` is taken again.
CREATE TABLE totps (
    id            TEXT PRIMARY KEY,
    subject       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    sealed        BLOB NOT NULL,
    created_at    INTEGER NOT NULL,
    confirmed_at  INTEGER,
    last_step     INTEGER,
    last_used_at  INTEGER,
    ceiling       TEXT,
    ceiling_until INTEGER,
    removed_at    INTEGER
) STRICT;
CREATE INDEX totps_of ON totps (subject, created_at);
CREATE INDEX totps_by_removal ON totps (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX totps_unconfirmed ON totps (created_at) WHERE confirmed_at IS NULL;

CREATE TABLE recovery_codes (
    hash        BLOB PRIMARY KEY,
    subject     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at  INTEGER NOT NULL,
    used_at     INTEGER,
    replaced_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_of ON recovery_codes (subject);
CREATE INDEX recovery_codes_by_replacement ON recovery_codes (replaced_at) WHERE replaced_at IS NOT NULL;

CREATE TABLE attempts (
    key               BLOB PRIMARY KEY,
    count             INTEGER NOT NULL,
    window_started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_age ON attempts (window_started_at);

ALTER TABLE sessions ADD COLUMN user_agent TEXT;
CREATE INDEX sessions_of ON sessions (subject, created_at);

-- `only_for`: the one client that it is fresh for.
ALTER TABLE evidence ADD COLUMN ceiling TEXT;
ALTER TABLE evidence ADD COLUMN only_for TEXT;
CREATE INDEX evidence_by_credential ON evidence (credential) WHERE credential IS NOT NULL;

-- `registration` is the client's metadata, JSON.
CREATE TABLE clients (
    id           TEXT PRIMARY KEY,
    registration TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    disabled_at  INTEGER
) STRICT;

CREATE TABLE client_origins (
    origin TEXT NOT NULL,
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    PRIMARY KEY (origin, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_origins_of ON client_origins (client);

CREATE INDEX grants_of_client ON grants (client) WHERE revoked_at IS NULL;

CREATE INDEX audit_of ON audit (subject, seq) WHERE subject IS NOT NULL;
