### What every page has around its content, and the words that sentences are made of.

error_title = Fehler: { $title }
demo_banner = Demo.
demo_banner_text = Hier gibt es keine echten Konten.
help_link = Hilfe
help_ask = Brauchen Sie Hilfe? Fragen Sie die Leute, die diesen Dienst betreiben.
support_id = Support-Nummer:
you_are_at = Sie sind bei { $host }
what_you_can_do = Das können Sie tun
go_back_to = Zurück zu { $client }

## Methods, as in "You signed in with a password".
used_password = einem Passwort
used_totp = einem Code aus Ihrer Authenticator-App
used_passkey = einem Passkey
used_security_key = einem Sicherheitsschlüssel
used_recovery_code = einem Wiederherstellungscode
used_upstream = einer Anmeldung bei { $provider }

## Methods, as in "this needs a passkey".
needed_password = ein Passwort
needed_totp = ein Code aus Ihrer Authenticator-App
needed_passkey = ein Passkey
needed_security_key = ein Sicherheitsschlüssel
needed_recovery_code = ein Wiederherstellungscode
needed_upstream = eine Anmeldung bei { $provider }

## Methods, as the names in a list.
method_password = Passwort
method_totp = Code aus Ihrer Authenticator-App
method_passkey = Passkey
method_security_key = Sicherheitsschlüssel
method_recovery_code = Wiederherstellungscode
method_upstream = Anmeldung bei { $provider }

## Lists: "a, b or c".
list_and = { $first } und { $last }
list_or = { $first } oder { $last }
list_more = { $first }, { $next }

## Lengths of time, in the accusative: "2 Tage".
seconds = { $n ->
    [one] { $n } Sekunde
   *[other] { $n } Sekunden
}
minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
minutes_and_seconds = { $minutes } { $seconds }
