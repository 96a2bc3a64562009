### What the scripts say. Those that tell of something wrong have a next step in a message that ends in `_next`.

script_asking = Ihr Browser fragt jetzt nach Ihrem Passkey.
script_waiting = Wir warten noch. Ist Ihr Schlüssel eingesteckt?
script_checking = Danke. Wir prüfen das …
script_retry = Noch einmal versuchen
script_left = Noch { $time }
script_unlocked = Sie können es jetzt wieder versuchen.

script_nothing = Es wurde nichts bestätigt. Vielleicht haben Sie das Fenster geschlossen, oder es gibt hier keinen Passkey.
script_nothing_next = Sie können es noch einmal versuchen oder zurückgehen.
script_gave_up = Nach 5 Minuten haben wir aufgehört zu warten. Es wurde nichts bestätigt.
script_gave_up_next = Versuchen Sie es noch einmal, wenn Sie so weit sind.
script_registered = Dieses Gerät hat schon einen Passkey für dieses Konto.
script_registered_next = Nehmen Sie diesen, oder fügen Sie einen auf einem anderen Gerät hinzu.
script_offline = Der Server hat nicht geantwortet.
script_offline_next = Prüfen Sie Ihre Verbindung und versuchen Sie es dann noch einmal.
script_too_old = Diese Seite ist zu alt.
script_too_old_next = Gehen Sie zurück zu Ihrer App und beginnen Sie von vorn.
script_unsupported = Dieser Browser kann hier keine Passkeys verwenden.
script_unsupported_next = Versuchen Sie es mit einem anderen Browser oder Gerät.
script_wrong_name = Passkeys dieses Dienstes funktionieren nicht auf { $here }.
script_wrong_name_next = Öffnen Sie die Seite unter ihrem eigenen Namen.
script_wrong_host = Sie haben diese Seite als { $here } geöffnet, aber Passkeys funktionieren auf { $there }.
script_wrong_host_next = Auf { $there } öffnen
