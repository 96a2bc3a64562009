### The account page and what it leads to.

account_title = Ihr Konto
account_back = Zurück zu Ihrem Konto
account_ago = vor { $time }

## What was just done.
account_done_added = Hinzugefügt.
account_done_renamed = Der Name ist gespeichert.
account_done_removed = Entfernt. Sie können das 24 Stunden lang zurücknehmen.
account_done_announced = Es wird entfernt, wenn Sie es nicht aufhalten.
account_done_restored = Es funktioniert wieder.
account_done_confirmed = Es zählt jetzt in voller Stärke.
account_done_password = Ihr Passwort ist gespeichert, und Sie sind überall sonst abgemeldet.
account_done_signed_out = Sie sind dort abgemeldet.
account_done_signed_out_elsewhere = Sie sind überall sonst abgemeldet.

## Methods.
account_keys = Passkeys und Sicherheitsschlüssel
account_keys_none = Sie haben noch keinen Passkey.
account_keys_why = Mit einem Passkey bestätigen Sie per Fingerabdruck, Gesicht oder Bildschirmsperre. Das geht schneller als ein Passwort, und niemand kann es Ihnen ablisten.
account_add_passkey = Passkey hinzufügen
account_add_security_key = Sicherheitsschlüssel hinzufügen
account_apps = Authenticator-Apps
account_apps_why = Eine Authenticator-App zeigt Codes, die Sie nach Ihrem Passwort eintippen.
account_add_app = Authenticator-App hinzufügen
account_kind_synced = Passkey, der zwischen Geräten abgeglichen wird
account_kind_device_bound = Passkey auf einem Gerät, ohne Nachweis der Bauart
account_kind_security_key = Sicherheitsschlüssel, der sich nicht kopieren lässt
account_kind_demo = Demo-Passkey, der nichts beweist
account_kind_app = App, die Codes zeigt
account_added = Hinzugefügt { $when }
account_used = Zuletzt benutzt { $when }
account_never_used = Noch nicht benutzt
account_limited = Zählt vorerst nur als { $level }, noch { $time } lang.
account_change = { $name } ändern oder entfernen
account_leaving = { $name } wird entfernt, und zwar in { $time }.
account_leaving_next = Jemand mit einem Wiederherstellungscode hat das verlangt. Waren Sie es nicht, dann halten Sie es jetzt auf.
account_leaving_stop = { $name } ansehen
account_removed = Entfernt
account_removed_when = Entfernt { $when }
account_restore_named = { $name } zurückholen

## Recovery codes.
account_codes = Wiederherstellungscodes
account_codes_left = { $n ->
    [one] Sie haben noch { $n } Code.
   *[other] Sie haben noch { $n } Codes.
}
account_codes_why = Ein Wiederherstellungscode hilft, wenn Sie alles andere verloren haben. Jeder gilt einmal.
account_codes_make = Neue Wiederherstellungscodes erzeugen
account_codes_replaces = Die Codes, die Sie jetzt haben, gelten dann nicht mehr.
account_codes_new = Ihre neuen Wiederherstellungscodes
account_codes_keep = Bewahren Sie sie dort auf, wo niemand sonst sie findet. Wir zeigen sie nie wieder.
account_codes_for = Wiederherstellungscodes von { $account }
account_codes_copy = Kopieren
account_codes_copied = Kopiert
account_codes_print = Drucken
account_codes_download = Herunterladen

## Password.
account_password = Passwort
account_password_absent = Sie haben kein Passwort.
account_password_set = Sie haben ein Passwort.
account_password_changed = Geändert { $when }
account_password_choose = Passwort festlegen
account_password_change = Passwort ändern
account_password_rules = { $n ->
    [one] Mindestens { $n } Zeichen.
   *[other] Mindestens { $n } Zeichen. Mehrere Wörter hintereinander sind gut, und Leerzeichen zählen mit.
}
account_password_new = Neues Passwort
account_password_again = Neues Passwort noch einmal
account_password_show = Passwörter anzeigen
account_password_hide = Passwörter verbergen
account_password_others = Beim Speichern werden Sie überall sonst abgemeldet.
account_password_save = Passwort speichern

