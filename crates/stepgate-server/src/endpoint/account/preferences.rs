//! `POST /account/language` and `POST /account/theme`: choices of this browser, kept in cookies.

use super::Desk;
use crate::interaction::ACCOUNT;
use crate::page::words::Locale;
use crate::reply::{Failure, see_other, with_cookie};
use crate::visit::CookieNames;
use axum::body::Bytes;
use axum::response::Response;

/// `POST /account/language`
pub(crate) async fn language(desk: Desk, body: Bytes) -> Response {
    let chosen = || {
        let form = desk.form(&body)?;
        let locale = Locale::of_tag(form.required("language")?).ok_or(Failure::Malformed)?;
        let names = CookieNames::of(&desk.provider);
        Ok(with_cookie(see_other(ACCOUNT), &names.keep(names.locale, locale.tag())))
    };
    desk.answer(chosen(), ACCOUNT)
}

/// `POST /account/theme`
pub(crate) async fn theme(desk: Desk, body: Bytes) -> Response {
    let chosen = || {
        let form = desk.form(&body)?;
        let names = CookieNames::of(&desk.provider);
        let cookie = match form.required("theme")? {
            "system" => names.clear(names.theme),
            "light" => names.keep(names.theme, "light"),
            "dark" => names.keep(names.theme, "dark"),
            _ => return Err(Failure::Malformed.into()),
        };
        Ok(with_cookie(see_other(ACCOUNT), &cookie))
    };
    desk.answer(chosen(), ACCOUNT)
}
