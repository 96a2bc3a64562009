### Signing out, and the front page.

sign_out_heading = Abmelden?
you_are_signed_in_as = Sie sind angemeldet als { $account }.
sign_out_asked_by = { $client } möchte Sie abmelden.
sign_out_meaning = Apps, die diese Anmeldung nutzen, fragen Sie dann vielleicht neu.
sign_out_button = Abmelden
sign_out_stay = Angemeldet bleiben
signed_out_heading = Sie sind abgemeldet
signed_out_text = Dieser Browser ist hier nicht mehr angemeldet. Sie können diese Seite schließen.

home_title = Anmeldedienst
home_heading = Dieser Anmeldedienst läuft
home_nobody = Niemand ist angemeldet. Sie melden sich aus einer App an, und die bringt Sie hierher.
home_links = Wohin jetzt?
home_demo = Zur Demo
home_developers = Für die Entwicklung:
home_discovery = Discovery-Dokument
open_demo_bank = Die Demobank öffnen
