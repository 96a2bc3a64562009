//! Every error, with what goes over the wire.
//!
//! The patterns of each table are one exhaustive match: a new variant without a row does not compile.

use std::sync::Arc;
use stepgate_core::{MaxAge, Reason};
use stepgate_protocol::authorize::{AuthorizeError, PageError};
use stepgate_protocol::error::Code;
use stepgate_protocol::token::TokenError;

macro_rules! table {
    ($error:ty; $($variant:pat, $value:expr => $expected:expr;)+) => {{
        let _every_variant = |error: &$error| match error { $($variant => ()),+ };
        [$(($value, $expected)),+]
    }};
}

#[test]
fn codes_are_spelt_as_the_standards_spell_them() {
    use Code as C;
    let rows = table! { Code;
        C::InvalidRequest, C::InvalidRequest => ("invalid_request", 400);
        C::InvalidClient, C::InvalidClient => ("invalid_client", 401);
        C::InvalidGrant, C::InvalidGrant => ("invalid_grant", 400);
        C::UnauthorizedClient, C::UnauthorizedClient => ("unauthorized_client", 400);
        C::UnsupportedGrantType, C::UnsupportedGrantType => ("unsupported_grant_type", 400);
        C::UnsupportedResponseType, C::UnsupportedResponseType => ("unsupported_response_type", 400);
        C::InvalidScope, C::InvalidScope => ("invalid_scope", 400);
        C::AccessDenied, C::AccessDenied => ("access_denied", 400);
        C::ServerError, C::ServerError => ("server_error", 500);
        C::TemporarilyUnavailable, C::TemporarilyUnavailable => ("temporarily_unavailable", 503);
        C::LoginRequired, C::LoginRequired => ("login_required", 400);
        C::InteractionRequired, C::InteractionRequired => ("interaction_required", 400);
        C::ConsentRequired, C::ConsentRequired => ("consent_required", 400);
        C::RequestNotSupported, C::RequestNotSupported => ("request_not_supported", 400);
        C::RequestUriNotSupported, C::RequestUriNotSupported => ("request_uri_not_supported", 400);
        C::UnmetAuthenticationRequirements, C::UnmetAuthenticationRequirements
            => ("unmet_authentication_requirements", 400);
        C::InvalidToken, C::InvalidToken => ("invalid_token", 401);
        C::InsufficientScope, C::InsufficientScope => ("insufficient_scope", 403);
    };
    for (code, (name, status)) in rows {
        assert_eq!((code.as_str(), code.to_string().as_str(), code.status().as_u16()), (name, name, status));
    }
}

#[test]
fn token_errors() {
    use TokenError as T;
    let rows = table! { TokenError;
        T::Repeated, T::Repeated => ("invalid_request", 400, "repeated_parameter");
        T::Missing(_), T::Missing("grant_type") => ("invalid_request", 400, "grant_type");
        T::ContentType, T::ContentType => ("invalid_request", 400, "content_type");
        T::TwoClientAuthentications, T::TwoClientAuthentications
            => ("invalid_request", 400, "two_client_authentications");
        T::Client, T::Client => ("invalid_client", 401, "client_authentication_failed");
        T::TooManyFailures { .. }, T::TooManyFailures { retry_after: 9 }
            => ("temporarily_unavailable", 429, "client_too_many_failures");
        T::GrantType, T::GrantType => ("unsupported_grant_type", 400, "grant_type");
        T::Scope, T::Scope => ("invalid_scope", 400, "scope");
        T::Code, T::Code => ("invalid_grant", 400, "code_unknown");
        T::CodeExpired, T::CodeExpired => ("invalid_grant", 400, "code_expired");
        T::CodeReplayed, T::CodeReplayed => ("invalid_grant", 400, "code_replayed");
        T::Verifier, T::Verifier => ("invalid_grant", 400, "verifier_mismatch");
        T::RefreshToken, T::RefreshToken => ("invalid_grant", 400, "refresh_unknown");
        T::RefreshReused, T::RefreshReused => ("invalid_grant", 400, "refresh_reused");
        T::GrantEnded, T::GrantEnded => ("invalid_grant", 400, "grant_ended");
        T::ForeignToken, T::ForeignToken => ("invalid_grant", 400, "foreign_token");
        T::FloorNotMet, T::FloorNotMet => ("invalid_grant", 400, "floor_not_met");
        T::Unavailable, T::Unavailable => ("temporarily_unavailable", 503, "unavailable");
    };
    for (error, (code, status, name)) in rows {
        let (wire, on_wire) = (error.code().as_str(), error.status().as_u16());
        assert_eq!((wire, on_wire, error.name()), (code, status, name), "{error:?}");
        assert_is_a_description(error.description());
    }
    // Outside, nobody learns which of them it was.
    assert_eq!(TokenError::Code.description(), TokenError::CodeReplayed.description());
    assert_eq!(TokenError::RefreshToken.description(), TokenError::RefreshReused.description());
}

