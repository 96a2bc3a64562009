### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = Ese nombre y esa contraseña no coinciden.
problem_no_match_next = Revisa los dos e inténtalo de nuevo. Tras varios intentos, espera unos minutos antes del siguiente.
problem_wrong_code = Ese código no coincide.
problem_wrong_code_next = Mira el código más reciente e inténtalo de nuevo.
problem_code_used = Ese código ya se usó.
problem_code_used_next = Espera al siguiente código y escribe ese.
problem_recovery_code = Ese código de recuperación no se aceptó.
problem_recovery_code_next = Revísalo o usa otro.
problem_locked = Demasiados intentos.
problem_locked_next = Podrás volver a intentarlo dentro de { $wait }.
problem_passkey_refused = Esa llave de acceso no se aceptó.
problem_passkey_refused_next = Inténtalo de nuevo o usa otra llave de acceso.
problem_other_account = Pertenece a otra cuenta, así que no ha cambiado nada.
problem_other_account_next = Inténtalo de nuevo con la cuenta que se indica aquí.
problem_busy = Ahora mismo tenemos mucho trabajo.
problem_busy_next = Espera unos segundos y vuelve a intentarlo.

## The next step of a wrong try, where somebody is known.
tries_left = { $n ->
    [one] Te queda { $n } intento.
   *[other] Te quedan { $n } intentos.
}
