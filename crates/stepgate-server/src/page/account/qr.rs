//! A QR code as the data of one SVG path, so that a template can escape it like anything else.

use fast_qr::{ECL, QRBuilder};
use std::fmt::Write as _;

/// Light modules on every side (ISO/IEC 18004 §6.3.8).
const QUIET: usize = 4;

/// The dark modules of a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules per side, the quiet zone included: the view box is this wide and high.
    pub side: usize,
    /// SVG path data: one run of dark modules after the other.
    pub path: String,
}

impl Qr {
    /// `None` where the text is too long for any code.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text.as_bytes()).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a.value() == b.value()) {
                if run.first().is_some_and(|module| module.value()) {
                    // Writing to a String does not fail.
                    let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
                }
                x += run.len();
            }
        }
        Some(Self { side: code.size + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finders_within_the_quiet_zone() {
        let qr = Qr::of("otpauth://totp/id.example.com:alice?secret=GEZDGNBVGY3TQOJQ&issuer=id.example.com").unwrap();
        // The first row begins and ends with the seven dark modules of a finder pattern.
        let (first, _) = qr.path.split_once(" 5h").unwrap();
        let right = format!("M{} 4h7v1h-7z", qr.side - QUIET - 7);
        assert!(first.starts_with("M4 4h7v1h-7z") && first.contains(&right), "{first}");
        assert!(qr.path.chars().all(|c| c.is_ascii_digit() || "Mhvz -".contains(c)));
    }

    #[test]
    fn the_same_text_gives_the_same_code_and_too_much_gives_none() {
        assert_eq!(Qr::of("a"), Qr::of("a"));
        assert_ne!(Qr::of("a"), Qr::of("b"));
        assert_eq!(Qr::of(&"x".repeat(3000)), None);
    }
}