fn phr() -> Arc<str> {
    Arc::from("phr")
}

#[test]
fn authorization_errors() {
    use AuthorizeError as A;
    let rows = table! { AuthorizeError;
        A::Repeated, A::Repeated => "invalid_request";
        A::Missing(_), A::Missing("scope") => "invalid_request";
        A::RequestObject, A::RequestObject => "request_not_supported";
        A::RequestUri, A::RequestUri => "request_uri_not_supported";
        A::ResponseType, A::ResponseType => "unsupported_response_type";
        A::ResponseMode, A::ResponseMode => "invalid_request";
        A::Scope, A::Scope => "invalid_scope";
        A::CodeChallengeMethod, A::CodeChallengeMethod => "invalid_request";
        A::CodeChallenge, A::CodeChallenge => "invalid_request";
        A::Prompt, A::Prompt => "invalid_request";
        A::MaxAge, A::MaxAge => "invalid_request";
        A::Claims, A::Claims => "invalid_request";
        A::IdTokenHint, A::IdTokenHint => "invalid_request";
        A::AnotherUser, A::AnotherUser => "login_required";
        A::Silent { .. }, A::Silent { reason: Reason::NotSignedIn, essential: true } => "login_required";
        A::SilentConsent, A::SilentConsent => "consent_required";
        A::Unmet(_), A::Unmet(Reason::NoCredential { wanted: phr() }) => "unmet_authentication_requirements";
        A::Cancelled { needed: true }, A::Cancelled { needed: true } => "unmet_authentication_requirements";
        A::Cancelled { needed: false }, A::Cancelled { needed: false } => "access_denied";
        A::ConsentDenied, A::ConsentDenied => "access_denied";
    };
    for (error, code) in rows {
        assert_eq!(error.code().as_str(), code, "{error:?}");
        assert_is_a_description(&error.description());
    }
}

#[test]
fn a21_the_reason_decides_what_silence_answers() {
    use Reason as R;
    let (unmet, login) = ("unmet_authentication_requirements", "login_required");
    let rows = table! { Reason;
        R::NotSignedIn, R::NotSignedIn => (login, login);
        R::LevelTooLow { .. }, R::LevelTooLow { wanted: phr() } => ("interaction_required", unmet);
        R::TooOld { .. }, R::TooOld { wanted: phr(), age: 901, limit: MaxAge::seconds(900) } => (login, login);
        R::NotShared { .. }, R::NotShared { wanted: phr() } => (login, login);
        R::AskedEachTime { .. }, R::AskedEachTime { wanted: phr() } => (login, login);
        R::NoCredential { .. }, R::NoCredential { wanted: phr() } => (unmet, unmet);
        R::UnknownLevel, R::UnknownLevel => (unmet, unmet);
    };
    for (reason, (code, if_essential)) in rows {
        let silent = |essential| AuthorizeError::Silent { reason: reason.clone(), essential };
        assert_eq!((silent(false).code().as_str(), silent(true).code().as_str()), (code, if_essential), "{reason:?}");
        assert_is_a_description(&silent(false).description());
    }
}

#[test]
fn page_errors() {
    use PageError as P;
    let rows = table! { PageError;
        P::Repeated, P::Repeated => "repeated_parameter";
        P::UnknownClient, P::UnknownClient => "unknown_client";
        P::RedirectUri, P::RedirectUri => "redirect_uri_mismatch";
    };
    for (error, name) in rows {
        assert_eq!(error.name(), name);
    }
}

/// RFC 6749 §4.1.2.1 and §5.2: printable ASCII without quotes and backslashes.
fn assert_is_a_description(text: &str) {
    let allowed = |c: char| matches!(c, ' '..='~') && c != '"' && c != '\\';
    assert!(!text.is_empty() && text.chars().all(allowed), "{text:?}");
}