## Sessions.
account_sessions = Wo Sie angemeldet sind
account_session_here = Dieser Browser
account_session_unknown = Unbekanntes Gerät
account_session_began = Angemeldet { $when }
account_session_seen = Zuletzt gesehen { $when }
account_session_level = Stufe { $level }, solange Sie angemeldet bleiben
account_session_level_until = Stufe { $level }, läuft ab in { $time }
account_session_empty = Dort ist nichts mehr bestätigt.
account_session_end = Abmelden
account_session_end_others = Überall sonst abmelden

## Activity.
account_activity = Letzte Aktivitäten
account_activity_here = in diesem Browser
account_activity_you = Waren Sie das?
account_activity_not_me = Das war ich nicht
account_what_sign_in = Angemeldet
account_what_step_up = Bestätigt, dass Sie es sind
account_what_app_opened = Weiter zu einer App
account_what_signed_out = Abgemeldet
account_what_session_ended = An einem Ort abgemeldet
account_what_others_ended = Überall sonst abgemeldet
account_what_passkey_added = Passkey hinzugefügt
account_what_security_key_added = Sicherheitsschlüssel hinzugefügt
account_what_app_added = Authenticator-App hinzugefügt
account_what_method_renamed = Methode umbenannt
account_what_method_removed = Methode entfernt
account_what_removal_announced = Entfernen mit einem Wiederherstellungscode verlangt
account_what_removal_undone = Entfernen zurückgenommen
account_what_method_confirmed = Methode zählt in voller Stärke
account_what_password_changed = Passwort geändert
account_what_recovery_codes_made = Wiederherstellungscodes erzeugt
account_what_recovery_code_used = Wiederherstellungscode benutzt
account_what_password_wrong = Falsches Passwort eingegeben
account_what_code_wrong = Falschen Code eingegeben
account_what_passkey_copied = Ein Passkey wurde womöglich kopiert
account_what_other_account = Mit einem anderen Konto versucht
account_what_consent_given = Eine App zugelassen
account_what_not_recognised = Sie sagten: Das war ich nicht
account_what_disowned = Sie sagten: Das habe ich nicht ausgelöst

## Language, appearance, data.
account_settings = Sprache und Darstellung
account_language = Sprache
account_theme = Darstellung
account_theme_system = Wie auf diesem Gerät
account_theme_light = Hell
account_theme_dark = Dunkel
account_save = Speichern
account_data = Ihre Daten
account_data_why = Alles, was über Sie gespeichert ist, in einer Datei und ohne Geheimnisse.
account_data_download = Meine Daten herunterladen
account_sign_out = Abmelden

## One method.
account_name = Name der Methode
account_rename = Namen speichern
account_full = In voller Stärke zählen lassen
account_full_why = Sie haben gerade mit etwas Stärkerem bestätigt und können deshalb hierfür bürgen.
account_remove = Entfernen
account_remove_follows = Es funktioniert sofort nicht mehr, und was damit bestätigt wurde, endet überall. Sie können das 24 Stunden lang zurücknehmen.
account_remove_late = Sie kamen mit einem Wiederherstellungscode, deshalb gilt das erst in { $time }. Bis dahin funktioniert es weiter, und wem es gehört, der kann Sie aufhalten.
account_remove_last = Nichts anderes von Ihnen ist so stark. Trotzdem entfernen.
account_remove_button = Jetzt entfernen
account_keep = Behalten
account_keep_owner = Ein Wiederherstellungscode kann das nicht aufhalten. Melden Sie sich dafür mit Ihrer stärksten Methode an.
account_restore = Zurückholen

