### The account page and what it leads to.

account_title = Tu cuenta
account_back = Volver a tu cuenta
account_ago = hace { $time }

## What was just done.
account_done_added = Añadido.
account_done_renamed = El nombre está guardado.
account_done_removed = Quitado. Puedes deshacerlo durante 24 horas.
account_done_announced = Se quitará, a menos que lo detengas.
account_done_restored = Vuelve a funcionar.
account_done_confirmed = Ahora cuenta del todo.
account_done_password = Tu contraseña está guardada y se ha cerrado tu sesión en los demás sitios.
account_done_signed_out = Se ha cerrado esa sesión.
account_done_signed_out_elsewhere = Se ha cerrado tu sesión en los demás sitios.

## Methods.
account_keys = Llaves de acceso y llaves de seguridad
account_keys_none = Todavía no tienes ninguna llave de acceso.
account_keys_why = Con una llave de acceso confirmas con tu huella, tu cara o el bloqueo de pantalla. Es más rápido que una contraseña y nadie te la puede sonsacar.
account_add_passkey = Añadir una llave de acceso
account_add_security_key = Añadir una llave de seguridad
account_apps = Aplicaciones de autenticación
account_apps_why = Una aplicación de autenticación muestra códigos que escribes después de tu contraseña.
account_add_app = Añadir una aplicación de autenticación
account_kind_synced = Llave de acceso que se sincroniza entre dispositivos
account_kind_device_bound = Llave de acceso en un solo dispositivo, sin prueba de su modelo
account_kind_security_key = Llave de seguridad, que no se puede copiar
account_kind_demo = Llave de acceso de demostración, que no prueba nada
account_kind_app = Aplicación que muestra códigos
account_added = Se añadió { $when }
account_used = Último uso { $when }
account_never_used = Sin usar todavía
account_limited = Solo cuenta como { $level }, durante { $time } más.
account_change = Cambiar o quitar { $name }
account_leaving = { $name } se quitará dentro de { $time }.
account_leaving_next = Alguien lo pidió con un código de recuperación. Si no fuiste tú, deténlo ahora.
account_leaving_stop = Ver { $name }
account_removed = Quitados
account_removed_when = Se quitó { $when }
account_restore_named = Recuperar { $name }

## Recovery codes.
account_codes = Códigos de recuperación
account_codes_left = { $n ->
    [one] Te queda { $n } código.
   *[other] Te quedan { $n } códigos.
}
account_codes_why = Un código de recuperación ayuda cuando has perdido todo lo demás. Cada uno sirve una vez.
account_codes_make = Crear nuevos códigos de recuperación
account_codes_replaces = Los códigos que tienes ahora dejarán de funcionar.
account_codes_new = Tus nuevos códigos de recuperación
account_codes_keep = Guárdalos donde nadie más los encuentre. No volveremos a mostrarlos.
account_codes_for = Códigos de recuperación de { $account }
account_codes_copy = Copiar
account_codes_copied = Copiado
account_codes_print = Imprimir
account_codes_download = Descargar

## Password.
account_password = Contraseña
account_password_absent = No tienes contraseña.
account_password_set = Tienes una contraseña.
account_password_changed = Se cambió { $when }
account_password_choose = Elegir una contraseña
account_password_change = Cambiar tu contraseña
account_password_rules = { $n ->
    [one] Al menos { $n } carácter.
   *[other] Al menos { $n } caracteres. Varias palabras seguidas van bien, y los espacios cuentan.
}
account_password_new = Contraseña nueva
account_password_again = Contraseña nueva, otra vez
account_password_show = Mostrar las contraseñas
account_password_hide = Ocultar las contraseñas
account_password_others = Al guardarla se cerrará tu sesión en los demás sitios.
account_password_save = Guardar la contraseña

## Sessions.
account_sessions = Dónde has iniciado sesión
account_session_here = Este navegador
account_session_unknown = Dispositivo desconocido
account_session_began = Sesión iniciada { $when }
account_session_seen = Última actividad { $when }
account_session_level = Nivel { $level }, mientras siga abierta la sesión
account_session_level_until = Nivel { $level }, caduca dentro de { $time }
account_session_empty = Ahí ya no hay nada confirmado.
account_session_end = Cerrar esa sesión
account_session_end_others = Cerrar sesión en los demás sitios

## Activity.
account_activity = Actividad reciente
account_activity_here = en este navegador
account_activity_you = ¿Fuiste tú?
account_activity_not_me = No fui yo
account_what_sign_in = Inicio de sesión
account_what_step_up = Confirmaste que eras tú
account_what_app_opened = Paso a una aplicación
account_what_signed_out = Cierre de sesión
account_what_session_ended = Cierre de sesión en un sitio
account_what_others_ended = Cierre de sesión en los demás sitios
account_what_passkey_added = Llave de acceso añadida
account_what_security_key_added = Llave de seguridad añadida
account_what_app_added = Aplicación de autenticación añadida
account_what_method_renamed = Método renombrado
account_what_method_removed = Método quitado
account_what_removal_announced = Se pidió quitar un método con un código de recuperación
account_what_removal_undone = Se deshizo la retirada de un método
account_what_method_confirmed = El método cuenta del todo
account_what_password_changed = Contraseña cambiada
account_what_recovery_codes_made = Códigos de recuperación creados
account_what_recovery_code_used = Código de recuperación usado
account_what_password_wrong = Contraseña incorrecta
account_what_code_wrong = Código incorrecto
account_what_passkey_copied = Puede que alguien haya copiado una llave de acceso
account_what_other_account = Intento con otra cuenta
account_what_consent_given = Aplicación autorizada
account_what_not_recognised = Dijiste: no fui yo
account_what_disowned = Dijiste: yo no he empezado esto

