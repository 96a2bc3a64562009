//! The data directory: the database and the signing keys.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use stepgate_protocol::jwt::{Algorithm, SigningKey, SigningKeys, SigningKeysError};
use stepgate_server::{Rng as _, SealingKey, SystemRng};
use stepgate_store::{Storage, StoreError};

const DATABASE: &str = "stepgate.db";
const SEALING_KEY: &str = "sealing-key";

/// Where the key for an algorithm is. Access tokens need the first; the others are made when a client first wants them.
const fn file_of(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::ES256 => "signing-key.p8",
        Algorithm::RS256 => "signing-key-rs256.p8",
        Algorithm::PS256 => "signing-key-ps256.p8",
        Algorithm::EdDSA => "signing-key-ed25519.p8",
    }
}

/// A folder that only its owner can read.
#[derive(Debug)]
pub(crate) struct DataDir(PathBuf);

/// Why the data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataDirError {
    /// A file cannot be read or written.
    #[error("`{path}`: {source}")]
    File { path: PathBuf, source: std::io::Error },
    /// The database cannot be used.
    #[error("`{path}`: {source}")]
    Database { path: PathBuf, source: StoreError },
    /// The signing key's file holds something else.
    #[error(
        "`{0}` is no private key; restore it from a backup, or move it away and every client will have to sign in again"
    )]
    Key(PathBuf),
    /// The sealing key's file holds something else.
    #[error(
        "`{0}` is no sealing key; restore it from a backup, or move it away and every user will have to add their codes again"
    )]
    SealingKey(PathBuf),
    /// No sealing key could be made.
    #[error("no sealing key could be made: no randomness could be had")]
    NoSealingKey,
    /// No signing key could be made.
    #[error("no signing key could be made: {0}")]
    NoKey(#[from] stepgate_protocol::jwt::SignError),
    /// The signing keys do not go together.
    #[error(transparent)]
    Keys(#[from] SigningKeysError),
}

impl DataDir {
    /// Opens a folder, and makes it where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, DataDirError> {
        std::fs::create_dir_all(path).and_then(|()| restrict(path, 0o700)).map_err(file_error(path))?;
        Ok(Self(path.to_owned()))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The database.
    pub(crate) fn storage(&self) -> Result<Storage, DataDirError> {
        let path = self.file(DATABASE);
        Storage::open(&path).map_err(|source| DataDirError::Database { path, source })
    }

    /// The signing keys for these algorithms, and ES256; the first start that needs one makes it.
    pub(crate) fn signing_keys(&self, wanted: &[Algorithm]) -> Result<SigningKeys, DataDirError> {
        let others =
            [Algorithm::RS256, Algorithm::PS256, Algorithm::EdDSA].into_iter().filter(|alg| wanted.contains(alg));
        let others = others.map(|algorithm| self.signing_key(algorithm)).collect::<Result<_, _>>()?;
        Ok(SigningKeys::new(self.signing_key(Algorithm::ES256)?, others)?)
    }

    fn signing_key(&self, algorithm: Algorithm) -> Result<SigningKey, DataDirError> {
        let name = file_of(algorithm);
        let path = self.file(name);
        match std::fs::read(&path) {
            Ok(der) => SigningKey::from_pkcs8_for(&der, algorithm).map_err(|_| DataDirError::Key(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let (der, key) = SigningKey::generate_for(algorithm)?;
                self.write(name, der.as_ref())?;
                Ok(key)
            }
            Err(source) => Err(DataDirError::File { path, source }),
        }
    }

    /// The key that stored secrets are sealed with; the first start makes it.
    pub(crate) fn sealing_key(&self) -> Result<SealingKey, DataDirError> {
        let path = self.file(SEALING_KEY);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes.try_into().map_err(|_| DataDirError::SealingKey(path.clone()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut bytes = [0; 32];
                SystemRng.fill(&mut bytes).map_err(|_| DataDirError::NoSealingKey)?;
                self.write(SEALING_KEY, &bytes)?;
                bytes
            }
            Err(source) => return Err(DataDirError::File { path, source }),
        };
        SealingKey::new(&bytes).map_err(|_| DataDirError::SealingKey(path))
    }

    /// Writes a file that only its owner can read, whole or not at all.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> Result<(), DataDirError> {
        let (path, partial) = (self.file(name), self.file(&format!("{name}.partial")));
        let written = || {
            let mut file = owner_only().write(true).create(true).truncate(true).open(&partial)?;
            file.write_all(content)?;
            file.sync_all()?;
            std::fs::rename(&partial, &path)
        };
        written().map_err(file_error(&path))
    }

    /// Reads a file, if it is there.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>, DataDirError> {
        let path = self.file(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(DataDirError::File { path, source }),
        }
    }
}

fn file_error(path: &Path) -> impl Fn(std::io::Error) -> DataDirError + '_ {
    |source| DataDirError::File { path: path.to_owned(), source }
}

#[cfg(unix)]
fn owner_only() -> std::fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn owner_only() -> std::fs::OpenOptions {
    std::fs::OpenOptions::new()
}

#[cfg(not(unix))]
fn restrict(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kids(keys: &SigningKeys) -> Vec<String> {
        keys.public_jwks().map(|jwk| jwk.kid().to_owned()).collect()
    }

    #[test]
    fn a_key_is_made_when_a_client_first_wants_it_and_stays() {
        let path = std::env::temp_dir().join(format!("stepgate-keys-{}", std::process::id()));
        let data = DataDir::open(&path).unwrap();
        let first = kids(&data.signing_keys(&[Algorithm::ES256]).unwrap());
        assert!(first.len() == 1 && data.file("signing-key.p8").exists());
        assert!(!data.file("signing-key-ed25519.p8").exists());
        let wanted = [Algorithm::EdDSA, Algorithm::RS256];
        let keys = data.signing_keys(&wanted).unwrap();
        assert!(wanted.iter().all(|algorithm| keys.id_tokens(*algorithm).is_some()));
        assert_eq!(kids(&keys), kids(&data.signing_keys(&wanted).unwrap()));
        assert_eq!(kids(&keys)[0], first[0]);
        assert!(!data.file("signing-key-ps256.p8").exists());
        // A key in the wrong place signs nothing.
        std::fs::copy(data.file("signing-key.p8"), data.file("signing-key-ps256.p8")).unwrap();
        assert!(matches!(data.signing_keys(&[Algorithm::PS256]), Err(DataDirError::Key(_))));
        std::fs::remove_dir_all(path).unwrap();
    }
}
