### The account page and what it leads to.

account_title = Votre compte
account_back = Retour à votre compte
account_ago = il y a { $time }

## What was just done.
account_done_added = C’est ajouté.
account_done_renamed = Le nom est enregistré.
account_done_removed = C’est supprimé. Vous pouvez revenir en arrière pendant 24 heures.
account_done_announced = La suppression aura lieu, sauf si vous l’arrêtez.
account_done_restored = Cela fonctionne de nouveau.
account_done_confirmed = Cela compte maintenant pleinement.
account_done_password = Votre mot de passe est enregistré, et vous êtes déconnecté partout ailleurs.
account_done_signed_out = Vous y êtes déconnecté.
account_done_signed_out_elsewhere = Vous êtes déconnecté partout ailleurs.

## Methods.
account_keys = Clés d’accès et clés de sécurité
account_keys_none = Vous n’avez pas encore de clé d’accès.
account_keys_why = Avec une clé d’accès, vous confirmez par empreinte, visage ou verrouillage de l’écran. C’est plus rapide qu’un mot de passe, et personne ne peut vous la soutirer.
account_add_passkey = Ajouter une clé d’accès
account_add_security_key = Ajouter une clé de sécurité
account_apps = Applications d’authentification
account_apps_why = Une application d’authentification affiche des codes que vous tapez après votre mot de passe.
account_add_app = Ajouter une application d’authentification
account_kind_synced = Clé d’accès synchronisée entre appareils
account_kind_device_bound = Clé d’accès sur un seul appareil, sans preuve de son modèle
account_kind_security_key = Clé de sécurité, qui ne peut pas être copiée
account_kind_demo = Clé d’accès de démonstration, qui ne prouve rien
account_kind_app = Application qui affiche des codes
account_added = Ajout { $when }
account_used = Dernière utilisation { $when }
account_never_used = Pas encore utilisée
account_limited = Ne compte que comme { $level }, encore pendant { $time }.
account_change = Modifier ou supprimer { $name }
account_leaving = { $name } sera supprimé dans { $time }.
account_leaving_next = Quelqu’un l’a demandé avec un code de secours. Si ce n’était pas vous, arrêtez-le maintenant.
account_leaving_stop = Voir { $name }
account_removed = Supprimés
account_removed_when = Suppression { $when }
account_restore_named = Récupérer { $name }

## Recovery codes.
account_codes = Codes de secours
account_codes_left = { $n ->
    [one] Il vous reste { $n } code.
   *[other] Il vous reste { $n } codes.
}
account_codes_why = Un code de secours aide quand vous avez perdu tout le reste. Chacun sert une fois.
account_codes_make = Créer de nouveaux codes de secours
account_codes_replaces = Les codes que vous avez maintenant ne fonctionneront plus.
account_codes_new = Vos nouveaux codes de secours
account_codes_keep = Gardez-les là où personne d’autre ne les trouve. Nous ne les montrerons plus jamais.
account_codes_for = Codes de secours de { $account }
account_codes_copy = Copier
account_codes_copied = Copié
account_codes_print = Imprimer
account_codes_download = Télécharger

## Password.
account_password = Mot de passe
account_password_absent = Vous n’avez pas de mot de passe.
account_password_set = Vous avez un mot de passe.
account_password_changed = Modification { $when }
account_password_choose = Choisir un mot de passe
account_password_change = Changer de mot de passe
account_password_rules = { $n ->
    [one] Au moins { $n } caractère.
   *[other] Au moins { $n } caractères. Plusieurs mots à la suite conviennent bien, et les espaces comptent.
}
account_password_new = Nouveau mot de passe
account_password_again = Nouveau mot de passe, encore une fois
account_password_show = Afficher les mots de passe
account_password_hide = Masquer les mots de passe
account_password_others = En l’enregistrant, vous serez déconnecté partout ailleurs.
account_password_save = Enregistrer le mot de passe

## Sessions.
account_sessions = Où vous êtes connecté
account_session_here = Ce navigateur
account_session_unknown = Appareil inconnu
account_session_began = Connexion { $when }
account_session_seen = Dernière activité { $when }
account_session_level = Niveau { $level }, tant que vous restez connecté
account_session_level_until = Niveau { $level }, expire dans { $time }
account_session_empty = Plus rien n’y est confirmé.
account_session_end = Déconnecter
account_session_end_others = Déconnecter partout ailleurs

## Activity.
account_activity = Activité récente
account_activity_here = dans ce navigateur
account_activity_you = Était-ce vous ?
account_activity_not_me = Ce n’était pas moi
account_what_sign_in = Connexion
account_what_step_up = Identité confirmée
account_what_app_opened = Passage à une application
account_what_signed_out = Déconnexion
account_what_session_ended = Déconnexion d’un endroit
account_what_others_ended = Déconnexion partout ailleurs
account_what_passkey_added = Clé d’accès ajoutée
account_what_security_key_added = Clé de sécurité ajoutée
account_what_app_added = Application d’authentification ajoutée
account_what_method_renamed = Méthode renommée
account_what_method_removed = Méthode supprimée
account_what_removal_announced = Suppression demandée avec un code de secours
account_what_removal_undone = Suppression annulée
account_what_method_confirmed = La méthode compte pleinement
account_what_password_changed = Mot de passe modifié
account_what_recovery_codes_made = Codes de secours créés
account_what_recovery_code_used = Code de secours utilisé
account_what_password_wrong = Mauvais mot de passe saisi
account_what_code_wrong = Mauvais code saisi
account_what_passkey_copied = Une clé d’accès a peut-être été copiée
account_what_other_account = Essai avec un autre compte
account_what_consent_given = Application autorisée
account_what_not_recognised = Vous avez dit : ce n’était pas moi
account_what_disowned = Vous avez dit : ce n’est pas moi qui ai commencé

