### Adding a passkey with a one-time link.

enrol_heading = Ajouter une clé d’accès
enrol_for = pour { $account }
enrol_explained = Une clé d’accès vous permet de confirmer que c’est vous avec votre empreinte, votre visage, le verrouillage de l’écran ou une clé de sécurité. Il n’y a rien à retenir, et elle ne fonctionne que sur ce site.
enrol_kind = Que voulez-vous ajouter ?
enrol_kind_hint = Une clé de sécurité est un appareil à part que vous branchez, et elle compte davantage.
enrol_name = Nom de cette clé d’accès
enrol_name_default = Ma clé d’accès
enrol_name_hint = Pour la reconnaître plus tard, par exemple « Ordinateur du bureau ».
enrol_button = Ajouter une clé d’accès
enrol_once = Ce lien ne sert qu’une fois.

enrol_done = Clé d’accès ajoutée
enrol_done_next = Retournez à votre application et réessayez.
enrol_used = Ce lien a déjà servi
enrol_used_happened = Un tel lien ajoute une clé d’accès, et celui-ci l’a déjà fait.
enrol_used_next = Si c’était vous, retournez à votre application et réessayez. Sinon, prévenez tout de suite un administrateur. Il peut supprimer cette clé d’accès et vous donner un nouveau lien.
enrol_expired = Ce lien ne fonctionne plus
enrol_expired_happened = Il est peut-être trop ancien, ou il en manque un morceau.
enrol_expired_next = Vérifiez que vous avez ouvert le lien en entier. S’il ne fonctionne toujours pas, demandez-en un nouveau à un administrateur.
