//! `stepgate init`

use super::{CommandError, say};
use crate::cli::InitArgs;
use std::io::Write as _;

/// What `init` writes; a test reads it back.
pub(crate) const TEMPLATE: &str = include_str!("../stepgate.toml");

pub(super) fn run(args: &InitArgs) -> Result<(), CommandError> {
    let path = &args.config;
    let mut file = match std::fs::File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(CommandError::FileExists(path.clone()));
        }
        Err(error) => return Err(error.into()),
    };
    file.write_all(TEMPLATE.as_bytes())?;
    say(format_args!("wrote {}", path.display()));
    say("next: stepgate user add YOU, then stepgate serve");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::config::Config;

    #[test]
    fn what_init_writes_is_a_configuration_of_25_lines() {
        let config = Config::parse("stepgate.toml", TEMPLATE).unwrap();
        assert_eq!(config.issuer.url(), "http://localhost:8080");
        assert_eq!(config.policy.levels().iter().count(), 5);
        assert_eq!(TEMPLATE.lines().count(), 25);
    }
}
