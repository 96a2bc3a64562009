//! Ages as people write them.

use super::file::AgeText;

/// Seconds; none where the text is no age.
pub(crate) fn seconds(age: &AgeText) -> Option<u32> {
    match age {
        AgeText::Seconds(seconds) => Some(*seconds),
        AgeText::Text(text) => {
            let unit = match text.chars().last()? {
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => 86_400,
                _ => return None,
            };
            let number = text.get(..text.len() - 1)?;
            number.parse::<u32>().ok()?.checked_mul(unit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_a_number_with_a_unit_or_seconds() {
        let text = |text: &str| seconds(&AgeText::Text(text.to_owned()));
        assert_eq!(text("15m"), Some(900));
        assert_eq!(text("8h"), Some(28_800));
        assert_eq!(text("0s"), Some(0));
        assert_eq!(seconds(&AgeText::Seconds(300)), Some(300));
        for wrong in ["", "m", "5", "-5m", "5 m", "1.5h", "9999999999d", "5ü"] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }
}
