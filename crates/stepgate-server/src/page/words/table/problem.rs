//! What went wrong with the last try.

use crate::page::words::Message;

messages! {
    problem_no_match;
    problem_no_match_next;
    problem_wrong_code;
    problem_wrong_code_next;
    problem_code_used;
    problem_code_used_next;
    problem_recovery_code;
    problem_recovery_code_next;
    tries_left(n: u64);
    problem_locked;
    problem_locked_next(wait: Message);
    problem_passkey_refused;
    problem_passkey_refused_next;
    problem_other_account;
    problem_other_account_next;
    problem_busy;
    problem_busy_next;
}
