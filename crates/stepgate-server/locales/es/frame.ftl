### What every page has around its content, and the words that sentences are made of.

error_title = Error: { $title }
demo_banner = Demostración.
demo_banner_text = Aquí no hay ninguna cuenta real.
help_link = Pedir ayuda
help_ask = ¿Necesitas ayuda? Pregunta a quienes se encargan de este servicio.
support_id = Número de asistencia:
you_are_at = Estás en { $host }
what_you_can_do = Qué puedes hacer
go_back_to = Volver a { $client }

## Methods, as in "You signed in with a password".
used_password = una contraseña
used_totp = un código de tu aplicación de autenticación
used_passkey = una llave de acceso
used_security_key = una llave de seguridad
used_recovery_code = un código de recuperación
used_upstream = un inicio de sesión en { $provider }

## Methods, as in "this needs a passkey".
needed_password = una contraseña
needed_totp = un código de tu aplicación de autenticación
needed_passkey = una llave de acceso
needed_security_key = una llave de seguridad
needed_recovery_code = un código de recuperación
needed_upstream = un inicio de sesión en { $provider }

## Methods, as the names in a list.
method_password = Contraseña
method_totp = Código de tu aplicación de autenticación
method_passkey = Llave de acceso
method_security_key = Llave de seguridad
method_recovery_code = Código de recuperación
method_upstream = Inicio de sesión en { $provider }

## Lists: "a, b or c".
list_and = { $first } y { $last }
list_or = { $first } o { $last }
list_more = { $first }, { $next }

## Lengths of time.
seconds = { $n ->
    [one] { $n } segundo
   *[other] { $n } segundos
}
minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
minutes_and_seconds = { $minutes } { $seconds }
