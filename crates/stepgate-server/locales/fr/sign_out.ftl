### Signing out, and the front page.

sign_out_heading = Se déconnecter ?
you_are_signed_in_as = Vous êtes connecté en tant que { $account }.
sign_out_asked_by = { $client } demande à vous déconnecter.
sign_out_meaning = Les applications qui utilisent cette connexion vous demanderont peut-être de vous reconnecter.
sign_out_button = Se déconnecter
sign_out_stay = Rester connecté
signed_out_heading = Vous êtes déconnecté
signed_out_text = Ce navigateur n’est plus connecté ici. Vous pouvez fermer cette page.

home_title = Service de connexion
home_heading = Ce service de connexion fonctionne
home_nobody = Personne n’est connecté. La connexion part d’une application, qui vous amène ici.
home_links = Où aller
home_demo = Voir la démo
home_developers = Pour les développeurs :
home_discovery = document de découverte
open_demo_bank = Ouvrir la banque de démo
