### What every page has around its content, and the words that sentences are made of.

error_title = Error: { $title }
demo_banner = Demo.
demo_banner_text = Nothing here is a real account.
help_link = Get help
help_ask = Need help? Ask the people who run this service.
support_id = Support id:
you_are_at = You are at { $host }
what_you_can_do = What you can do
go_back_to = Go back to { $client }

## Methods, as in "You signed in with a password".
used_password = a password
used_totp = a code from your authenticator app
used_passkey = a passkey
used_security_key = a security key
used_recovery_code = a recovery code
used_upstream = a sign-in at { $provider }

## Methods, as in "this needs a passkey".
needed_password = a password
needed_totp = a code from your authenticator app
needed_passkey = a passkey
needed_security_key = a security key
needed_recovery_code = a recovery code
needed_upstream = a sign-in at { $provider }

## Methods, as the names in a list.
method_password = Password
method_totp = Code from your authenticator app
method_passkey = Passkey
method_security_key = Security key
method_recovery_code = Recovery code
method_upstream = Sign-in at { $provider }

## Lists: "a, b or c".
list_and = { $first } and { $last }
list_or = { $first } or { $last }
list_more = { $first }, { $next }

## Lengths of time.
seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
minutes_and_seconds = { $minutes } { $seconds }
