//! The passkeys, security keys and authenticator apps of a user, alike.

use crate::credentials::of_passkey;
use crate::page::account::overview::{Kind, Limit, Method as Card};
use crate::page::account::when::When;
use crate::provider::Provider;
use crate::reply::Failure;
use stepgate_core::{Level, Levels, Method, SubjectId, Timestamp};
use stepgate_store::credentials::{Ceiling, CredentialRef};
use stepgate_store::passkeys::{Passkey, PasskeysOf};
use stepgate_store::totps::{Totp, TotpsOf};

/// How long after it took effect a removal can be undone, in seconds.
const UNDO_SECONDS: i64 = 24 * 3600;

/// One of them, a removed one too.
pub(super) struct Held {
    pub(super) credential: CredentialRef,
    pub(super) name: String,
    pub(super) kind: Kind,
    /// What it is good for at full strength.
    pub(super) method: Method,
    pub(super) ceiling: Option<Ceiling>,
    pub(super) created_at: Timestamp,
    pub(super) last_used_at: Option<Timestamp>,
    pub(super) removed_at: Option<Timestamp>,
}

impl Held {
    /// All that a user has or had, as long as the store knows them.
    pub(super) async fn all(provider: &Provider, subject: &SubjectId) -> Result<Vec<Self>, Failure> {
        let passkeys = provider.storage().run(PasskeysOf(subject.clone())).await?;
        let totps = provider.storage().run(TotpsOf(subject.clone())).await?;
        let confirmed = totps.into_iter().filter(|totp| totp.confirmed_at.is_some());
        Ok(passkeys.into_iter().map(Self::from).chain(confirmed.map(Self::from)).collect())
    }

    pub(super) fn is_usable(&self, now: Timestamp) -> bool {
        self.removed_at.is_none_or(|removed| now < removed)
    }

    /// Whether it is removed, and not for so long that it cannot come back.
    pub(super) fn is_restorable(&self, now: Timestamp) -> bool {
        self.removed_at.is_some_and(|removed| removed <= now && now < removed.plus(UNDO_SECONDS))
    }

    /// Its ceiling, where that keeps it from something now.
    pub(super) fn limit(&self, levels: &Levels, now: Timestamp) -> Option<&Ceiling> {
        let ceiling = self.ceiling.as_ref()?;
        holds_back(levels, &self.method, ceiling.at(now)?).then_some(ceiling)
    }

    /// What a page shows of it.
    pub(super) fn card(&self, levels: &Levels, now: Timestamp) -> Card {
        let when = |at| When { at, now };
        Card {
            id: self.credential.id().to_owned(),
            name: self.name.clone(),
            kind: self.kind,
            added: when(self.created_at),
            used: self.last_used_at.map(when),
            limit: self.limit(levels, now).map(|ceiling| limit(levels, ceiling, now)),
            removed: self.removed_at.map(when),
        }
    }
}

/// The levels that a method would help to reach if it counted in full.
pub(super) fn named_by<'l>(levels: &'l Levels, method: &Method) -> impl Iterator<Item = &'l Level> {
    let names = |level: &Level| level.any.iter().flat_map(|set| set.methods()).any(|named| method.counts_as(named));
    levels.iter().filter(move |level| names(level))
}

/// Whether a ceiling keeps a method from something.
pub(super) fn holds_back(levels: &Levels, method: &Method, ceiling: &str) -> bool {
    named_by(levels, method).any(|level| !levels.reaches(Some(ceiling), level))
}

/// A ceiling in the words of the configuration.
pub(super) fn limit(levels: &Levels, ceiling: &Ceiling, now: Timestamp) -> Limit {
    let name = levels.by_acr(&ceiling.acr).map_or(&*ceiling.acr, |level| &level.name);
    Limit { level: name.to_owned(), until: When { at: ceiling.until, now } }
}

impl From<Passkey> for Held {
    fn from(passkey: Passkey) -> Self {
        let kind = match &passkey.key {
            key if key.demo => Kind::Demo,
            key if key.attested && !key.backup_eligible => Kind::SecurityKey,
            key if key.backup_eligible => Kind::Synced,
            _ => Kind::DeviceBound,
        };
        Self {
            method: of_passkey(&passkey, passkey.created_at).method,
            kind,
            created_at: passkey.created_at,
            last_used_at: passkey.last_used_at,
            removed_at: passkey.removed_at,
            credential: CredentialRef::Passkey(passkey.key.id),
            name: passkey.key.name,
            ceiling: passkey.key.ceiling,
        }
    }
}

impl From<Totp> for Held {
    fn from(totp: Totp) -> Self {
        Self {
            credential: CredentialRef::Totp(totp.id),
            name: totp.name,
            kind: Kind::App,
            method: Method::Totp,
            ceiling: totp.ceiling,
            created_at: totp.created_at,
            last_used_at: totp.last_used_at,
            removed_at: totp.removed_at,
        }
    }
}
