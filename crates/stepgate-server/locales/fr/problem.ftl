### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = Ce nom et ce mot de passe ne vont pas ensemble.
problem_no_match_next = Vérifiez les deux et réessayez.
problem_no_match_tries_next = { $n ->
    [one] Il vous reste { $n } essai.
   *[other] Il vous reste { $n } essais.
}
problem_locked = Trop d’essais.
problem_locked_next = Vous pourrez réessayer dans { $wait }.
problem_passkey_refused = Cette clé d’accès n’a pas été acceptée.
problem_passkey_refused_next = Réessayez, ou utilisez une autre clé d’accès.
problem_other_account = Elle appartient à un autre compte ; rien n’a changé.
problem_other_account_next = Réessayez avec le compte indiqué ici.
problem_busy = Nous sommes très sollicités en ce moment.
problem_busy_next = Attendez quelques secondes, puis réessayez.
