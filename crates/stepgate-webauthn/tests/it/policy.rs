//! D06, D09: what the options ask of the browser is checked again, one knob at a time.

use std::str::FromStr;

use stepgate_webauthn::soft_key::{Ceremony, SoftAttachment, SoftKey, SoftRegistration};
use stepgate_webauthn::{
    Aaguid, AaguidPolicy, Algorithm, AttestationPolicy, Attested, RegistrationPolicy, ResidentKey, Unverifiable,
};

use crate::actors::{ceremony, key, verify_registration_under};
use crate::attestation::{MODEL, Vendor, security_key_ceremony};

/// What the demo may do, and says so.
fn unattested() -> RegistrationPolicy {
    RegistrationPolicy::security_key(AttestationPolicy::AcceptUnattestedDeviceBound)
}

fn verdict(registration: &SoftRegistration, policy: &RegistrationPolicy) -> Result<Attested, &'static str> {
    let json = registration.to_json().unwrap();
    verify_registration_under(&json, policy).map(|credential| credential.attestation).map_err(|error| error.name())
}

fn register(ceremony: &Ceremony) -> SoftRegistration {
    key().register(ceremony).unwrap()
}

#[test]
fn d06_only_the_algorithms_asked_for_register() {
    let es256 = register(&ceremony());
    let ed25519 = SoftKey::ed25519_from_seed(&[3; 32]).unwrap().register(&ceremony()).unwrap();
    for policy in [RegistrationPolicy::passkey(), unattested().with_resident_key(ResidentKey::Preferred)] {
        let policy = policy.with_algorithms([Algorithm::Es256, Algorithm::Rs256]);
        let as_asked = register(&security_key_ceremony());
        assert_eq!(verdict(&as_asked, &policy), Ok(Attested::None));
        let ed25519 = SoftRegistration { attachment: SoftAttachment::CrossPlatform, ..ed25519.clone() };
        assert_eq!(verdict(&ed25519, &policy), Err("algorithm_unsupported"));
    }
    assert_eq!(verdict(&es256, &RegistrationPolicy::passkey().with_algorithms([])), Err("algorithm_unsupported"));
}

#[test]
fn d06_a_format_of_none_is_refused_where_direct_was_asked() {
    let vendor = Vendor::new();
    let none = key().register(&security_key_ceremony()).unwrap();
    assert_eq!(verdict(&none, &vendor.policy()), Err("attestation_missing"));
    assert_eq!(verdict(&none, &unattested()), Ok(Attested::None));
}

#[test]
fn d06_formats_that_are_not_verified_are_refused_where_attestation_is_required() {
    let vendor = Vendor::new();
    for format in ["tpm", "android-key", "apple", "android-safetynet", "compound", "PACKED"] {
        let json = vendor.register_packed_as(format);
        let name = |policy: &RegistrationPolicy| verify_registration_under(&json, policy).map_err(|error| error.name());
        assert_eq!(name(&vendor.policy()).unwrap_err(), "attestation_format_unknown", "{format}");
        let unverifiable = Attested::Unverifiable(Unverifiable::UnknownFormat);
        assert_eq!(name(&unattested()).unwrap().attestation, unverifiable, "{format}");
    }
}

#[test]
fn d06_user_verification_is_required_of_every_kind() {
    let unverified = register(&Ceremony { user_verified: false, ..security_key_ceremony() });
    for policy in [RegistrationPolicy::passkey(), unattested(), Vendor::new().policy()] {
        assert_eq!(verdict(&unverified, &policy), Err("user_not_verified"));
    }
}

#[test]
fn d06_models_that_are_not_listed_are_refused() {
    let (model, other) = (Aaguid::from_bytes(MODEL), Aaguid::from_bytes([1; 16]));
    let any = AaguidPolicy::default;
    let vendor = Vendor::new();
    for policy in [RegistrationPolicy::passkey(), unattested(), vendor.policy()] {
        let with = |models: AaguidPolicy| {
            let registration = key().register_packed(&security_key_ceremony(), &vendor.batch).unwrap();
            verdict(&registration, &policy.clone().with_models(models)).map(|_| ())
        };
        let refused = Err("authenticator_model_not_allowed");
        assert_eq!(with(any()), Ok(()));
        assert_eq!(with(any().allowing([other, model])), Ok(()));
        assert_eq!(with(any().denying([other])), Ok(()));
        assert_eq!(with(any().allowing([other])), refused);
        assert_eq!(with(any().allowing([])), refused);
        assert_eq!(with(any().denying([model])), refused);
        assert_eq!(with(any().allowing([model]).denying([model])), refused);
    }
}

#[test]
fn d06_discoverable_is_required_unless_preferred() {
    let mut json = register(&security_key_ceremony()).to_json().unwrap();
    json["clientExtensionResults"]["credProps"]["rk"] = false.into();
    let name = |policy: &RegistrationPolicy| verify_registration_under(&json, policy).err().map(|error| error.name());
    assert_eq!(name(&unattested()), Some("credential_not_discoverable"));
    assert_eq!(name(&RegistrationPolicy::passkey()), Some("credential_not_discoverable"));
    assert_eq!(name(&unattested().with_resident_key(ResidentKey::Preferred)), None);
}

#[test]
fn d06_a_security_key_is_not_part_of_the_device() {
    let platform = register(&Ceremony { attachment: SoftAttachment::Platform, ..security_key_ceremony() });
    assert_eq!(verdict(&platform, &unattested()), Err("attachment_mismatch"));
    assert_eq!(verdict(&platform, &RegistrationPolicy::passkey()), Ok(Attested::None));
    // A browser that does not say, or says something new, does not say "platform" (§5.1).
    let mut json = platform.to_json().unwrap();
    for silent in [serde_json::Value::Null, "hybrid".into()] {
        json["authenticatorAttachment"] = silent;
        assert!(verify_registration_under(&json, &unattested()).is_ok());
    }
}

#[test]
fn d09_a_synced_passkey_is_no_security_key() {
    let vendor = Vendor::new();
    for backed_up in [false, true] {
        let synced = Ceremony { backup_eligible: true, backed_up, ..security_key_ceremony() };
        for registration in [register(&synced), key().register_packed(&synced, &vendor.batch).unwrap()] {
            for policy in [unattested(), vendor.policy()] {
                assert_eq!(verdict(&registration, &policy), Err("credential_not_device_bound"));
            }
            let passkey = verify_registration_under(&registration.to_json().unwrap(), &RegistrationPolicy::passkey());
            let passkey = passkey.unwrap();
            assert!(!passkey.device_bound() && !passkey.hardware_protected());
        }
    }
    let wrong = register(&Ceremony { backed_up: true, ..security_key_ceremony() });
    assert_eq!(verdict(&wrong, &unattested()), Err("backup_state_invalid"));
}

#[test]
fn an_aaguid_is_read_as_metadata_services_write_it() {
    let text = "a7a7a7a7-a7a7-a7a7-a7a7-a7a7a7a7a7a7";
    assert_eq!(Aaguid::from_str(text), Ok(Aaguid::from_bytes(MODEL)));
    assert_eq!(Aaguid::from_str(&text.to_uppercase()), Ok(Aaguid::from_bytes(MODEL)));
    let short = &text[1..];
    for wrong in ["", "-", &text.replace('-', ""), short, &format!("{text}0"), &text.replace("a7a7-", "a7-a7")] {
        assert!(Aaguid::from_str(wrong).is_err(), "{wrong}");
    }
}
