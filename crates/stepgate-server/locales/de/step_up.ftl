### The step-up page, and the page that says why there can be none.

confirm_title = Bestätigen Sie für { $client }, dass Sie es sind
confirm_heading = Bestätigen Sie, dass Sie es sind
your_account = Ihr Konto
asks = { $client } möchte sicher sein, dass Sie es sind.
asks_before = { $client } möchte sicher sein, dass Sie es sind. Es geht um: { $action }.
signed_in_as = Angemeldet als { $account }
not_you = Nicht Sie?

why_first = Hier ist { $wanted } nötig.
why_level = Sie haben sich mit { $have } angemeldet; hier ist { $wanted } nötig.
why_too_old = Ihre letzte Bestätigung ist { $age } her; hier darf sie höchstens { $limit } alt sein.
why_each_time = Hier bestätigen Sie jedes Mal neu.
why_not_shared = Sie haben das eben für eine andere App bestätigt; { $client } braucht eine eigene Bestätigung.

what_is_this = Was ist das?
rule_explained = Die Leute, die { $client } betreiben, schützen manches mit einer Regel: Sie bestätigen, dass wirklich Sie es sind, auch wenn Sie schon angemeldet sind.
rule_lasts = Danach fragen wir { $time } lang nicht noch einmal.
rule_once = Ihre Bestätigung gilt nur für dieses eine Mal.
rule_level = Die Regel verlangt die Stufe { $level }.
rule_level_as = Die Regel verlangt die Stufe { $level } ({ $acr }).
transaction_signed = Was Sie sehen, wird unterschrieben.
transaction_digest = Prüfsumme:

confirm_passkey = Mit Ihrem Passkey bestätigen
confirm_security_key = Mit Ihrem Sicherheitsschlüssel bestätigen
confirm_password = Mit Ihrem Passwort bestätigen
code_label = Code aus Ihrer Authenticator-App
code_hint = 6 Ziffern. Leerzeichen stören nicht.
confirm_code = Mit diesem Code bestätigen
recovery_code_label = Wiederherstellungscode
recovery_code_hint = Einer der Codes, die Sie aufgeschrieben oder ausgedruckt haben. Jeder gilt einmal.
confirm_recovery_code = Mit diesem Wiederherstellungscode bestätigen
account_label = Konto
other_ways = Anders bestätigen
no_other_way = Kein anderer Weg ist stark genug oder für Sie eingerichtet.
not_strong_enough = hierfür nicht stark genug
not_set_up = für Ihr Konto nicht eingerichtet
locked_for_now = nach zu vielen Versuchen eine Weile gesperrt

demo_only = NUR IN DER DEMO.
demo_no_passkey = Kein Passkey auf diesem Gerät?
demo_use_passkey = Den Demo-Passkey verwenden
demo_passkey_note = Sein geheimer Schlüssel steht in dieser Seite und beweist deshalb nichts. Auf einem echten Server gibt es diesen Knopf nicht.

unreachable_title = Das können Sie für { $client } noch nicht bestätigen
unreachable_heading = Das können Sie noch nicht bestätigen
unreachable_why = Hier ist { $wanted } nötig, und das hat Ihr Konto noch nicht. Sie bleiben angemeldet, und es wurde nichts geändert.
unreachable_held_back = Hier ist { $wanted } nötig. Was Sie dafür hinzugefügt haben, zählt noch { $time } lang nicht voll. Sie bleiben angemeldet, und es wurde nichts geändert.
unreachable_ask = Bitten Sie Ihre Administration um einen Link, mit dem Sie { $account } einen Passkey hinzufügen können.
unreachable_open = Öffnen Sie den Link auf dem Gerät, das Sie verwenden möchten, und fügen Sie einen Passkey hinzu.
unreachable_again = Gehen Sie zurück zu { $client } und versuchen Sie es noch einmal.
unreachable_demo_ask = Schauen Sie in das Terminal, in dem die Demo läuft. Dort steht ein Link, mit dem Sie { $account } einen Passkey hinzufügen können.
unreachable_demo_open = Öffnen Sie diesen Link in diesem Browser und fügen Sie einen Passkey hinzu. Der Link gilt einmal.

## "I did not start this".
not_me = Das habe ich nicht ausgelöst
not_me_heading = Danke, dass Sie es uns sagen
not_me_done = Wir haben die Anfrage von { $client } beendet. Es wurde nichts bestätigt und nichts geändert.
not_me_told = Die Leute, die diesen Dienst betreiben, können sehen, dass Sie das nicht ausgelöst haben.
not_me_mistake = Waren Sie es doch selbst, dann gehen Sie zurück zur App und beginnen Sie von vorn.
not_me_password = Waren Sie es nicht, dann kennt vielleicht jemand Ihr Passwort: Melden Sie sich ab und ändern Sie es.
not_me_sign_out = Abmelden
not_me_close = Sonst können Sie diese Seite schließen.
