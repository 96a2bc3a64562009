### The sign-in page, and what it shares with the step-up page.

sign_in_title = Anmelden bei { $client }
sign_in_heading = Anmelden
sign_in_for = Danach geht es weiter zu { $client }
sign_in_passkey = Mit einem Passkey anmelden
sign_in_security_key = Mit einem Sicherheitsschlüssel anmelden
sign_in_or_password = Oder mit Ihrem Passwort
login_label = Name oder E-Mail-Adresse
password_label = Passwort
sign_in_button = Anmelden
passkey_hint = Ihr Fingerabdruck, Gesicht, Ihre Bildschirmsperre oder Ihr Sicherheitsschlüssel.
passkeys_need_script = Passkeys brauchen JavaScript, und das ist in diesem Browser ausgeschaltet.
security_key_hint = Schließen Sie Ihren Sicherheitsschlüssel an und berühren Sie ihn, wenn er blinkt.

cancel_to = Abbrechen und zurück zu { $client }
valid_for = Diese Seite ist { $time } lang gültig.
valid_until = Diese Seite ist { $time } lang gültig, bis { $clock }.
page_over = Diese Seite ist nicht mehr gültig. Gehen Sie zurück zu { $client } und beginnen Sie von vorn.

demo_accounts = Demokonten und ihre Passwörter
demo_fill = { $login } eintragen

form_post_heading = Zurück zu { $client }
form_post_text = Diese Seite geht von selbst weiter. Wenn nicht, drücken Sie den Knopf.
form_post_button = Weiter
