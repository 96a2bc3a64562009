//! The step-up page.

use crate::page::words::Message;

messages! {
    confirm_title(client: &str);
    confirm_heading;
    asks(client: &str);
    asks_before(client: &str, action: &str);
    signed_in_as(account: &str);
    not_you;
    why_first(wanted: Message);
    why_level(have: Message, wanted: Message);
    why_too_old(age: Message, limit: Message);
    why_each_time;
    what_is_this;
    rule_explained(client: &str);
    rule_lasts(time: Message);
    rule_once;
    rule_level(level: &str);
    rule_level_as(level: &str, acr: &str);
    transaction_signed;
    transaction_digest;
    confirm_passkey;
    confirm_security_key;
    confirm_password;
    code_label;
    code_hint;
    confirm_code;
    recovery_code_label;
    recovery_code_hint;
    confirm_recovery_code;
    not_me;
    not_me_heading;
    not_me_done(client: &str);
    not_me_told;
    not_me_mistake;
    not_me_password;
    not_me_sign_out;
    not_me_close;
    account_label;
    other_ways;
    no_other_way;
    not_strong_enough;
    not_set_up;
    locked_for_now;
    demo_only;
    demo_no_passkey;
    demo_use_passkey;
    demo_passkey_note;
    unreachable_title(client: &str);
    unreachable_heading;
    unreachable_why(wanted: Message);
    unreachable_ask(account: &str);
    unreachable_open;
    unreachable_again(client: &str);
    unreachable_demo_ask(account: &str);
    unreachable_demo_open;
}
