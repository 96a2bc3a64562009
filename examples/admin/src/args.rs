use std::path::PathBuf;
use url::Url;

/// What the command line says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Args {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) secret_file: PathBuf,
    pub(crate) port: u16,
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArgsError {
    #[error("`{0}` is not an option; there are --issuer, --client-id, --secret-file and --port")]
    Unknown(String),
    #[error("`{0}` needs a value")]
    NoValue(String),
    #[error("the port must be a number from 1 to 65535")]
    Port,
    #[error("--secret-file is needed: the file that holds the client's secret")]
    NoSecretFile,
}

impl Args {
    pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, ArgsError> {
        let (mut issuer, mut client_id) = ("http://localhost:8080".to_owned(), "admin".to_owned());
        let (mut secret_file, mut port) = (None, 8082);
        while let Some(name) = args.next() {
            let mut value = || args.next().ok_or_else(|| ArgsError::NoValue(name.clone()));
            match name.as_str() {
                "--issuer" => issuer = value()?,
                "--client-id" => client_id = value()?,
                "--secret-file" => secret_file = Some(PathBuf::from(value()?)),
                "--port" => port = value()?.parse().ok().filter(|port| *port > 0).ok_or(ArgsError::Port)?,
                _ => return Err(ArgsError::Unknown(name)),
            }
        }
        Ok(Self { issuer, client_id, secret_file: secret_file.ok_or(ArgsError::NoSecretFile)?, port })
    }

    /// Where browsers find the app.
    pub(crate) fn origin(&self) -> Result<Url, url::ParseError> {
        Url::parse(&format!("http://localhost:{}", self.port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, ArgsError> {
        Args::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_demo_is_the_default() {
        let args = parse("--secret-file s").unwrap();
        assert_eq!(
            (args.issuer.as_str(), args.client_id.as_str(), args.port),
            ("http://localhost:8080", "admin", 8082)
        );
        assert_eq!(args.origin().unwrap().as_str(), "http://localhost:8082/");
    }

    #[test]
    fn every_option_is_read() {
        let (issuer, client_id) = ("https://id.example.com".to_owned(), "a".to_owned());
        let args = Args { issuer, client_id, secret_file: "s".into(), port: 1 };
        assert_eq!(parse("--port 1 --client-id a --issuer https://id.example.com --secret-file s"), Ok(args));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (line, error) in [
            ("", ArgsError::NoSecretFile),
            ("--secret-file", ArgsError::NoValue("--secret-file".to_owned())),
            ("--secret-file s --port 0", ArgsError::Port),
            ("--secret-file s --port 65536", ArgsError::Port),
            ("--verbose", ArgsError::Unknown("--verbose".to_owned())),
        ] {
            assert_eq!(parse(line), Err(error), "{line}");
        }
    }
}
