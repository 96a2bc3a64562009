### The sign-in page, and what it shares with the step-up page.

sign_in_title = Se connecter pour { $client }
sign_in_heading = Se connecter
sign_in_for = pour continuer vers { $client }
sign_in_passkey = Se connecter avec une clé d’accès
sign_in_security_key = Se connecter avec une clé de sécurité
sign_in_or_password = Ou avec votre mot de passe
login_label = Nom ou adresse e-mail
password_label = Mot de passe
sign_in_button = Se connecter
passkey_hint = Votre empreinte, votre visage, le verrouillage de l’écran ou une clé de sécurité.
passkeys_need_script = Les clés d’accès ont besoin de JavaScript, qui est désactivé dans ce navigateur.
security_key_hint = Branchez votre clé de sécurité, puis touchez-la quand elle clignote.

cancel_to = Annuler et retourner à { $client }
valid_for = Cette page est valable { $time }.
valid_until = Cette page est valable { $time }, jusqu’à { $clock }.
page_over = Cette page n’est plus valable. Retournez à { $client } et recommencez.

demo_accounts = Comptes de démo et leurs mots de passe
demo_fill = Remplir avec { $login }

form_post_heading = Retour à { $client }
form_post_text = Cette page devrait continuer toute seule. Sinon, appuyez sur le bouton.
form_post_button = Continuer
