### What an application may do.

consent_title = ¿Dar permiso a { $client }?
consent_can = Si le das permiso, { $client } podrá:
consent_never = No verá tu contraseña ni tus llaves de acceso.
consent_allow = Dar permiso
consent_deny = No dar permiso

scope_openid = Saber que eres tú: el identificador de tu cuenta
scope_profile = Ver tu nombre y tu perfil
scope_email = Ver tu correo electrónico
scope_address = Ver tu dirección postal
scope_phone = Ver tu número de teléfono
scope_offline_access = Seguir conectada cuando no la estés usando
scope_other = Usar «{ $name }»
