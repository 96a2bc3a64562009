//! What is read from requests as JSON, and the errors that are the bank's own; the guard answers its own.

use crate::amount::AmountError;
use crate::clock::TooFar;
use crate::iban::IbanError;
use crate::ledger::LedgerError;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::json;

/// Why the bank does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("the request must have a body of type application/json")]
    ContentType,
    #[error("the body is too long")]
    TooLong,
    #[error("the body is not the JSON that this call takes")]
    Json,
    #[error(transparent)]
    Amount(#[from] AmountError),
    #[error(transparent)]
    Iban(#[from] IbanError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    TooFar(#[from] TooFar),
    #[error("there is no such page")]
    NotFound,
    #[error("the request is for another host")]
    Host,
}

impl Problem {
    fn answer(&self) -> (StatusCode, &'static str) {
        match self {
            Self::ContentType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "invalid_request"),
            Self::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, "invalid_request"),
            Self::Json => (StatusCode::BAD_REQUEST, "invalid_request"),
            Self::Amount(_) => (StatusCode::BAD_REQUEST, "invalid_amount"),
            Self::Iban(_) => (StatusCode::BAD_REQUEST, "invalid_iban"),
            Self::Ledger(LedgerError::UnknownPayee) => (StatusCode::BAD_REQUEST, "unknown_payee"),
            Self::Ledger(LedgerError::Funds) => (StatusCode::CONFLICT, "insufficient_funds"),
            Self::Ledger(LedgerError::Closed) => (StatusCode::CONFLICT, "account_closed"),
            Self::TooFar(_) => (StatusCode::BAD_REQUEST, "too_far"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Host => (StatusCode::MISDIRECTED_REQUEST, "wrong_host"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code) = self.answer();
        (status, Json(json!({ "error": code, "error_description": self.to_string() }))).into_response()
    }
}

/// A JSON body. Other content types are refused: a form on somebody else's page can send them.
pub(crate) struct Body<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Problem::ContentType),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Problem::TooLong),
            Err(_) => Err(Problem::Json),
        }
    }
}
