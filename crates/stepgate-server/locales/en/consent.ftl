### What an application may do.

consent_title = Allow { $client }?
consent_can = If you allow it, { $client } can:
consent_never = It will not see your password or your passkeys.
consent_allow = Allow
consent_deny = Do not allow

scope_openid = Know that it is you: the identifier of your account
scope_profile = See your name and profile
scope_email = See your e-mail address
scope_address = See your postal address
scope_phone = See your phone number
scope_offline_access = Stay connected while you are not using it
scope_other = Use “{ $name }”
