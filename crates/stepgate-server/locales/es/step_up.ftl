### The step-up page, and the page that says why there can be none.

confirm_title = Confirma que eres tú para { $client }
confirm_heading = Confirma que eres tú
your_account = Su cuenta
asks = { $client } necesita confirmar que eres tú.
asks_before = { $client } necesita confirmar que eres tú antes de continuar: { $action }.
signed_in_as = Sesión iniciada como { $account }
not_you = ¿No eres tú?

why_first = Esto requiere { $wanted }.
why_level = Iniciaste sesión con { $have }; esto requiere { $wanted }.
why_too_old = Tu última confirmación fue hace { $age }; aquí debe tener menos de { $limit }.
why_each_time = Aquí se pide confirmar cada vez.
why_not_shared = Acaba de confirmarlo para otra aplicación; { $client } necesita su propia confirmación.

what_is_this = ¿Qué es esto?
rule_explained = Quienes se encargan de { $client } protegen algunas acciones con una regla: confirmas que de verdad eres tú, aunque ya hayas iniciado sesión.
rule_lasts = Después no te lo volveremos a pedir durante { $time }.
rule_once = Tu confirmación vale solo para esta acción.
rule_level = La regla pide el nivel { $level }.
rule_level_as = La regla pide el nivel { $level } ({ $acr }).
transaction_signed = Lo que ves es lo que se firma.
transaction_digest = Resumen:

confirm_passkey = Confirmar con tu llave de acceso
confirm_security_key = Confirmar con tu llave de seguridad
confirm_password = Confirmar con tu contraseña
code_label = Código de tu aplicación de autenticación
code_hint = 6 cifras. Los espacios no importan.
confirm_code = Confirmar con este código
recovery_code_label = Código de recuperación
recovery_code_hint = Uno de los códigos que anotaste o imprimiste. Cada uno sirve una vez.
confirm_recovery_code = Confirmar con este código de recuperación
account_label = Cuenta
other_ways = Probar de otra forma
no_other_way = Ninguna otra forma es lo bastante segura para esto o está configurada para ti.
not_strong_enough = no es lo bastante segura para esto
not_set_up = no está configurada en tu cuenta
locked_for_now = bloqueada un rato por demasiados intentos

demo_only = SOLO EN LA DEMOSTRACIÓN.
demo_no_passkey = ¿No hay llave de acceso en este equipo?
demo_use_passkey = Usar la llave de acceso de demostración
demo_passkey_note = Su clave privada está en esta página, así que no demuestra nada. Un servidor real no tiene este botón.

unreachable_title = Todavía no puedes confirmar esto para { $client }
unreachable_heading = Todavía no puedes confirmar esto
unreachable_why = Esto requiere { $wanted }, y tu cuenta no tiene ninguna de esas formas. Tu sesión sigue abierta y no ha cambiado nada.
unreachable_held_back = Esto requiere { $wanted }. Lo que añadiste para ello contará del todo dentro de { $time }. Tu sesión sigue abierta y no ha cambiado nada.
unreachable_ask = Pide a tu equipo de administración un enlace para añadir una llave de acceso a { $account }.
unreachable_open = Abre el enlace en el dispositivo que quieras usar y añade una llave de acceso.
unreachable_again = Vuelve a { $client } e inténtalo de nuevo.
unreachable_demo_ask = Mira el terminal donde corre la demostración. Allí hay un enlace para añadir una llave de acceso a { $account }.
unreachable_demo_open = Abre ese enlace en este navegador y añade una llave de acceso. El enlace sirve una sola vez.

## "I did not start this".
not_me = Yo no he empezado esto
not_me_heading = Gracias por avisarnos
not_me_done = Hemos terminado lo que pedía { $client }. No se confirmó nada y no ha cambiado nada.
not_me_told = Quienes se encargan de este servicio pueden ver que no fue cosa tuya.
not_me_mistake = Si al final fuiste tú, vuelve a la aplicación y empieza de nuevo.
not_me_password = Si no, puede que alguien sepa tu contraseña: cierra sesión y después cámbiala.
not_me_sign_out = Cerrar sesión
not_me_close = Si no hace falta, puedes cerrar esta página.
