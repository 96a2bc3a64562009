//! Names to sign in with.

/// A name to sign in with: 1 to 64 ASCII letters, digits and `. _ - @ +`, kept in lower case so that nobody signs in as `Alice`
/// beside `alice`.
///
/// Every such name is one of RFC 8265 §3.3 (UsernameCaseMapped) as it stands. The rest of that profile is left out on purpose:
/// with one script there is no Cyrillic `а` to pass for a Latin one, nothing invisible, and nothing to be normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// A name as it was typed; none where it cannot be one.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
        let is_name = (1..=64).contains(&typed.len()) && typed.chars().all(fits);
        is_name.then(|| Self(typed.to_ascii_lowercase()))
    }

    /// The name as it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is looked up for a name that was typed. What cannot be a name is looked up as well, and not found: it must cost what an
/// unknown name costs. Only ASCII changes its case, because `to_lowercase` would make the Kelvin sign a `k`.
pub(crate) fn looked_up(typed: &str) -> String {
    typed.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each passes for `admin.k`, or once mapped, trimmed or normalised would be it.
    const TWINS: [&str; 12] = [
        "аdmin.k",
        "аdmіn.k",
        "ａdmin.k",
        "admin\u{200d}.k",
        "admin.\u{212a}",
        "admın.k",
        "adm\u{0130}n.k",
        "admin\u{202e}.k",
        "a\u{0301}dmin.k",
        "ádmin.k",
        "admin。k",
        "𝐚dmin.k",
    ];

    #[test]
    fn e11_a_twin_is_no_name() {
        for twin in TWINS {
            assert_eq!(Username::parse(twin), None, "{}", twin.escape_unicode());
            assert_ne!(looked_up(twin), "admin.k", "{}", twin.escape_unicode());
        }
        for name in ["admin.k", "ADMIN.K", "Admin.k"] {
            assert_eq!(Username::parse(name).unwrap().as_str(), "admin.k");
            assert_eq!(looked_up(name), "admin.k");
        }
    }

    #[test]
    fn a_name_has_a_length_and_no_spaces() {
        assert!(Username::parse(&"a".repeat(64)).is_some());
        for wrong in ["", " ", "al ice", " alice", "al/ice", "alice\0", &"a".repeat(65)] {
            assert_eq!(Username::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(looked_up(" Alice "), "alice", "a slip of the keyboard is forgiven");
    }
}
