//! Claims of the wrong type, threat C04.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod jwt_forge;

use jwt_forge::Forger;
use serde::Deserialize;
use serde_json::json;
use stepgate_protocol::json::{self, JsonError};
use stepgate_protocol::jwt::{Audience, JwtError, NumericDate, Typ, verify};

#[derive(Debug, Deserialize)]
struct Claims {
    exp: NumericDate,
    aud: Audience,
    #[serde(default, deserialize_with = "json::present")]
    nbf: Option<NumericDate>,
}

/// What a verifier with the right key reads out of a signed payload.
fn read(forger: &Forger, payload: &str) -> Result<Claims, JwtError> {
    let token = forger.token(&forger.header(""), payload.as_bytes());
    verify(&token, &forger.keys(), Typ::AccessToken).unwrap().claims()
}

#[test]
fn c04_well_typed_claims_are_read() {
    let forger = Forger::new();
    let claims = read(&forger, r#"{"exp":9999999999,"nbf":0,"aud":["a","b"],"other":1.5}"#).unwrap();
    assert_eq!(claims.exp.seconds(), 9_999_999_999);
    assert_eq!(claims.nbf.unwrap().seconds(), 0);
    assert!(claims.aud.contains("b") && !claims.aud.contains("c") && !claims.aud.is_only("a"));
    let claims = read(&forger, r#"{"exp":1,"aud":"a"}"#).unwrap();
    assert!(claims.nbf.is_none() && claims.aud.is_only("a"));
}

#[test]
fn c04_a_claim_of_the_wrong_type_is_refused_and_never_taken_for_absent() {
    let forger = Forger::new();
    let dates = [
        r#""9999999999""#,
        "null",
        "[]",
        "{}",
        "true",
        "1.5",
        "1.0",
        "1e3",
        "-1",
        "-0.0",
        "253402300800",
        "9223372036854775808",
    ];
    for date in dates {
        for payload in [format!(r#"{{"exp":{date},"aud":"a"}}"#), format!(r#"{{"exp":1,"aud":"a","nbf":{date}}}"#)] {
            let error = read(&forger, &payload).unwrap_err();
            assert!(matches!(error, JwtError::Claims(JsonError::Shape(_))), "{payload}: {error}");
        }
    }
    for audience in ["{}", "[]", r#""""#, r#"["a",""]"#, r#"["a",1]"#, "null", "7", r#"[["a"]]"#] {
        let payload = format!(r#"{{"exp":1,"aud":{audience}}}"#);
        let error = read(&forger, &payload).unwrap_err();
        assert!(matches!(error, JwtError::Claims(JsonError::Shape(_))), "{payload}: {error}");
    }
    for payload in [r#"{"aud":"a"}"#, r#"{"exp":1}"#, "{}"] {
        assert!(matches!(read(&forger, payload), Err(JwtError::Claims(JsonError::Shape(_)))), "{payload}");
    }
}

#[test]
fn c04_a_payload_is_strict_json() {
    let forger = Forger::new();
    let deep = format!(r#"{{"exp":1,"aud":"a","x":{}{}}}"#, "[".repeat(8), "]".repeat(8));
    let cases = [
        (r#"{"exp":1,"exp":9999999999,"aud":"a"}"#, JsonError::DuplicateMember),
        (r#"{"exp":1,"\u0065xp":2,"aud":"a"}"#, JsonError::DuplicateMember),
        (r#"{"exp":1,"aud":"a","act":{"sub":1,"sub":2}}"#, JsonError::DuplicateMember),
        (deep.as_str(), JsonError::TooDeep),
        (r#"[1,"a",null]"#, JsonError::NotAnObject),
        ("", JsonError::NotAnObject),
        ("\u{feff}{}", JsonError::NotAnObject),
    ];
    for (payload, expected) in cases {
        assert_eq!(read(&forger, payload).unwrap_err(), JwtError::Claims(expected), "{payload}");
    }
    for payload in [
        r#"{"exp":1e400,"aud":"a"}"#,
        r#"{"exp":1,"aud":"a"}{}"#,
        r#"{"exp":01,"aud":"a"}"#,
        r#"{"exp":1,}"#,
        "{'exp':1}",
    ] {
        let error = read(&forger, payload).unwrap_err();
        assert!(matches!(error, JwtError::Claims(JsonError::Syntax(_))), "{payload}: {error}");
    }
}

#[test]
fn values_are_written_as_they_are_read() {
    let date = NumericDate::from_seconds(1_300_819_380).unwrap();
    let several = Audience::new(vec!["a".into(), "b".into()]).unwrap();
    let written = json!({ "exp": date, "one": Audience::one("a"), "two": several });
    assert_eq!(written, json!({ "exp": 1_300_819_380, "one": "a", "two": ["a", "b"] }));
    assert_eq!((NumericDate::from_seconds(-1), NumericDate::from_seconds(253_402_300_800)), (None, None));
}

#[test]
fn a_document_is_read_up_to_its_limits_and_no_further() {
    let limits = json::Limits { max_len: 20, max_depth: 2 };
    let read = |text: &str| json::parse::<serde_json::Value>(text.as_bytes(), limits);
    assert_eq!(read(r#"{"a":[1]}"#).unwrap(), json!({ "a": [1] }));
    assert_eq!(read(r#"{"a":[[1]]}"#), Err(JsonError::TooDeep));
    assert_eq!(read(&format!("{{}}{}", " ".repeat(19))), Err(JsonError::TooLong));
    assert_eq!(read(&format!("{{}}{}", " ".repeat(18))), Ok(json!({})));
    assert!(json::parse::<serde_json::Value>(b"{\"\xff\":1}", limits).is_err());
}

#[test]
fn a_signer_writes_only_objects_that_a_verifier_would_take() {
    let forger = Forger::new();
    assert!(forger.key.sign(Typ::IdToken, &"text").is_err());
    assert!(forger.key.sign(Typ::IdToken, &json!([1])).is_err());
    assert!(forger.key.sign(Typ::IdToken, &json!({ "a": "b".repeat(8192) })).is_err());
    assert!(forger.key.sign(Typ::IdToken, &json!({})).is_ok());
}
