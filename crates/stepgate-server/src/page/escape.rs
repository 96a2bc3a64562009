//! What every interpolated value goes through: HTML escaping, and invisible characters made visible.
//!
//! A client called `Acme\u{202E}knaB` or a user name with a zero-width space can pass for another one (Unicode TR 36 §2,
//! TR 39 §4). The characters are shown as `⟨U+202E⟩`, not dropped, so that the operator sees what is there.

use std::fmt;

/// The escaper of all HTML templates, named in `askama.toml`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visible;

impl askama::filters::Escaper for Visible {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| write_char(&mut dest, c))
    }

    fn write_escaped_char<W: fmt::Write>(&self, mut dest: W, c: char) -> fmt::Result {
        write_char(&mut dest, c)
    }
}

/// `text` with every invisible character written as `⟨U+…⟩`; not HTML-escaped.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if is_invisible(c) {
            shown.push_str(&name(c));
        } else {
            shown.push(c);
        }
        shown
    })
}

pub(super) fn write_char<W: fmt::Write>(dest: &mut W, c: char) -> fmt::Result {
    match c {
        '<' => dest.write_str("&lt;"),
        '>' => dest.write_str("&gt;"),
        '&' => dest.write_str("&amp;"),
        '"' => dest.write_str("&quot;"),
        '\'' => dest.write_str("&#39;"),
        c if is_invisible(c) => dest.write_str(&name(c)),
        c => dest.write_char(c),
    }
}

fn name(c: char) -> String {
    format!("⟨U+{:04X}⟩", u32::from(c))
}

/// Characters that change or hide what is read without being seen themselves.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        // Controls. Tab and line ends are white space in HTML and harmless.
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        // Bidirectional controls (UAX 9 §2).
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // Zero-width and other default-ignorable characters.
        | '\u{AD}' | '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
        // Line and paragraph separators; fillers that are drawn as nothing.
        | '\u{2028}' | '\u{2029}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::filters::Escaper as _;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        Visible.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn bidi_controls_and_zero_width_characters_are_named() {
        assert_eq!(visible("Acme\u{202E}knaB"), "Acme⟨U+202E⟩knaB");
        assert_eq!(visible("al\u{200B}ice\u{FEFF}"), "al⟨U+200B⟩ice⟨U+FEFF⟩");
        assert_eq!(visible("a\u{E0041}b"), "a⟨U+E0041⟩b");
        assert_eq!(visible("nul\0 esc\u{1B}"), "nul⟨U+0000⟩ esc⟨U+001B⟩");
        for c in ['\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{3164}'] {
            assert_eq!(visible(&c.to_string()), name(c));
        }
    }

    #[test]
    fn ordinary_text_of_any_script_stays_as_it_is() {
        for text in ["Jana Nováková", "شركة الأفق", "株式会社", "Ωmega & Søn", "👩🏽", "two\nlines\tand a tab"]
        {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn html_is_escaped_in_text_and_in_quoted_attributes() {
        assert_eq!(escaped(r#"<b a="1" c='2'>&"#), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
    }

    proptest! {
        #[test]
        fn nothing_active_or_invisible_survives(text in any::<String>()) {
            let out = escaped(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            prop_assert!(!out.chars().any(is_invisible));
            let back = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), visible(&text));
        }
    }
}