## Adding.
account_security_key_why = Ein Sicherheitsschlüssel ist ein kleines Gerät, das Sie einstecken oder an Ihr Telefon halten. Sein Hersteller bürgt dafür, dass der Schlüssel darin nicht kopiert werden kann.
account_security_key_demo = In dieser Demo wird jeder Schlüssel angenommen, der sagt, er sei an sein Gerät gebunden. Ein echter Server fragt den Hersteller des Schlüssels.
account_security_key_default = Mein Sicherheitsschlüssel
account_will_count = Es zählt { $time } lang nur als { $level }, weil Sie damit bestätigt haben.
account_totp_scan = Scannen Sie dies mit Ihrer Authenticator-App.
account_totp_qr = QR-Code mit dem Schlüssel darunter
account_totp_key = Oder tippen Sie diesen Schlüssel ein:
account_totp_open = Eine App auf diesem Gerät öffnen
account_totp_once = Wir zeigen diesen Schlüssel nur hier. Zeigen Sie ihn niemandem.
account_totp_name = Name für diese App
account_totp_name_default = Meine Authenticator-App
account_totp_code = Code, den die App jetzt zeigt

## What somebody is told who did not do it.
account_not_me = Sie sind überall sonst abgemeldet
account_not_me_happened = Wir haben notiert, dass Sie das nicht waren.
account_not_me_password = Ändern Sie Ihr Passwort.
account_not_me_methods = Entfernen Sie jeden Passkey und jede App, die Sie nicht kennen.
account_not_me_tell = Sagen Sie es den Leuten, die diesen Dienst betreiben, und nennen Sie die Support-Nummer unten.

## What went wrong, with a next step each.
problem_unticked = Es wurde nichts entfernt.
problem_unticked_next = Setzen Sie das Häkchen, wenn Sie es so meinen.
problem_last_way_in = Das ist das Letzte, womit Sie sich anmelden können; deshalb bleibt es.
problem_last_way_in_next = Fügen Sie erst einen Passkey hinzu oder legen Sie ein Passwort fest.
problem_password_short = Dieses Passwort ist zu kurz.
problem_password_short_next = { $n ->
    [one] Nehmen Sie mindestens { $n } Zeichen.
   *[other] Nehmen Sie mindestens { $n } Zeichen.
}
problem_password_long = Dieses Passwort ist zu lang.
problem_password_long_next = Nehmen Sie höchstens 128 Zeichen.
problem_password_common = Dieses Passwort ist eines von denen, die als Erste ausprobiert werden.
problem_password_common_next = Wählen Sie ein anderes, zum Beispiel vier Wörter, die nichts miteinander zu tun haben.
problem_password_named = Dieses Passwort ist Ihr Name oder unserer.
problem_password_named_next = Wählen Sie ein anderes, das niemand aus Ihrem Namen errät.
problem_password_differs = Die beiden Passwörter sind nicht gleich.
problem_password_differs_next = Tippen Sie das neue Passwort zweimal ein oder fügen Sie es ein.
problem_totp_code = Das zeigt dieser Schlüssel jetzt nicht an.
problem_totp_code_next = { $n ->
    [one] Prüfen Sie die Uhr Ihres Geräts und tippen Sie den neuesten Code ein. Noch { $n } Versuch.
   *[other] Prüfen Sie die Uhr Ihres Geräts und tippen Sie den neuesten Code ein. Noch { $n } Versuche.
}
failure_recovery_code_only = Ein Wiederherstellungscode reicht hierfür nicht
failure_recovery_code_only_happened = Mit einem Wiederherstellungscode können Sie hinzufügen und entfernen, womit Sie sich anmelden, und sonst nichts. Es wurde nichts geändert.
failure_recovery_code_only_next = Fügen Sie einen Passkey oder eine App hinzu. Nach drei Tagen zählt das in voller Stärke.
failure_last_way_in = Das ist das Letzte, womit Sie sich anmelden können
failure_last_way_in_happened = Ohne es käme niemand mehr in Ihr Konto; deshalb bleibt es.
failure_last_way_in_next = Fügen Sie erst einen Passkey hinzu oder legen Sie ein Passwort fest.
failure_meanwhile = Das hat sich inzwischen geändert
failure_meanwhile_happened = Es wurde geändert oder entfernt, vielleicht in einem anderen Tab, oder die Seite war zu lange offen.
failure_meanwhile_next = Gehen Sie zurück zu Ihrem Konto und sehen Sie noch einmal nach.
