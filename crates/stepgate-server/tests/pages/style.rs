//! The style sheet: what no picture tells at once.

use stepgate_server::page::assets::STYLE;

fn css() -> &'static str {
    std::str::from_utf8(STYLE.bytes).unwrap()
}

/// `property: value` of every declaration.
fn declarations() -> Vec<(&'static str, &'static str)> {
    css()
        .split(['{', '}', ';'])
        .filter_map(|part| part.trim().split_once(": "))
        .filter(|(property, _)| property.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
        .collect()
}

#[test]
fn sides_follow_the_direction_of_the_text() {
    const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
    assert!(declarations().len() > 150);
    for (property, value) in declarations() {
        let names_a_side = property.split('-').chain(value.split([' ', '-'])).any(|word| SIDES.contains(&word));
        assert!(!names_a_side && !matches!(property, "float" | "clear"), "{property}: {value}");
        let sided = matches!(property, "margin" | "padding" | "border-width" | "inset" | "border-radius");
        if let ([_, right, _, left], true) = (&*value.split(' ').collect::<Vec<_>>(), sided) {
            assert_eq!(left, right, "{property}: {value}");
        }
    }
}

#[test]
fn light_and_dark_follow_the_visitor_and_then_the_system() {
    for part in [
        "color-scheme: light dark;",
        ":root[data-theme=\"light\"] {\n  color-scheme: light;",
        ":root[data-theme=\"dark\"] {\n  color-scheme: dark;",
        "@media (forced-colors: active)",
        "@media (prefers-reduced-motion: no-preference)",
    ] {
        assert!(css().contains(part), "{part}");
    }
    let colours = declarations().into_iter().filter(|(property, _)| property.starts_with("--"));
    for (name, value) in colours {
        assert!(value.starts_with("light-dark(#"), "{name}: {value}");
    }
}

#[test]
fn nothing_moves_for_those_who_want_it_still() {
    let (before, _) = css().split_once("@media (prefers-reduced-motion: no-preference)").unwrap();
    assert!(!before.contains("transition") && !css().contains("animation"));
}

#[test]
fn nothing_is_pinned_where_it_could_cover_the_focus() {
    assert!(
        !declarations().iter().any(|(property, value)| *property == "position" && matches!(*value, "fixed" | "sticky"))
    );
}

/// Contrast of text on what it stands on (WCAG 2.2 §1.4.3: 4.5 for text, §1.4.11: 3 for the edges of fields).
#[test]
fn colours_are_told_apart_in_light_and_in_dark() {
    let pairs = [
        ("--text", "--page", 4.5),
        ("--text", "--card", 4.5),
        ("--soft", "--page", 4.5),
        ("--soft", "--card", 4.5),
        ("--soft", "--note-page", 4.5),
        ("--link", "--card", 4.5),
        ("--link", "--demo-page", 4.5),
        ("--on-main", "--main", 4.5),
        ("--on-main", "--main-hover", 4.5),
        ("--bad", "--bad-page", 4.5),
        ("--demo", "--demo-page", 4.5),
        ("--soft", "--demo-page", 4.5),
        ("--field", "--card", 3.0),
    ];
    for (front, back, least) in pairs {
        for theme in [0, 1] {
            let contrast = contrast(colour(front, theme), colour(back, theme));
            assert!(contrast >= least, "{front} on {back}, theme {theme}: {contrast:.2}");
        }
    }
}

/// Red, green and blue of a colour in the light (0) or dark (1) theme.
fn colour(name: &str, theme: usize) -> [f64; 3] {
    let (_, value) = declarations().into_iter().find(|(property, _)| *property == name).unwrap();
    let hex = value.trim_start_matches("light-dark(").trim_end_matches(')').split(", ").nth(theme).unwrap();
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    linear.iter().zip([0.2126, 0.7152, 0.0722]).map(|(c, weight)| c * weight).sum()
}
