### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = That name and password did not match.
problem_no_match_next = Check both and try again. After several tries, wait a few minutes before the next one.
problem_wrong_code = That code did not match.
problem_wrong_code_next = Look at the newest code and try again.
problem_code_used = That code was used before.
problem_code_used_next = Wait for the next code, then type that one.
problem_recovery_code = That recovery code was not accepted.
problem_recovery_code_next = Check it, or use another recovery code.
problem_locked = Too many tries.
problem_locked_next = You can try again in { $wait }.
problem_passkey_refused = That passkey was not accepted.
problem_passkey_refused_next = Try again, or use another passkey.
problem_other_account = That belongs to another account, so nothing was changed.
problem_other_account_next = Try again with the account named here.
problem_busy = We are very busy right now.
problem_busy_next = Wait a few seconds, then try again.

## The next step of a wrong try, where somebody is known.
tries_left = { $n ->
    [one] { $n } try left.
   *[other] { $n } tries left.
}
