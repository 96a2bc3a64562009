//! Time-based one-time passwords (RFC 6238): which step a code is of. That a step counts once is the store's doing.
//!
//! Our own lines over HMAC, because the step that matched is the point: libraries answer yes or no.

use crate::clock::{NoRandomness, Rng};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};
use data_encoding::BASE32_NOPAD;
use stepgate_core::Timestamp;

/// Seconds per step.
const STEP_SECONDS: i64 = 30;
/// Steps before and after now that are accepted, for clocks that differ and people who type slowly (RFC 6238 §5.2).
const WINDOW: i64 = 1;
/// What authenticator apps understand; others are valid and break some of them.
const DIGITS: usize = 6;

/// The secret that an authenticator app and we share: 160 bits (RFC 4226 §4 R6). It cannot be printed.
pub(crate) struct Seed(Vec<u8>);

/// Six digits, as typed.
pub(crate) struct Code([u8; DIGITS]);

impl Seed {
    pub(crate) fn draw(rng: &dyn Rng) -> Result<Self, NoRandomness> {
        let mut bytes = vec![0; 20];
        rng.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    pub(crate) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// For people who type it: base32 in groups of four.
    pub(crate) fn spelled(&self) -> String {
        let text = BASE32_NOPAD.encode(&self.0);
        text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// What the QR code says (the `otpauth` format of the authenticator apps).
    pub(crate) fn uri(&self, issuer: &str, account: &str) -> String {
        let encode =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (issuer, account, secret) = (encode(issuer), encode(account), BASE32_NOPAD.encode(&self.0));
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
    }

    /// The latest step around now that the code is of. Every candidate is compared, and none of them stops early.
    pub(crate) fn step_of(&self, code: &Code, now: Timestamp) -> Option<i64> {
        let current = now.seconds().div_euclid(STEP_SECONDS);
        (current - WINDOW..=current + WINDOW)
            .filter(|step| verify_slices_are_equal(&self.at(*step), &code.0).is_ok())
            .reduce(|_, later| later)
    }

    /// The digits of a step (RFC 4226 §5.3).
    fn at(&self, step: i64) -> [u8; DIGITS] {
        let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let mac = sign(&key, &step.to_be_bytes());
        let mac = mac.as_ref();
        let offset = usize::from(mac.last().copied().unwrap_or_default() & 0xf);
        let word = mac.get(offset..).and_then(<[u8]>::first_chunk::<4>).copied().unwrap_or_default();
        let mut rest = u32::from_be_bytes(word) & 0x7fff_ffff;
        let mut digits = [b'0'; DIGITS];
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        digits
    }

    /// What an authenticator app would show.
    #[cfg(test)]
    fn shown(&self, now: Timestamp) -> String {
        self.at(now.seconds().div_euclid(STEP_SECONDS)).iter().map(|digit| char::from(*digit)).collect()
    }
}

impl Code {
    /// Six ASCII digits; the spaces that apps show between them are no mistake.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let digits: Vec<u8> = typed.bytes().filter(|byte| *byte != b' ').collect();
        let digits: [u8; DIGITS] = digits.try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        Seed(b"12345678901234567890".to_vec())
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    /// RFC 4226 Appendix D.
    #[test]
    fn the_vectors_of_hotp() {
        let expected = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489";
        let digits = |step| String::from_utf8(seed().at(step).to_vec()).unwrap();
        assert_eq!((0..10).map(digits).collect::<Vec<_>>().join(" "), expected);
    }

    /// RFC 6238 Appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn the_vectors_of_totp() {
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, shown) in table {
            assert_eq!(seed().shown(at(seconds)), shown, "at {seconds}");
            let step = seed().step_of(&Code::parse(shown).unwrap(), at(seconds));
            assert_eq!(step, Some(seconds / 30), "at {seconds}");
        }
    }

    #[test]
    fn a_code_is_good_for_one_step_either_way() {
        let code = Code::parse(&seed().shown(at(3000))).unwrap();
        let step = |seconds| seed().step_of(&code, at(seconds));
        assert_eq!(
            [2969, 2970, 2999, 3000, 3059, 3060].map(step),
            [None, Some(100), Some(100), Some(100), Some(100), None]
        );
    }

    #[test]
    fn a_code_is_six_digits_and_spaces() {
        for typed in ["287082", "287 082", " 28 70 82 "] {
            assert_eq!(Code::parse(typed).map(|code| code.0), Some(*b"287082"), "{typed:?}");
        }
        for typed in ["", "28708", "2870823", "28708x", "+28708", "-28708", "２８７０８２", "287082\n", "28.082"]
        {
            assert!(Code::parse(typed).is_none(), "{typed:?}");
        }
    }

    #[test]
    fn the_uri_names_issuer_and_account_and_nothing_else_gets_in() {
        let uri = seed().uri("id.example.com", "a&b@x?secret=AAAA");
        assert_eq!(
            uri,
            "otpauth://totp/id.example.com:a%26b%40x%3Fsecret%3DAAAA?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=id.example.com\
             &algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(seed().spelled(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }
}
