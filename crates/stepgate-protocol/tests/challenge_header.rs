//! `WWW-Authenticate`, written and read; threat B21.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use stepgate_protocol::challenge::{Challenge, ChallengeError, MAX_CHALLENGE_LEN, Scheme, TokenErrorCode, parse};

fn written(challenge: &Challenge) -> String {
    challenge.to_header_value().to_str().unwrap().to_owned()
}

fn full() -> Challenge {
    Challenge {
        scheme: Scheme::Bearer,
        realm: Some("bank".into()),
        error: Some(TokenErrorCode::InsufficientUserAuthentication),
        error_description: Some("a different authentication level is required".into()),
        acr_values: vec!["phr".into(), "urn:stepgate:mfa".into()],
        max_age: Some(0),
        scope: Some("payments:write".into()),
    }
}

#[test]
fn rfc9470_section_3_is_written() {
    let challenge = Challenge::step_up(Scheme::Bearer, vec!["phr".into(), "mfa".into()], Some(300));
    let expected = r#"Bearer error="insufficient_user_authentication", acr_values="phr mfa", max_age="300""#;
    assert_eq!(written(&challenge), expected);
    assert_eq!(written(&Challenge::new(Scheme::DPoP)), "DPoP");
}

#[test]
fn the_examples_of_rfc9470_are_read() {
    let value = "Bearer error=\"insufficient_user_authentication\",\t error_description=\"A different authentication level is required\", acr_values=\"myACR\"";
    let [challenge] = parse(value).unwrap().try_into().unwrap();
    assert_eq!(challenge.error, Some(TokenErrorCode::InsufficientUserAuthentication));
    assert_eq!((challenge.acr_values, challenge.max_age), (vec!["myACR".to_owned()], None));
    let value = r#"Bearer error="insufficient_user_authentication", error_description="More recent authentication is required", max_age="5""#;
    assert_eq!(parse(value).unwrap()[0].max_age, Some(5));
}

