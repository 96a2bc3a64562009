### What the scripts say. Those that tell of something wrong have a next step in a message that ends in `_next`.

script_asking = Tu navegador te pide ahora tu llave de acceso.
script_waiting = Seguimos esperando. ¿Está conectada tu llave?
script_checking = Gracias. Comprobando …
script_retry = Intentarlo de nuevo
script_left = Quedan { $time }
script_unlocked = Ya puedes volver a intentarlo.

script_nothing = No se confirmó nada. Puede que hayas cerrado la ventana o que aquí no haya ninguna llave de acceso.
script_nothing_next = Puedes intentarlo de nuevo o volver atrás.
script_gave_up = Dejamos de esperar después de 5 minutos. No se confirmó nada.
script_gave_up_next = Inténtalo de nuevo cuando quieras.
script_registered = Este dispositivo ya tiene una llave de acceso para esta cuenta.
script_registered_next = Úsala, o añade una en otro dispositivo.
script_offline = El servidor no respondió.
script_offline_next = Revisa tu conexión e inténtalo de nuevo.
script_too_old = Esta página es demasiado antigua.
script_too_old_next = Vuelve a tu aplicación y empieza de nuevo.
script_unsupported = Este navegador no puede usar llaves de acceso aquí.
script_unsupported_next = Prueba con otro navegador u otro dispositivo.
script_wrong_name = Las llaves de acceso de este servicio no funcionan en { $here }.
script_wrong_name_next = Abre la página con su propio nombre.
script_wrong_host = Abriste esta página como { $here }, pero las llaves de acceso funcionan en { $there }.
script_wrong_host_next = Abrirla en { $there }
