### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = Name und Passwort passen nicht zusammen.
problem_no_match_next = Prüfen Sie beides und versuchen Sie es noch einmal.
problem_no_match_tries_next = { $n ->
    [one] Sie haben noch { $n } Versuch.
   *[other] Sie haben noch { $n } Versuche.
}
problem_locked = Das waren zu viele Versuche.
problem_locked_next = Warten Sie { $wait }, dann können Sie es wieder versuchen.
problem_passkey_refused = Dieser Passkey wurde nicht angenommen.
problem_passkey_refused_next = Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Passkey.
problem_other_account = Das gehört zu einem anderen Konto; es wurde nichts geändert.
problem_other_account_next = Versuchen Sie es mit dem Konto, das hier genannt ist.
problem_busy = Gerade ist hier sehr viel los.
problem_busy_next = Warten Sie ein paar Sekunden und versuchen Sie es dann noch einmal.
