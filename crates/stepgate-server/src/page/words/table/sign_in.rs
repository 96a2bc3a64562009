//! The sign-in page.

use crate::page::words::Message;

messages! {
    sign_in_title(client: &str);
    sign_in_heading;
    sign_in_for(client: &str);
    sign_in_passkey;
    sign_in_security_key;
    sign_in_or_password;
    login_label;
    password_label;
    sign_in_button;
    passkey_hint;
    passkeys_need_script;
    security_key_hint;
    cancel_to(client: &str);
    valid_for(time: Message);
    valid_until(time: Message, clock: &str);
    page_over(client: &str);
    demo_accounts;
    demo_fill(login: &str);
    form_post_heading(client: &str);
    form_post_text;
    form_post_button;
}
