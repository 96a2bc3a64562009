### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = Name und Passwort passen nicht zusammen.
problem_no_match_next = Prüfen Sie beides und versuchen Sie es noch einmal. Warten Sie nach mehreren Versuchen ein paar Minuten.
problem_wrong_code = Dieser Code stimmt nicht.
problem_wrong_code_next = Nehmen Sie den neuesten Code und versuchen Sie es noch einmal.
problem_code_used = Dieser Code wurde schon benutzt.
problem_code_used_next = Warten Sie auf den nächsten Code und geben Sie dann diesen ein.
problem_recovery_code = Dieser Wiederherstellungscode wurde nicht angenommen.
problem_recovery_code_next = Prüfen Sie ihn, oder nehmen Sie einen anderen.
problem_locked = Das waren zu viele Versuche.
problem_locked_next = Warten Sie { $wait }, dann können Sie es wieder versuchen.
problem_passkey_refused = Dieser Passkey wurde nicht angenommen.
problem_passkey_refused_next = Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Passkey.
problem_other_account = Das gehört zu einem anderen Konto; es wurde nichts geändert.
problem_other_account_next = Versuchen Sie es mit dem Konto, das hier genannt ist.
problem_busy = Gerade ist hier sehr viel los.
problem_busy_next = Warten Sie ein paar Sekunden und versuchen Sie es dann noch einmal.

## The next step of a wrong try, where somebody is known.
tries_left = { $n ->
    [one] Sie haben noch { $n } Versuch.
   *[other] Sie haben noch { $n } Versuche.
}
