use serde::{Serialize, Serializer};

/// An account number (ISO 13616) whose check digits are right. Answers show its last four characters only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Iban(String);

/// The text is no IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the account number is not a valid IBAN")]
pub(crate) struct IbanError;

impl Iban {
    /// Reads an IBAN in its electronic form: capitals and digits, no spaces.
    pub(crate) fn parse(text: &str) -> Result<Self, IbanError> {
        let is_formed = (15..=34).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && text.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
            && text.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
        if is_formed && remainder(text) == 1 { Ok(Self(text.to_owned())) } else { Err(IbanError) }
    }

    fn tail(&self) -> &str {
        self.0.get(self.0.len() - 4..).unwrap_or_default()
    }
}

/// ISO 7064 MOD 97-10: country and check digits go to the end, letters count from 10.
fn remainder(text: &str) -> u32 {
    text.chars().cycle().skip(4).take(text.len()).filter_map(|c| c.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit < 10 { 10 } else { 100 };
        (rest * shift + digit) % 97
    })
}

impl Serialize for Iban {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tail())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        for text in ["DE89370400440532013000", "GB82WEST12345698765432", "NO9386011117947"] {
            assert_eq!(Iban::parse(text).unwrap().0, text);
        }
        for text in [
            "DE89370400440532013001",
            "DE98370400440532013000",
            "de89370400440532013000",
            "DE89 3704 0044 0532 0130 00",
            "89DE370400440532013000",
            "NO93860111179",
            "",
            "DE8937040044053201300é",
        ] {
            assert_eq!(Iban::parse(text), Err(IbanError), "{text}");
        }
    }

    #[test]
    fn answers_show_the_end_only() {
        let iban = Iban::parse("DE89370400440532013000").unwrap();
        assert_eq!(serde_json::to_value(iban).unwrap(), "3000");
    }
}
