//! The consent page.

messages! {
    consent_title(client: &str);
    consent_can(client: &str);
    consent_never;
    consent_allow;
    consent_deny;
    scope_openid;
    scope_profile;
    scope_email;
    scope_address;
    scope_phone;
    scope_offline_access;
    scope_other(name: &str);
}
