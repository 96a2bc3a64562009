//! The examples of the RFCs. They have no `typ`, so that they are checked below `verify`, at the key.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use stepgate_protocol::jwt::{Algorithm, Jwk, JwtError, KeySet, Typ, VerificationKey, verify};

const A2_N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const A2_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const A3_TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const A4_TOKEN: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
const RFC7638_N: &str = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

fn a3_key() -> Value {
    json!({ "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" })
}

fn a4_key() -> Value {
    json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })
}

fn check(jwk: &Value, token: &str, algorithm: Algorithm) {
    let key = key(jwk);
    assert_eq!(key.algorithm(), algorithm);
    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    let mut signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    assert_eq!(key.verify(signing_input.as_bytes(), &signature), Ok(()));
    assert_eq!(key.verify(b"another message", &signature), Err(JwtError::Signature));
    *signature.last_mut().unwrap() ^= 1;
    assert_eq!(key.verify(signing_input.as_bytes(), &signature), Err(JwtError::Signature));
}

fn jwk(jwk: &Value) -> Jwk {
    Jwk::parse(jwk.to_string().as_bytes()).unwrap()
}

fn key(members: &Value) -> VerificationKey {
    VerificationKey::new(&jwk(members)).unwrap()
}

#[test]
fn rfc7515_a2_rs256() {
    check(&json!({ "kty": "RSA", "e": "AQAB", "n": A2_N }), A2_TOKEN, Algorithm::RS256);
}

#[test]
fn rfc7515_a3_es256() {
    check(&a3_key(), A3_TOKEN, Algorithm::ES256);
}

#[test]
fn rfc8037_a4_ed25519() {
    check(&a4_key(), A4_TOKEN, Algorithm::EdDSA);
}

#[test]
fn rfc7638_section_3_1_thumbprint() {
    let members = json!({ "kty": "RSA", "e": "AQAB", "n": RFC7638_N, "alg": "RS256", "kid": "2011-04-29" });
    assert_eq!(jwk(&members).thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assert_eq!(jwk(&members).kid(), "2011-04-29");
}

#[test]
fn rfc8037_a3_thumbprint_is_the_kid_of_a_key_without_one() {
    let thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    assert_eq!(jwk(&a4_key()).thumbprint(), thumbprint);
    assert_eq!(jwk(&a4_key()).kid(), thumbprint);
}

#[test]
fn an_example_without_typ_is_no_token_of_ours() {
    let keys = KeySet::new([&jwk(&a3_key())]).unwrap();
    for typ in Typ::ALL {
        assert_eq!(verify(A3_TOKEN, &keys, typ).unwrap_err(), JwtError::Typ, "{typ}");
    }
}
