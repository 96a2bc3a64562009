use serde::{Serialize, Serializer};
use std::fmt;

/// Euros, in whole cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount(u64);

/// Why a text is no amount that can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AmountError {
    #[error("the amount must be a decimal number like 12.50")]
    Form,
    #[error("the amount must be more than nothing")]
    NotPositive,
    #[error("the amount has more than two decimals")]
    Decimals,
    #[error("the amount is too large")]
    TooLarge,
}

impl Amount {
    pub(crate) const ZERO: Self = Self(0);

    pub(crate) const fn from_cents(cents: u64) -> Self {
        Self(cents)
    }

    /// Reads an amount to be sent: digits without leading zeros, then perhaps a point and one or two digits.
    pub(crate) fn parse(text: &str) -> Result<Self, AmountError> {
        if let Some(rest) = text.strip_prefix('-') {
            return Err(Self::parse(rest).err().unwrap_or(AmountError::NotPositive));
        }
        let (euros, decimals) = match text.split_once('.') {
            Some((euros, decimals)) if is_digits(decimals) => (euros, decimals),
            Some(_) => return Err(AmountError::Form),
            None => (text, ""),
        };
        if !is_digits(euros) || (euros.len() > 1 && euros.starts_with('0')) {
            return Err(AmountError::Form);
        }
        let tens = match decimals.len() {
            0 => 100,
            1 => 10,
            2 => 1,
            _ => return Err(AmountError::Decimals),
        };
        let digits: u64 = [euros, decimals].concat().parse().map_err(|_| AmountError::TooLarge)?;
        match digits.checked_mul(tens) {
            Some(0) => Err(AmountError::NotPositive),
            Some(cents) => Ok(Self(cents)),
            None => Err(AmountError::TooLarge),
        }
    }

    /// What is left; none where there is not enough.
    pub(crate) fn less(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// As it is read: JSON's numbers are floats to many, and money is not.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        for (text, cents, shown) in [
            ("250", 25_000, "250.00"),
            ("20.00", 2_000, "20.00"),
            ("12.5", 1_250, "12.50"),
            ("0.01", 1, "0.01"),
            ("184467440737095516.15", u64::MAX, "184467440737095516.15"),
        ] {
            let amount = Amount::parse(text).unwrap();
            assert_eq!((amount.0, amount.to_string().as_str()), (cents, shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for (text, error) in [
            ("", AmountError::Form),
            (".5", AmountError::Form),
            ("5.", AmountError::Form),
            ("1,50", AmountError::Form),
            ("1.5.0", AmountError::Form),
            ("1e3", AmountError::Form),
            ("+5", AmountError::Form),
            (" 5", AmountError::Form),
            ("007", AmountError::Form),
            ("٣", AmountError::Form),
            ("NaN", AmountError::Form),
            ("--5", AmountError::NotPositive),
            ("-5", AmountError::NotPositive),
            ("0.00", AmountError::NotPositive),
            ("20.001", AmountError::Decimals),
            ("184467440737095516.16", AmountError::TooLarge),
            ("1844674407370955162", AmountError::TooLarge),
            ("99999999999999999999", AmountError::TooLarge),
        ] {
            assert_eq!(Amount::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn nothing_is_taken_that_is_not_there() {
        assert_eq!(Amount(100).less(Amount(100)), Some(Amount::ZERO));
        assert_eq!(Amount(100).less(Amount(101)), None);
    }
}
