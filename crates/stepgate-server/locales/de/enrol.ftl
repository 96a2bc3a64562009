### Adding a passkey with a one-time link.

enrol_heading = Passkey hinzufügen
enrol_for = für { $account }
enrol_explained = Mit einem Passkey bestätigen Sie per Fingerabdruck, Gesicht, Bildschirmsperre oder Sicherheitsschlüssel, dass Sie es sind. Sie müssen sich nichts merken, und er funktioniert nur auf dieser Website.
enrol_kind = Was möchten Sie hinzufügen?
enrol_kind_hint = Ein Sicherheitsschlüssel ist ein eigenes Gerät, das Sie anschließen, und zählt mehr.
enrol_name = Name für diesen Passkey
enrol_name_default = Mein Passkey
enrol_name_hint = Damit Sie ihn später wiedererkennen, zum Beispiel „Laptop im Büro“.
enrol_button = Passkey hinzufügen
enrol_once = Dieser Link gilt einmal.

enrol_done = Passkey hinzugefügt
enrol_done_next = Gehen Sie zurück zu Ihrer App und versuchen Sie es noch einmal.
enrol_used = Dieser Link wurde schon benutzt
enrol_used_happened = So ein Link fügt einen Passkey hinzu, und dieser hat das schon getan.
enrol_used_next = Waren Sie das, dann gehen Sie zurück zu Ihrer App und versuchen Sie es noch einmal. Waren Sie es nicht, dann sagen Sie gleich Ihrer Administration Bescheid. Sie kann den Passkey entfernen und Ihnen einen neuen Link geben.
enrol_expired = Dieser Link gilt nicht mehr
enrol_expired_happened = Er ist zu alt, oder es fehlt ein Stück davon.
enrol_expired_next = Prüfen Sie, ob Sie den ganzen Link geöffnet haben. Klappt es dann immer noch nicht, bitten Sie Ihre Administration um einen neuen.