#[test]
fn several_challenges_in_one_header_are_told_apart() {
    let value = r#"Negotiate YII=, Basic realm="a, b=\"c\"", , dpop ALGS="ES256", Error=invalid_token ,bearer, BEARER max_age=5, Digest"#;
    let challenges = parse(value).unwrap();
    let schemes: Vec<Scheme> = challenges.iter().map(|challenge| challenge.scheme).collect();
    assert_eq!(schemes, [Scheme::DPoP, Scheme::Bearer, Scheme::Bearer]);
    assert_eq!(challenges[0].error, Some(TokenErrorCode::InvalidToken));
    assert_eq!(challenges[1], Challenge::new(Scheme::Bearer));
    assert_eq!(challenges[2].max_age, Some(5));
    assert_eq!(parse("").unwrap(), []);
    assert_eq!(parse(r#"Bearer error="new_error""#).unwrap()[0].error, None);
}

#[test]
fn what_is_not_the_grammar_is_refused() {
    let malformed = [
        r#"Bearer error="unterminated"#,
        r#"Bearer error="ends in \"#,
        r#"Bearer error="a" acr_values="b""#,
        r#"Bearer ="a""#,
        "Bearer a=b=c",
        "Bearer \u{e9}",
        "Bearer error=\"\u{e9}\"",
        "Bearer error=\"a\u{0}\"",
        "\"Bearer\"",
        "Bearer: error=a",
    ];
    for value in malformed {
        assert_eq!(parse(value), Err(ChallengeError::Malformed), "{value}");
    }
    for seconds in ["-1", "+5", "5.0", "", " 5", "0x5", "99999999999999999999"] {
        assert_eq!(parse(&format!(r#"Bearer max_age="{seconds}""#)), Err(ChallengeError::MaxAge), "{seconds}");
    }
    let twice = r#"Bearer acr_values="phr", ACR_Values="pwd""#;
    assert_eq!(parse(twice), Err(ChallengeError::DuplicateParameter));
    assert_eq!(parse(&" ".repeat(MAX_CHALLENGE_LEN + 1)), Err(ChallengeError::TooLong));
}

#[test]
fn b21_a_value_cannot_begin_a_parameter() {
    for attack in [r#"x",acr_values="pwd"#, r#"x\",acr_values="pwd"#, r#"\"#, r#"x", Bearer acr_values="pwd"#] {
        let challenge = Challenge {
            scope: Some(attack.into()),
            realm: Some(attack.into()),
            error_description: Some(attack.into()),
            ..full()
        };
        assert_eq!(parse(&written(&challenge)).unwrap(), [challenge], "{attack}");
        let in_acr = Challenge { acr_values: vec![attack.replace(' ', "_")], ..full() };
        assert_eq!(parse(&written(&in_acr)).unwrap(), [in_acr]);
    }
}

#[test]
fn b21_what_cannot_be_sent_becomes_a_question_mark() {
    let challenge = Challenge {
        error_description: Some("a\r\nSet-Cookie: x=y\u{7f}\u{e9}\u{0}".into()),
        acr_values: vec!["phr pwd".into(), String::new(), "a\tb".into()],
        ..Challenge::new(Scheme::Bearer)
    };
    assert_eq!(written(&challenge), r#"Bearer error_description="a??Set-Cookie: x=y???", acr_values="phr?pwd a?b""#);
}

#[test]
fn every_error_code_survives() {
    let codes = [
        (TokenErrorCode::InvalidRequest, "invalid_request"),
        (TokenErrorCode::InvalidToken, "invalid_token"),
        (TokenErrorCode::InsufficientScope, "insufficient_scope"),
        (TokenErrorCode::InsufficientUserAuthentication, "insufficient_user_authentication"),
        (TokenErrorCode::InvalidDpopProof, "invalid_dpop_proof"),
        (TokenErrorCode::UseDpopNonce, "use_dpop_nonce"),
    ];
    for (code, name) in codes {
        let challenge = Challenge { error: Some(code), ..Challenge::new(Scheme::DPoP) };
        assert_eq!(written(&challenge), format!(r#"DPoP error="{name}""#));
        assert_eq!(parse(&written(&challenge)).unwrap(), [challenge]);
    }
}

prop_compose! {
    fn challenge()(
        dpop in any::<bool>(),
        realm in prop::option::of("[ -~]{0,20}"),
        error in any::<bool>(),
        error_description in prop::option::of("[ -~]{0,40}"),
        acr_values in prop::collection::vec("[!-~]{1,12}", 0..4),
        max_age in any::<Option<u64>>(),
        scope in prop::option::of("[ -~]{0,20}"),
    ) -> Challenge {
        let scheme = if dpop { Scheme::DPoP } else { Scheme::Bearer };
        let error = error.then_some(TokenErrorCode::InsufficientUserAuthentication);
        Challenge { scheme, realm, error, error_description, acr_values, max_age, scope }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_is_written_is_read_back(challenges in prop::collection::vec(challenge(), 1..4)) {
        let header: Vec<String> = challenges.iter().map(written).collect();
        prop_assert_eq!(parse(&header.join(", ")).unwrap(), challenges);
    }

    #[test]
    fn any_text_can_be_written_and_stays_in_its_place(text in ".{0,40}") {
        let challenge = Challenge { scope: Some(text), ..full() };
        let [read] = parse(&written(&challenge)).unwrap().try_into().unwrap();
        prop_assert_eq!(Challenge { scope: full().scope, ..read }, full());
    }

    #[test]
    fn no_header_makes_the_parser_panic(text in "[ -~\t]{0,80}", any in ".{0,40}", near in r#"((Bearer|DPoP|x)( [a-z_]{1,3}=?("[ -~]{0,4}"|[a-z=]{0,3}),?){0,3},? ?){0,3}"#) {
        for value in [text, any, near] {
            let _ = parse(&value);
        }
    }
}
