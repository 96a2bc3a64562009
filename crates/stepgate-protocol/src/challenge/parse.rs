use super::{Challenge, Scheme, TokenErrorCode};

/// The longest header value that is read, in bytes.
pub const MAX_CHALLENGE_LEN: usize = 8 * 1024;

/// Why a header was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// More than [`MAX_CHALLENGE_LEN`] bytes.
    #[error("the header is too long")]
    TooLong,
    /// Not the grammar of RFC 9110 §11.6.1.
    #[error("the header is malformed")]
    Malformed,
    /// A parameter occurs twice in one challenge (RFC 9110 §11.2).
    #[error("a parameter occurs twice")]
    DuplicateParameter,
    /// `max_age` is not a non-negative whole number.
    #[error("`max_age` is not a number of seconds")]
    MaxAge,
}

/// Reads the `Bearer` and `DPoP` challenges of a `WWW-Authenticate` value, in their order.
///
/// One value may hold several challenges (RFC 9110 §11.6.1). Other schemes and unknown parameters are passed over, an
/// error code that has no variant reads as none; names are compared without regard to case. Join several header fields
/// with `, `.
///
/// # Errors
/// [`ChallengeError`]; a header is understood as a whole or not at all.
pub fn parse(value: &str) -> Result<Vec<Challenge>, ChallengeError> {
    if value.len() > MAX_CHALLENGE_LEN {
        return Err(ChallengeError::TooLong);
    }
    let mut cursor = Cursor { rest: value };
    let mut challenges = Vec::new();
    cursor.skip_separators();
    while !cursor.rest.is_empty() {
        let scheme = cursor.token().ok_or(ChallengeError::Malformed)?;
        let parameters = cursor.parameters()?;
        if let Some(scheme) = Scheme::parse(scheme) {
            challenges.push(challenge(scheme, parameters)?);
        }
    }
    Ok(challenges)
}

type Parameter<'v> = (&'v str, String);

fn challenge(scheme: Scheme, parameters: Vec<Parameter<'_>>) -> Result<Challenge, ChallengeError> {
    let mut challenge = Challenge::new(scheme);
    let mut seen: Vec<String> = Vec::with_capacity(parameters.len());
    for (name, value) in parameters {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "realm" => challenge.realm = Some(value),
            "error" => challenge.error = TokenErrorCode::parse(&value),
            "error_description" => challenge.error_description = Some(value),
            "acr_values" => challenge.acr_values = words(&value),
            "max_age" => challenge.max_age = Some(seconds(&value)?),
            "scope" => challenge.scope = Some(value),
            _ => {}
        }
        seen.push(name);
    }
    seen.sort_unstable();
    let twice = seen.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    if twice { Err(ChallengeError::DuplicateParameter) } else { Ok(challenge) }
}

fn words(value: &str) -> Vec<String> {
    value.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Digits only: `u64::from_str` alone would take a plus sign.
fn seconds(value: &str) -> Result<u64, ChallengeError> {
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ChallengeError::MaxAge);
    }
    value.parse().map_err(|_| ChallengeError::MaxAge)
}

/// Reads from the front of what is left.
struct Cursor<'v> {
    rest: &'v str,
}

impl<'v> Cursor<'v> {
    /// What follows a scheme: nothing, one `token68`, or parameters up to the next scheme.
    fn parameters(&mut self) -> Result<Vec<Parameter<'v>>, ChallengeError> {
        let mut parameters = Vec::new();
        if !self.rest.starts_with([' ', '\t']) {
            return self.end_of_challenge().map(|()| parameters);
        }
        self.skip_space();
        if self.skip_token68() {
            return self.end_of_challenge().map(|()| parameters);
        }
        while let Some(parameter) = self.parameter()? {
            parameters.push(parameter);
            self.end_of_challenge()?;
        }
        Ok(parameters)
    }

    /// `name=value`; where there is no `=`, what stands here is the next challenge, and stays.
    fn parameter(&mut self) -> Result<Option<Parameter<'v>>, ChallengeError> {
        let start = self.rest;
        let Some(name) = self.token() else { return Ok(None) };
        self.skip_space();
        let Some(rest) = self.rest.strip_prefix('=') else {
            self.rest = start;
            return Ok(None);
        };
        self.rest = rest;
        self.skip_space();
        let value = match self.rest.strip_prefix('"') {
            Some(rest) => {
                self.rest = rest;
                self.quoted_string()?
            }
            None => self.token().ok_or(ChallengeError::Malformed)?.to_owned(),
        };
        Ok(Some((name, value)))
    }

    /// A quoted string after its first quote (RFC 9110 §5.6.4), printable ASCII.
    fn quoted_string(&mut self) -> Result<String, ChallengeError> {
        let mut value = String::new();
        let mut chars = self.rest.chars();
        loop {
            let c = match chars.next() {
                Some('"') => break,
                Some('\\') => chars.next(),
                other => other,
            };
            match c {
                Some(c @ (' '..='~' | '\t')) => value.push(c),
                _ => return Err(ChallengeError::Malformed),
            }
        }
        self.rest = chars.as_str();
        Ok(value)
    }

    fn token(&mut self) -> Option<&'v str> {
        self.take_while(is_token_char)
    }

    /// `token68` stands alone after its scheme (RFC 9110 §11.2): what looks like one and goes on is a parameter.
    fn skip_token68(&mut self) -> bool {
        let start = self.rest;
        let found = self.take_while(|c| c.is_ascii_alphanumeric() || "-._~+/".contains(c)).is_some();
        self.take_while(|c| c == '=');
        self.skip_space();
        let alone = found && (self.rest.is_empty() || self.rest.starts_with(','));
        if !alone {
            self.rest = start;
        }
        alone
    }

    /// A comma, or the end of the header.
    fn end_of_challenge(&mut self) -> Result<(), ChallengeError> {
        self.skip_space();
        if !self.rest.is_empty() && !self.rest.starts_with(',') {
            return Err(ChallengeError::Malformed);
        }
        self.skip_separators();
        Ok(())
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    /// A list may have empty elements (RFC 9110 §5.6.1.2).
    fn skip_separators(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', ',']);
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> Option<&'v str> {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!taken.is_empty()).then_some(taken)
    }
}

/// RFC 9110 §5.6.2.
fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