## Language, appearance, data.
account_settings = Langue et apparence
account_language = Langue
account_theme = Apparence
account_theme_system = Comme sur cet appareil
account_theme_light = Clair
account_theme_dark = Sombre
account_save = Enregistrer
account_data = Vos données
account_data_why = Tout ce qui est conservé sur vous, dans un fichier, sans les secrets.
account_data_download = Télécharger mes données
account_sign_out = Se déconnecter

## One method.
account_name = Nom
account_rename = Enregistrer le nom
account_full = La faire compter pleinement
account_full_why = Vous venez de confirmer avec quelque chose de plus fort ; vous pouvez donc vous en porter garant.
account_remove = Supprimer
account_remove_follows = Cela cesse de fonctionner aussitôt, et ce qui a été confirmé ainsi prend fin partout. Vous pouvez revenir en arrière pendant 24 heures.
account_remove_late = Vous êtes venu avec un code de secours ; la suppression n’aura donc lieu que dans { $time }. D’ici là, la méthode fonctionne, et la personne à qui elle appartient peut vous arrêter.
account_remove_last = Rien d’autre chez vous n’est aussi fort. Supprimer quand même.
account_remove_button = Supprimer maintenant
account_keep = Garder
account_keep_owner = Un code de secours ne peut pas arrêter cela. Connectez-vous avec votre méthode la plus forte pour le faire.
account_restore = Récupérer

## Adding.
account_security_key_why = Une clé de sécurité est un petit appareil que vous branchez ou approchez de votre téléphone. Son fabricant garantit que la clé qu’elle contient ne peut pas être copiée.
account_security_key_demo = Dans cette démo, toute clé qui dit être liée à son appareil est acceptée. Un vrai serveur demande au fabricant de la clé.
account_security_key_default = Ma clé de sécurité
account_will_count = Pendant { $time }, elle ne comptera que comme { $level }, car c’est avec cela que vous avez confirmé.
account_totp_scan = Scannez ceci avec votre application d’authentification.
account_totp_qr = Code QR de la clé ci-dessous
account_totp_key = Ou tapez-y cette clé :
account_totp_open = Ouvrir une application sur cet appareil
account_totp_once = Nous ne montrons cette clé qu’ici. Ne la montrez à personne.
account_totp_name = Nom de cette application
account_totp_name_default = Mon application d’authentification
account_totp_code = Code affiché maintenant par l’application

## What somebody is told who did not do it.
account_not_me = Vous êtes déconnecté partout ailleurs
account_not_me_happened = Nous avons noté que ce n’était pas vous.
account_not_me_password = Changez de mot de passe.
account_not_me_methods = Supprimez chaque clé d’accès et chaque application que vous ne connaissez pas.
account_not_me_tell = Prévenez les personnes qui gèrent ce service, en indiquant le numéro d’assistance ci-dessous.

## What went wrong, with a next step each.
problem_unticked = Rien n’a été supprimé.
problem_unticked_next = Cochez la case si c’est bien ce que vous voulez.
problem_last_way_in = C’est le dernier moyen de vous connecter ; il reste donc en place.
problem_last_way_in_next = Ajoutez d’abord une clé d’accès ou choisissez un mot de passe.
problem_password_short = Ce mot de passe est trop court.
problem_password_short_next = { $n ->
    [one] Utilisez au moins { $n } caractère.
   *[other] Utilisez au moins { $n } caractères.
}
problem_password_long = Ce mot de passe est trop long.
problem_password_long_next = Utilisez au plus 128 caractères.
problem_password_common = Ce mot de passe est de ceux que l’on essaie en premier.
problem_password_common_next = Choisissez-en un autre, par exemple quatre mots sans rapport entre eux.
problem_password_named = Ce mot de passe est votre nom ou le nôtre.
problem_password_named_next = Choisissez-en un autre que personne ne devine à partir de votre nom.
problem_password_differs = Les deux mots de passe ne sont pas identiques.
problem_password_differs_next = Tapez deux fois le nouveau mot de passe, ou collez-le.
problem_totp_code = Ce n’est pas ce que cette clé affiche maintenant.
problem_totp_code_next = { $n ->
    [one] Vérifiez l’horloge de votre appareil, puis tapez le code le plus récent. Il reste { $n } essai.
   *[other] Vérifiez l’horloge de votre appareil, puis tapez le code le plus récent. Il reste { $n } essais.
}
failure_recovery_code_only = Un code de secours ne suffit pas pour cela
failure_recovery_code_only_happened = Avec un code de secours, vous pouvez ajouter et supprimer vos moyens de connexion, et rien d’autre. Rien n’a été modifié.
failure_recovery_code_only_next = Ajoutez une clé d’accès ou une application. Après trois jours, elle compte pleinement.
failure_last_way_in = C’est le dernier moyen de vous connecter
failure_last_way_in_happened = Sans lui, plus personne ne pourrait se connecter à votre compte ; il reste donc en place.
failure_last_way_in_next = Ajoutez d’abord une clé d’accès ou choisissez un mot de passe.
failure_meanwhile = Cela a changé entre-temps
failure_meanwhile_happened = Cela a été modifié ou supprimé, peut-être dans un autre onglet, ou la page est restée ouverte trop longtemps.
failure_meanwhile_next = Retournez à votre compte et regardez de nouveau.
