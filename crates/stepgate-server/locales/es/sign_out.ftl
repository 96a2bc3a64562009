### Signing out, and the front page.

sign_out_heading = ¿Cerrar sesión?
you_are_signed_in_as = Has iniciado sesión como { $account }.
sign_out_asked_by = { $client } pide cerrar tu sesión.
sign_out_meaning = Puede que las aplicaciones que usan esta sesión te pidan iniciarla otra vez.
sign_out_button = Cerrar sesión
sign_out_stay = Seguir con la sesión
signed_out_heading = Has cerrado sesión
signed_out_text = Este navegador ya no tiene una sesión aquí. Puedes cerrar esta página.

home_title = Servicio de inicio de sesión
home_heading = Este servicio de inicio de sesión está en marcha
home_nobody = Nadie ha iniciado sesión. Se empieza desde una aplicación, que te trae aquí.
home_links = Adónde ir
home_demo = Ver la demostración
home_developers = Para desarrolladores:
home_discovery = documento de descubrimiento
open_demo_bank = Abrir el banco de demostración
