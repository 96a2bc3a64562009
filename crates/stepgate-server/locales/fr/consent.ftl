### What an application may do.

consent_title = Autoriser { $client } ?
consent_can = Si vous l’autorisez, { $client } pourra :
consent_never = L’application ne verra ni votre mot de passe ni vos clés d’accès.
consent_allow = Autoriser
consent_deny = Ne pas autoriser

scope_openid = Savoir que c’est vous : l’identifiant de votre compte
scope_profile = Voir votre nom et votre profil
scope_email = Voir votre adresse e-mail
scope_address = Voir votre adresse postale
scope_phone = Voir votre numéro de téléphone
scope_offline_access = Rester connectée quand vous ne l’utilisez pas
scope_other = Utiliser « { $name } »
