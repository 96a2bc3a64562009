### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = That name and password did not match.
problem_no_match_next = Check both and try again.
problem_no_match_tries_next = { $n ->
    [one] { $n } try left.
   *[other] { $n } tries left.
}
problem_locked = Too many tries.
problem_locked_next = You can try again in { $wait }.
problem_passkey_refused = That passkey was not accepted.
problem_passkey_refused_next = Try again, or use another passkey.
problem_other_account = That belongs to another account, so nothing was changed.
problem_other_account_next = Try again with the account named here.
problem_busy = We are very busy right now.
problem_busy_next = Wait a few seconds, then try again.
