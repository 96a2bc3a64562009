### What an application may do.

consent_title = { $client } den Zugriff erlauben?
consent_can = Wenn Sie es erlauben, kann { $client }:
consent_never = Ihr Passwort und Ihre Passkeys sieht die App nicht.
consent_allow = Erlauben
consent_deny = Nicht erlauben

scope_openid = wissen, dass Sie es sind: die Kennung Ihres Kontos
scope_profile = Ihren Namen und Ihr Profil sehen
scope_email = Ihre E-Mail-Adresse sehen
scope_address = Ihre Postanschrift sehen
scope_phone = Ihre Telefonnummer sehen
scope_offline_access = verbunden bleiben, während Sie die App nicht benutzen
scope_other = „{ $name }“ verwenden
