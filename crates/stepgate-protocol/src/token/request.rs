//! The grants (RFC 6749 §4.1.3, §6).

use super::TokenError;
use crate::hash::Sha256;
use crate::params::{Params, space_list};
use crate::pkce::CodeChallenge;

/// A token request, by its grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenRequest {
    /// `grant_type=authorization_code`
    AuthorizationCode(Redemption),
    /// `grant_type=refresh_token`
    RefreshToken(Refresh),
}

/// A code to be redeemed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redemption {
    /// The code's hash: nothing is ever read out of a code.
    pub code: Sha256,
    /// `redirect_uri`, which must be the one of the authorization request.
    pub redirect_uri: String,
    /// The challenge that the `code_verifier` answers, where one was sent.
    pub proof: Option<CodeChallenge>,
}

/// A refresh token to be rotated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// The token's hash.
    pub token: Sha256,
    /// `scope`: a subset of what was granted, or all of it.
    pub scope: Option<Vec<String>>,
}

impl TokenRequest {
    /// Reads the grant.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn parse(params: &Params) -> Result<Self, TokenError> {
        params.check_repeats()?;
        let required = |name| params.one(name)?.ok_or(TokenError::Missing(name));
        match required("grant_type")? {
            "authorization_code" => Ok(Self::AuthorizationCode(Redemption {
                code: Sha256::of(required("code")?.as_bytes()),
                redirect_uri: required("redirect_uri")?.to_owned(),
                proof: match params.one("code_verifier")? {
                    None => None,
                    Some(verifier) => Some(CodeChallenge::of_verifier(verifier).ok_or(TokenError::Verifier)?),
                },
            })),
            "refresh_token" => Ok(Self::RefreshToken(Refresh {
                token: Sha256::of(required("refresh_token")?.as_bytes()),
                scope: params.one("scope")?.map(space_list),
            })),
            _ => Err(TokenError::GrantType),
        }
    }
}