## Language, appearance, data.
account_settings = Idioma y apariencia
account_language = Idioma
account_theme = Apariencia
account_theme_system = Como en este dispositivo
account_theme_light = Clara
account_theme_dark = Oscura
account_save = Guardar
account_data = Tus datos
account_data_why = Todo lo que se guarda sobre ti, en un archivo, sin secretos.
account_data_download = Descargar mis datos
account_sign_out = Cerrar sesión

## One method.
account_name = Nombre
account_rename = Guardar el nombre
account_full = Hacer que cuente del todo
account_full_why = Acabas de confirmar con algo más fuerte, así que puedes responder por este método.
account_remove = Quitar
account_remove_follows = Deja de funcionar enseguida, y lo que se confirmó con este método termina en todas partes. Puedes deshacerlo durante 24 horas.
account_remove_late = Has venido con un código de recuperación, así que tendrá efecto dentro de { $time }. Hasta entonces sigue funcionando, y quien lo tenga puede detenerte.
account_remove_last = No tienes nada más que sea tan fuerte. Quitar de todos modos.
account_remove_button = Quitar ahora
account_keep = Conservar
account_keep_owner = Un código de recuperación no puede detener esto. Para hacerlo, inicia sesión con tu método más fuerte.
account_restore = Recuperar

## Adding.
account_security_key_why = Una llave de seguridad es un pequeño dispositivo que conectas o acercas a tu teléfono. Su fabricante responde de que la clave que contiene no se puede copiar.
account_security_key_demo = En esta demo se acepta cualquier llave que diga estar ligada a su dispositivo. Un servidor real pregunta al fabricante de la llave.
account_security_key_default = Mi llave de seguridad
account_will_count = Durante { $time } solo contará como { $level }, porque es con lo que has confirmado.
account_totp_scan = Escanea esto con tu aplicación de autenticación.
account_totp_qr = Código QR con la clave de abajo
account_totp_key = O escribe en ella esta clave:
account_totp_open = Abrir una aplicación en este dispositivo
account_totp_once = Solo mostramos esta clave aquí. No se la enseñes a nadie.
account_totp_name = Nombre para esta aplicación
account_totp_name_default = Mi aplicación de autenticación
account_totp_code = Código que la aplicación muestra ahora

## What somebody is told who did not do it.
account_not_me = Se ha cerrado tu sesión en todos los demás sitios
account_not_me_happened = Hemos anotado que no fuiste tú.
account_not_me_password = Cambia tu contraseña.
account_not_me_methods = Quita cada llave de acceso y cada aplicación que no conozcas.
account_not_me_tell = Avisa a quienes gestionan este servicio y diles el número de asistencia de abajo.

## What went wrong, with a next step each.
problem_unticked = No se ha quitado nada.
problem_unticked_next = Marca la casilla si es lo que quieres.
problem_last_way_in = Es lo último con lo que puedes iniciar sesión, así que se queda.
problem_last_way_in_next = Añade antes una llave de acceso o elige una contraseña.
problem_password_short = Esa contraseña es demasiado corta.
problem_password_short_next = { $n ->
    [one] Usa al menos { $n } carácter.
   *[other] Usa al menos { $n } caracteres.
}
problem_password_long = Esa contraseña es demasiado larga.
problem_password_long_next = Usa como mucho 128 caracteres.
problem_password_common = Esa contraseña es de las que se prueban primero.
problem_password_common_next = Elige otra, por ejemplo cuatro palabras que no tengan nada que ver entre sí.
problem_password_named = Esa contraseña es tu nombre o el nuestro.
problem_password_named_next = Elige otra que nadie adivine por tu nombre.
problem_password_differs = Las dos contraseñas no son iguales.
problem_password_differs_next = Escribe la contraseña nueva dos veces, o pégala.
problem_totp_code = Eso no es lo que esta clave muestra ahora.
problem_totp_code_next = { $n ->
    [one] Comprueba el reloj de tu dispositivo y escribe el código más reciente. Queda { $n } intento.
   *[other] Comprueba el reloj de tu dispositivo y escribe el código más reciente. Quedan { $n } intentos.
}
failure_recovery_code_only = Un código de recuperación no basta para esto
failure_recovery_code_only_happened = Con un código de recuperación puedes añadir y quitar aquello con lo que inicias sesión, y nada más. No se ha cambiado nada.
failure_recovery_code_only_next = Añade una llave de acceso o una aplicación. Después de tres días cuenta del todo.
failure_last_way_in = Es lo último con lo que puedes iniciar sesión
failure_last_way_in_happened = Sin ello nadie podría entrar ya en tu cuenta, así que se queda.
failure_last_way_in_next = Añade antes una llave de acceso o elige una contraseña.
failure_meanwhile = Esto ha cambiado mientras tanto
failure_meanwhile_happened = Se cambió o se quitó, quizá en otra pestaña, o la página estuvo abierta demasiado tiempo.
failure_meanwhile_next = Vuelve a tu cuenta y mira otra vez.
