//! What went wrong with the last try.

use crate::page::words::Message;

messages! {
    problem_no_match;
    problem_no_match_next;
    problem_no_match_tries_next(n: u64);
    problem_locked;
    problem_locked_next(wait: Message);
    problem_passkey_refused;
    problem_passkey_refused_next;
    problem_other_account;
    problem_other_account_next;
    problem_busy;
    problem_busy_next;
}
