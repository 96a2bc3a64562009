### Adding a passkey with a one-time link.

enrol_heading = Añadir una llave de acceso
enrol_for = para { $account }
enrol_explained = Con una llave de acceso confirmas que eres tú con tu huella, tu cara, el bloqueo de pantalla o una llave de seguridad. No hay nada que recordar, y solo funciona en este sitio.
enrol_kind = ¿Qué quieres añadir?
enrol_kind_hint = Una llave de seguridad es un dispositivo aparte que conectas, y cuenta más.
enrol_name = Nombre para esta llave de acceso
enrol_name_default = Mi llave de acceso
enrol_name_hint = Para reconocerla más adelante, por ejemplo «Portátil del trabajo».
enrol_button = Añadir una llave de acceso
enrol_once = Este enlace sirve una sola vez.

enrol_done = Llave de acceso añadida
enrol_done_next = Vuelve a tu aplicación e inténtalo de nuevo.
enrol_used = Este enlace ya se usó
enrol_used_happened = Un enlace así añade una llave de acceso, y este ya lo ha hecho.
enrol_used_next = Si fuiste tú, vuelve a tu aplicación e inténtalo de nuevo. Si no, avisa ahora a tu equipo de administración: puede quitar esa llave de acceso y darte un enlace nuevo.
enrol_expired = Este enlace ya no funciona
enrol_expired_happened = Puede que sea demasiado antiguo o que le falte una parte.
enrol_expired_next = Comprueba que abriste el enlace completo. Si sigue sin funcionar, pide uno nuevo a tu equipo de administración.
