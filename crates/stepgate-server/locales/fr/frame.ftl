### What every page has around its content, and the words that sentences are made of.

error_title = Erreur : { $title }
demo_banner = Démo.
demo_banner_text = Rien ici n’est un vrai compte.
help_link = Obtenir de l’aide
help_ask = Besoin d’aide ? Adressez-vous aux responsables de ce service.
support_id = Numéro d’assistance :
you_are_at = Vous êtes sur { $host }
what_you_can_do = Ce que vous pouvez faire
go_back_to = Retourner à { $client }

## Methods, as in "You signed in with a password".
used_password = un mot de passe
used_totp = un code de votre application d’authentification
used_passkey = une clé d’accès
used_security_key = une clé de sécurité
used_recovery_code = un code de secours
used_upstream = une connexion chez { $provider }

## Methods, as in "this needs a passkey".
needed_password = un mot de passe
needed_totp = un code de votre application d’authentification
needed_passkey = une clé d’accès
needed_security_key = une clé de sécurité
needed_recovery_code = un code de secours
needed_upstream = une connexion chez { $provider }

## Methods, as the names in a list.
method_password = Mot de passe
method_totp = Code de votre application d’authentification
method_passkey = Clé d’accès
method_security_key = Clé de sécurité
method_recovery_code = Code de secours
method_upstream = Connexion chez { $provider }

## Lists: "a, b or c".
list_and = { $first } et { $last }
list_or = { $first } ou { $last }
list_more = { $first }, { $next }

## Lengths of time.
seconds = { $n ->
    [one] { $n } seconde
   *[other] { $n } secondes
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
minutes_and_seconds = { $minutes } { $seconds }
