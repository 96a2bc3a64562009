//! Migrations: numbered files, applied once each, in order.

use super::connection::Connection;
use crate::error::StoreError;
use crate::operation::Access;

/// Its place in the list, from 1, is a migration's number.
const MIGRATIONS: [&str; 2] =
    [include_str!("../../migrations/sqlite/0001.sql"), include_str!("../../migrations/sqlite/0002.sql")];

/// Brings the schema up to date, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.begin(Access::Write)?;
    match apply(connection) {
        Ok(()) => connection.commit(),
        Err(error) => {
            connection.rollback()?;
            Err(error)
        }
    }
}

fn apply(connection: &mut Connection) -> Result<(), StoreError> {
    connection.script("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT")?;
    let mut rows = connection.query("SELECT MAX(version) FROM schema_version", &[])?;
    let found = rows.pop().map_or(Ok(None), |mut row| row.opt_i64())?.unwrap_or(0);
    let mut known = 0;
    for (version, script) in (1_i64..).zip(MIGRATIONS) {
        known = version;
        if version > found {
            connection.script(script)?;
            connection.change("INSERT INTO schema_version (version) VALUES ($1)", &[version.into()])?;
        }
    }
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Operation;
    use crate::passkeys::FindPasskey;
    use crate::sessions::SeeSession;
    use crate::users::FindUser;
    use crate::{Hash, Row};
    use stepgate_core::session::Lifetime;
    use stepgate_core::{CredentialId, Method, SubjectId, Timestamp};

    const ROWS_OF_0001: &str = "
        INSERT INTO users VALUES ('alice', 'alice', 'Alice', 'phc', 1, NULL);
        INSERT INTO passkeys VALUES ('k', 'alice', 'key ring', x'a5', -7, 5, 1, 0, 'aaguid', '[]', 0, 1, NULL);
        INSERT INTO sessions VALUES ('s', 'alice', 1, 1, NULL);
        INSERT INTO session_handles VALUES (zeroblob(32), 's', NULL, NULL);
        INSERT INTO evidence VALUES (7, 's', 'alice', 'passkey', 'k', 1, 1, 1);
        INSERT INTO grants VALUES ('g', 'bank', 'alice', 's', 'openid', 'phr', '[]', 1, NULL, 1, NULL);
        INSERT INTO audit VALUES (1, 1, 'sign_in', 'alice', 's', NULL, '{}');";

    fn of_version_1() -> Connection {
        let mut connection = Connection::in_memory().unwrap();
        connection.script("CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT").unwrap();
        connection.script(MIGRATIONS[0]).unwrap();
        connection.change("INSERT INTO schema_version (version) VALUES (1)", &[]).unwrap();
        connection.script(ROWS_OF_0001).unwrap();
        connection
    }

    #[tokio::test]
    async fn a_database_of_version_1_keeps_its_rows() {
        let mut connection = of_version_1();
        migrate(&mut connection).unwrap();

        let passkey = FindPasskey(CredentialId::new("k")).run(&mut connection).await.unwrap().unwrap();
        assert!((passkey.key.attested, &passkey.key.ceiling, passkey.removed_at) == (false, &None, None));
        assert!(FindUser::ById(SubjectId::new("alice")).run(&mut connection).await.unwrap().is_some());
        let see =
            SeeSession { handle: Hash::new([0; 32]), lifetime: Lifetime::default(), now: Timestamp::from_millis(2) };
        let evidence = see.run(&mut connection).await.unwrap().unwrap().evidence;
        let ceremony = evidence[0].ceremony();
        assert_eq!((&ceremony.method, &ceremony.ceiling, &ceremony.only_for), (&Method::Passkey, &None, &None));
    }

    /// What a program of version 1 does goes on working while it is being replaced.
    #[test]
    fn a_program_of_version_1_can_still_write() {
        let mut connection = of_version_1();
        migrate(&mut connection).unwrap();
        let insert = "INSERT INTO evidence (session, subject, method, credential, at, user_verified, device_bound)
            VALUES ('s', 'alice', 'totp', NULL, 2, 0, 0) RETURNING seq";
        let mut rows: Vec<Row> = connection.query(insert, &[]).unwrap();
        assert_eq!(rows[0].i64().unwrap(), 8, "numbers go on from where they were");
    }
}
