//! The recovery code ceremony. A code works once, adds to a session, and its levels are below any that two factors reach.

use super::{Outcome, Proof, Refusal};
use crate::clock::{NoRandomness, Rng};
use crate::interaction::Interaction;
use crate::reply::Failure;
use crate::throttle::{self, Guess, Turn};
use data_encoding::BASE32_NOPAD;
use stepgate_core::Method;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::recovery_codes::{CodeUse, ConsumeRecoveryCode};

/// How many codes a user gets.
const CODES: usize = 10;

/// 80 random bits in base32: enough to keep as a plain hash, short enough to write down. It cannot be printed.
pub(crate) struct RecoveryCode(String);

impl RecoveryCode {
    /// A new set.
    pub(crate) fn draw_all(rng: &dyn Rng) -> Result<Vec<Self>, NoRandomness> {
        (0..CODES)
            .map(|_| {
                let mut bytes = [0; 10];
                rng.fill(&mut bytes)?;
                Ok(Self(BASE32_NOPAD.encode(&bytes)))
            })
            .collect()
    }

    /// One that was typed, in whatever case and groups, with the letters that base32 leaves out read as those they look like.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let letters = typed.chars().filter(|letter| !matches!(letter, ' ' | '-')).map(|letter| match letter {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other.to_ascii_uppercase(),
        });
        let text: String = letters.take(17).collect();
        let fits = text.len() == 16 && BASE32_NOPAD.decode(text.as_bytes()).is_ok();
        fits.then_some(Self(text))
    }

    /// For the page that shows it once: `ABCD-EFGH-IJKL-MNOP`.
    pub(crate) fn spelled(&self) -> String {
        self.0.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> Hash {
        Hash::new(*Sha256::of(format!("stepgate-recovery-v1\n{}", self.0).as_bytes()).bytes())
    }
}

pub(crate) async fn verify(interaction: &Interaction<'_>, typed: &str) -> Result<Outcome, Failure> {
    let (provider, now, method) = (interaction.provider, interaction.now, Method::RecoveryCode);
    let Some(session) = &interaction.session else { return Err(Failure::MethodNotAllowed) };
    let guess = Guess::RecoveryCode(&session.subject);
    let left = match throttle::count(provider, &guess, now).await? {
        Turn::Yours { left } => left,
        Turn::Wait { until } => return Ok(Outcome::Refused(Refusal::Locked { method, until })),
    };
    if let Some(code) = RecoveryCode::parse(typed) {
        let consume = ConsumeRecoveryCode { subject: session.subject.clone(), hash: code.hash(), now };
        if provider.storage().run(consume).await? == CodeUse::Consumed {
            throttle::forgive(provider, &guess, now).await?;
            return Ok(Outcome::Proven(Proof::by(session.user.clone(), method)));
        }
    }
    Ok(Outcome::Refused(Refusal::WrongCode { method, left }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRng;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        for code in RecoveryCode::draw_all(&SystemRng).unwrap() {
            let spelled = code.spelled();
            assert_eq!(spelled.len(), 19, "{spelled}");
            let look_alike = spelled.replace('O', "0").replace('I', "1").replace('B', "8");
            for typed in [spelled.clone(), spelled.to_lowercase(), spelled.replace('-', " "), look_alike] {
                assert_eq!(RecoveryCode::parse(&typed).map(|typed| typed.hash()), Some(code.hash()), "{typed}");
            }
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for typed in ["", "ABCD-EFGH-IJKL-MNO", "ABCD-EFGH-IJKL-MNOPA", "ABCD-EFGH-IJKL-MNO9", "ÄBCD-EFGH-IJKL-MNOP"] {
            assert!(RecoveryCode::parse(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn no_two_codes_are_alike() {
        let codes = RecoveryCode::draw_all(&SystemRng).unwrap();
        let distinct: std::collections::BTreeSet<_> = codes.iter().map(RecoveryCode::spelled).collect();
        assert_eq!(distinct.len(), 10);
    }
}
