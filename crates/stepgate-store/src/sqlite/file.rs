//! The database file: its owner's alone. SQLite gives the mode of the file to those it keeps beside it.

use crate::error::StoreError;
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Makes the file and its folders where there are none; what is there keeps its mode.
pub(super) fn create(path: &Path) -> Result<(), StoreError> {
    let failed = |error: io::Error| StoreError::File(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folders().create(folder).map_err(failed)?;
    }
    private_file().open(path).map(drop).map_err(failed)
}

fn private_folders() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
