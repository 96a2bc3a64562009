//! The owner of an account, at the account page.

use crate::authenticator::Authenticator;
use crate::browser::Browser;
use crate::http::{Answer, between};
use crate::passkey::Passkey;
use crate::world::{World, subject};
use data_encoding::BASE32_NOPAD;
use stepgate_core::Timestamp;
use stepgate_store::passkeys::PasskeysOf;
use stepgate_store::recovery_codes::RecoveryCodesLeft;
use stepgate_store::totps::TotpsOf;
use stepgate_store::users::FindUser;

/// The page of a passkey.
pub(crate) fn page_of(passkey: &Passkey) -> String {
    format!("/account/methods/{}", passkey.id().as_str())
}

impl Answer {
    /// What the account page says was just done.
    pub(crate) fn done(&self) -> Option<&str> {
        between(&self.body, "data-done=\"", "\"")
    }

    /// Which notice it is.
    pub(crate) fn notice(&self) -> (u16, Option<&str>) {
        (self.status.as_u16(), between(&self.body, "data-notice=\"", "\""))
    }

    /// Whether it asks to prove more first.
    pub(crate) fn asks(&self) -> bool {
        self.actions().iter().any(|action| action.starts_with("/interaction/"))
    }

    /// Which registration of an app the page is for.
    pub(crate) fn registration(&self) -> &str {
        between(&self.body, "name=\"id\" value=\"", "\"").unwrap()
    }

    /// The key as the page spells it.
    pub(crate) fn spelled(&self) -> &str {
        between(&self.body, "<code id=\"seed\">", "</code>").unwrap()
    }
}

impl Authenticator {
    /// Somebody typed the key from the page.
    pub(crate) fn typed_in(page: &Answer) -> Self {
        Self::new(BASE32_NOPAD.decode(page.spelled().replace(' ', "").as_bytes()).unwrap())
    }

    /// Six digits that it does not show now, nor half a minute before or after.
    pub(crate) fn never_shows(&self, now: Timestamp) -> String {
        let near = [-30, 0, 30].map(|seconds| self.shows(now.plus(seconds)));
        (0..4).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
    }
}

impl World {
    /// Everything that somebody can sign in with, to the letter.
    pub(crate) async fn methods_of(&self, name: &str) -> String {
        let (storage, id) = (&self.storage, || subject(name));
        let passkeys = storage.run(PasskeysOf(id())).await.unwrap();
        let totps = storage.run(TotpsOf(id())).await.unwrap();
        let user = storage.run(FindUser::ById(id())).await.unwrap();
        let codes = storage.run(RecoveryCodesLeft(id())).await.unwrap();
        format!("{passkeys:?} {totps:?} {user:?} {codes}")
    }
}

impl Browser {
    /// Answers a page that asks for a code: `/totp` or `/recovery-code`.
    pub(crate) async fn with_code(&mut self, page: &Answer, suffix: &str, code: &str) -> Answer {
        self.submit(page, suffix, &[("code", code)]).await
    }

    /// Adds a passkey on the page at `path`, which this browser may open.
    pub(crate) async fn add_passkey(&mut self, world: &World, path: &str, passkey: &Passkey) -> Answer {
        let page = self.visit(path).await;
        let options = self.post(&format!("{path}/options"), &[("csrf", page.csrf())]).await;
        assert_eq!(options.status, 200, "{options:?}");
        let credential = passkey.register(&passkey.ceremony(world, &options.json()));
        self.submit(&page, path, &[("credential", &credential), ("name", "Tablet")]).await
    }

    /// Answers a page with a passkey that is not the first of its owner.
    pub(crate) async fn with_this_passkey(&mut self, world: &World, page: &Answer, passkey: &Passkey) -> Answer {
        let options = self.options(page).await;
        let credential = passkey.sign(&passkey.ceremony(world, &options));
        self.submit(page, "/passkey", &[("credential", &credential)]).await
    }

    /// Opens a page of the account, proving with a passkey what it asks for.
    pub(crate) async fn at_account(&mut self, path: &str, name: &str) -> Answer {
        let page = self.visit(path).await;
        if page.asks() { self.with_passkey(&page, name).await } else { page }
    }
}
