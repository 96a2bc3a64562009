### The step-up page, and the page that says why there can be none.

confirm_title = Confirmez que c’est bien vous pour { $client }
confirm_heading = Confirmez que c’est bien vous
your_account = Votre compte
asks = { $client } doit s’assurer que c’est bien vous.
asks_before = { $client } doit s’assurer que c’est bien vous avant de continuer : { $action }.
signed_in_as = Connecté en tant que { $account }
not_you = Ce n’est pas vous ?

why_first = Ceci demande { $wanted }.
why_level = Vous vous êtes connecté avec { $have } ; ceci demande { $wanted }.
why_too_old = Votre dernière confirmation date d’il y a { $age } ; ici, elle doit avoir moins de { $limit }.
why_each_time = Ici, une confirmation est demandée à chaque fois.
why_not_shared = Vous venez de confirmer pour une autre application ; { $client } demande sa propre confirmation.

what_is_this = De quoi s’agit-il ?
rule_explained = Les responsables de { $client } protègent certaines actions par une règle : vous confirmez que c’est vraiment vous, même si vous êtes déjà connecté.
rule_lasts = Ensuite, nous ne vous le redemanderons pas pendant { $time }.
rule_once = Votre confirmation vaut pour cette seule action.
rule_level = La règle demande le niveau { $level }.
rule_level_as = La règle demande le niveau { $level } ({ $acr }).
transaction_signed = Ce que vous voyez est ce qui est signé.
transaction_digest = Empreinte :

confirm_passkey = Confirmer avec votre clé d’accès
confirm_security_key = Confirmer avec votre clé de sécurité
confirm_password = Confirmer avec votre mot de passe
code_label = Code de votre application d’authentification
code_hint = 6 chiffres. Les espaces ne comptent pas.
confirm_code = Confirmer avec ce code
recovery_code_label = Code de secours
recovery_code_hint = L’un des codes que vous avez notés ou imprimés. Chacun ne sert qu’une fois.
confirm_recovery_code = Confirmer avec ce code de secours
account_label = Compte
other_ways = Essayer autrement
no_other_way = Aucun autre moyen n’est assez sûr ici ou configuré pour vous.
not_strong_enough = pas assez sûr pour ceci
not_set_up = pas configuré pour votre compte
locked_for_now = bloqué pour un moment après trop d’essais

demo_only = DÉMO UNIQUEMENT.
demo_no_passkey = Pas de clé d’accès sur cet appareil ?
demo_use_passkey = Utiliser la clé d’accès de démo
demo_passkey_note = Sa clé privée se trouve dans cette page, elle ne prouve donc rien. Un vrai serveur n’a pas ce bouton.

unreachable_title = Vous ne pouvez pas encore confirmer pour { $client }
unreachable_heading = Vous ne pouvez pas encore confirmer
unreachable_why = Ceci demande { $wanted }, et votre compte n’en a pas. Vous restez connecté, et rien n’a changé.
unreachable_held_back = Ceci demande { $wanted }. Ce que vous avez ajouté pour cela comptera pleinement dans { $time }. Vous restez connecté, et rien n’a changé.
unreachable_ask = Demandez à un administrateur un lien pour ajouter une clé d’accès à { $account }.
unreachable_open = Ouvrez le lien sur l’appareil que vous voulez utiliser et ajoutez une clé d’accès.
unreachable_again = Retournez à { $client } et réessayez.
unreachable_demo_ask = Regardez le terminal où tourne la démo. Il affiche un lien pour ajouter une clé d’accès à { $account }.
unreachable_demo_open = Ouvrez ce lien dans ce navigateur et ajoutez une clé d’accès. Le lien ne sert qu’une fois.

## "I did not start this".
not_me = Ce n’est pas moi qui ai commencé
not_me_heading = Merci de nous l’avoir dit
not_me_done = Nous avons mis fin à la demande de { $client }. Rien n’a été confirmé, et rien n’a changé.
not_me_told = Les responsables de ce service peuvent voir que cela ne vient pas de vous.
not_me_mistake = Si c’était quand même vous, retournez à l’application et recommencez.
not_me_password = Sinon, quelqu’un connaît peut-être votre mot de passe : déconnectez-vous, puis changez-le.
not_me_sign_out = Se déconnecter
not_me_close = Autrement, vous pouvez fermer cette page.
