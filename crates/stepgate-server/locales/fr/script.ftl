### What the scripts say. Those that tell of something wrong have a next step in a message that ends in `_next`.

script_asking = Votre navigateur vous demande maintenant votre clé d’accès.
script_waiting = Nous attendons toujours. Votre clé est-elle branchée ?
script_checking = Merci. Vérification …
script_retry = Réessayer
script_left = Encore { $time }
script_unlocked = Vous pouvez réessayer maintenant.

script_nothing = Rien n’a été confirmé. Vous avez peut-être fermé la fenêtre, ou aucune clé d’accès n’a été trouvée ici.
script_nothing_next = Vous pouvez réessayer ou revenir en arrière.
script_gave_up = Nous avons cessé d’attendre après 5 minutes. Rien n’a été confirmé.
script_gave_up_next = Réessayez quand vous serez prêt.
script_registered = Cet appareil a déjà une clé d’accès pour ce compte.
script_registered_next = Utilisez-la, ou ajoutez-en une sur un autre appareil.
script_offline = Le serveur n’a pas répondu.
script_offline_next = Vérifiez votre connexion, puis réessayez.
script_too_old = Cette page est trop ancienne.
script_too_old_next = Retournez à votre application et recommencez.
script_unsupported = Ce navigateur ne peut pas utiliser de clés d’accès ici.
script_unsupported_next = Essayez un autre navigateur ou un autre appareil.
script_wrong_name = Les clés d’accès de ce service ne fonctionnent pas sur { $here }.
script_wrong_name_next = Ouvrez la page sous son propre nom.
script_wrong_host = Vous avez ouvert cette page en tant que { $here }, mais les clés d’accès fonctionnent sur { $there }.
script_wrong_host_next = L’ouvrir sur { $there }
