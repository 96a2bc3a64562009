//! The frame, methods, lists and times.

use crate::page::words::Message;

messages! {
    error_title(title: Message);
    demo_banner;
    demo_banner_text;
    help_link;
    help_ask;
    support_id;
    you_are_at(host: &str);
    what_you_can_do;
    go_back_to(client: &str);
    used_password;
    used_totp;
    used_passkey;
    used_security_key;
    used_recovery_code;
    used_upstream(provider: &str);
    needed_password;
    needed_totp;
    needed_passkey;
    needed_security_key;
    needed_recovery_code;
    needed_upstream(provider: &str);
    method_password;
    method_totp;
    method_passkey;
    method_security_key;
    method_recovery_code;
    method_upstream(provider: &str);
    list_and(first: Message, last: Message);
    list_or(first: Message, last: Message);
    list_more(first: Message, next: Message);
    seconds(n: u64);
    minutes(n: u64);
    hours(n: u64);
    days(n: u64);
    minutes_and_seconds(minutes: Message, seconds: Message);
}
