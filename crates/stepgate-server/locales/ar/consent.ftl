### What an application may do.

consent_title = هل تسمح لـ { $client }؟
consent_can = إذا سمحت، فسيتمكن { $client } من:
consent_never = لن يرى كلمة مرورك ولا مفاتيح مرورك.
consent_allow = السماح
consent_deny = عدم السماح

scope_openid = معرفة أنك أنت: معرّف حسابك
scope_profile = رؤية اسمك وملفك الشخصي
scope_email = رؤية بريدك الإلكتروني
scope_address = رؤية عنوانك البريدي
scope_phone = رؤية رقم هاتفك
scope_offline_access = البقاء متصلًا حين لا تستخدمه
scope_other = استخدام «{ $name }»
