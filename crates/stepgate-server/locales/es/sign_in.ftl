### The sign-in page, and what it shares with the step-up page.

sign_in_title = Iniciar sesión para { $client }
sign_in_heading = Iniciar sesión
sign_in_for = para continuar en { $client }
sign_in_passkey = Iniciar sesión con una llave de acceso
sign_in_security_key = Iniciar sesión con una llave de seguridad
sign_in_or_password = O con tu contraseña
login_label = Nombre o correo electrónico
password_label = Contraseña
sign_in_button = Iniciar sesión
passkey_hint = Tu huella, tu cara, el bloqueo de pantalla o una llave de seguridad.
passkeys_need_script = Las llaves de acceso necesitan JavaScript, que está desactivado en este navegador.
security_key_hint = Conecta tu llave de seguridad y tócala cuando parpadee.

cancel_to = Cancelar y volver a { $client }
valid_for = Esta página es válida durante { $time }.
valid_until = Esta página es válida durante { $time }, hasta las { $clock }.
page_over = Esta página ya no es válida. Vuelve a { $client } y empieza de nuevo.

demo_accounts = Cuentas de demostración y sus contraseñas
demo_fill = Rellenar con { $login }

form_post_heading = Volviendo a { $client }
form_post_text = Esta página debería seguir sola. Si no, pulsa el botón.
form_post_button = Continuar
