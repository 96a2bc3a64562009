### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = Ce nom et ce mot de passe ne vont pas ensemble.
problem_no_match_next = Vérifiez les deux et réessayez. Après plusieurs essais, attendez quelques minutes avant le suivant.
problem_wrong_code = Ce code ne correspond pas.
problem_wrong_code_next = Regardez le code le plus récent et réessayez.
problem_code_used = Ce code a déjà servi.
problem_code_used_next = Attendez le code suivant, puis saisissez-le.
problem_recovery_code = Ce code de secours n’a pas été accepté.
problem_recovery_code_next = Vérifiez-le, ou utilisez-en un autre.
problem_locked = Trop d’essais.
problem_locked_next = Vous pourrez réessayer dans { $wait }.
problem_passkey_refused = Cette clé d’accès n’a pas été acceptée.
problem_passkey_refused_next = Réessayez, ou utilisez une autre clé d’accès.
problem_other_account = Elle appartient à un autre compte ; rien n’a changé.
problem_other_account_next = Réessayez avec le compte indiqué ici.
problem_busy = Nous sommes très sollicités en ce moment.
problem_busy_next = Attendez quelques secondes, puis réessayez.

## The next step of a wrong try, where somebody is known.
tries_left = { $n ->
    [one] Il vous reste { $n } essai.
   *[other] Il vous reste { $n } essais.
}
