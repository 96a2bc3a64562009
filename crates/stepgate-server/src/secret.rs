//! Secrets that leave the server once and come back: cookies, codes, refresh tokens, tickets. Only their hash is kept.

use crate::clock::{NoRandomness, Rng};
use data_encoding::BASE64URL_NOPAD;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;

/// Bytes of the checksum; six characters.
const CHECKSUM_BYTES: usize = 4;

/// 256 random bits, as base64url. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// A secret that people and programs keep, and so one that ends up in a repository or a ticket system some day.
///
/// It can be told there without asking us: `sgr_`, `sgc_` or `sge_`, then 43 characters of base64url, then six that are the
/// base64url of the first four bytes of the SHA-256 of all that stands before them. A scanner looks for
/// `sg[rce]_[A-Za-z0-9_-]{49}` and then computes the checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A refresh token.
    RefreshToken,
    /// A client's secret.
    ClientSecret,
    /// A one-time enrolment ticket.
    EnrolmentTicket,
}

impl Kept {
    const fn prefix(self) -> &'static str {
        match self {
            Self::RefreshToken => "sgr_",
            Self::ClientSecret => "sgc_",
            Self::EnrolmentTicket => "sge_",
        }
    }
}

impl Secret {
    /// Draws a new one that only a browser or a URL holds, for a short time.
    ///
    /// # Errors
    /// [`NoRandomness`]
    pub fn draw(rng: &dyn Rng) -> Result<Self, NoRandomness> {
        let mut bytes = [0; 32];
        rng.fill(&mut bytes)?;
        Ok(Self(BASE64URL_NOPAD.encode(&bytes)))
    }

    /// Draws a new one that is kept somewhere, marked as what it is.
    ///
    /// # Errors
    /// [`NoRandomness`]
    pub fn draw_kept(kept: Kept, rng: &dyn Rng) -> Result<Self, NoRandomness> {
        let marked = format!("{}{}", kept.prefix(), Self::draw(rng)?.0);
        Ok(Self(format!("{marked}{}", checksum(&marked))))
    }

    /// Takes one of [`Secret::draw`] that came back, if it can be one of ours; whether it is, its hash will tell.
    #[must_use]
    pub fn parse(unverified: &str) -> Option<Self> {
        let well_formed = unverified.len() == 43 && BASE64URL_NOPAD.decode(unverified.as_bytes()).is_ok();
        well_formed.then(|| Self(unverified.to_owned()))
    }

    /// Takes one of [`Secret::draw_kept`] that came back, if it can be one of ours and of this kind.
    #[must_use]
    pub fn parse_kept(kept: Kept, unverified: &str) -> Option<Self> {
        let (marked, sum) = unverified.split_at_checked(unverified.len().checked_sub(checksum("").len())?)?;
        let random = marked.strip_prefix(kept.prefix())?;
        let ours = Self::parse(random).is_some() && sum == checksum(marked);
        ours.then(|| Self(unverified.to_owned()))
    }

    /// The secret itself, to be sent to whom it belongs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::new(*Sha256::of(self.0.as_bytes()).bytes())
    }
}

/// Against typing errors and chance; it protects nothing.
fn checksum(marked: &str) -> String {
    let digest = Sha256::of(marked.as_bytes());
    let (first, _) = digest.bytes().split_at(CHECKSUM_BYTES);
    BASE64URL_NOPAD.encode(first)
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A random identifier of 128 bits: not a secret, and not to be guessed.
pub(crate) fn identifier(rng: &dyn Rng) -> Result<String, NoRandomness> {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes)?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRng;

    const KINDS: [(Kept, &str); 3] =
        [(Kept::RefreshToken, "sgr_"), (Kept::ClientSecret, "sgc_"), (Kept::EnrolmentTicket, "sge_")];

    /// `printf %s sgr_AAAA… | sha256sum`, its first eight digits as base64url: what anybody else's scanner computes.
    #[test]
    fn c22_the_checksum_is_that_of_the_documentation() {
        let marked = format!("sgr_{}", "A".repeat(43));
        assert_eq!(checksum(&marked), "uHbTmQ");
    }

    #[test]
    fn c22_a_kept_secret_tells_what_it_is() {
        for (kept, prefix) in KINDS {
            let secret = Secret::draw_kept(kept, &SystemRng).unwrap();
            let text = secret.expose();
            assert!(text.starts_with(prefix) && text.len() == 53, "{kept:?}");
            assert_eq!(Secret::parse(text), None, "not for a secret without a mark");
            for (other, _) in KINDS {
                assert_eq!(Secret::parse_kept(other, text).is_some(), other == kept, "{kept:?} as {other:?}");
            }
        }
    }

    #[test]
    fn c22_a_changed_character_is_noticed() {
        let text = Secret::draw_kept(Kept::RefreshToken, &SystemRng).unwrap().expose().to_owned();
        for at in 0..text.len() {
            let changed = if text.as_bytes()[at] == b'x' { "y" } else { "x" };
            let mut wrong = text.clone();
            wrong.replace_range(at..=at, changed);
            assert_eq!(Secret::parse_kept(Kept::RefreshToken, &wrong), None, "character {at}");
        }
        for wrong in ["", "sgr_", "é", &text[..52], &format!("{text}A"), &"A".repeat(53), &"é".repeat(30)] {
            assert_eq!(Secret::parse_kept(Kept::RefreshToken, wrong), None, "{wrong}");
        }
    }
}
