//! `cargo xtask tidy`: rules about the shape of the code that the compiler does not know.

pub mod arrows;
pub mod names;
pub mod sizes;
mod sources;
mod workspace;

pub use workspace::{Dependency, Kind, Package, Workspace, workspace};

/// Checks arrows, names and sizes of this checkout.
///
/// # Errors
/// Every violation, one per line.
pub fn run() -> Result<(), String> {
    let workspace = workspace()?;
    let mut violations = arrows::violations(&workspace.packages);
    violations.extend(names::violations(&workspace.packages));
    violations.extend(sizes::violations(&crate::root())?);
    if violations.is_empty() { Ok(()) } else { Err(format!("tidy:\n  {}", violations.join("\n  "))) }
}
