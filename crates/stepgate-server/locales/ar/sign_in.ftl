### The sign-in page, and what it shares with the step-up page.

sign_in_title = تسجيل الدخول من أجل { $client }
sign_in_heading = تسجيل الدخول
sign_in_for = للمتابعة إلى { $client }
sign_in_passkey = تسجيل الدخول بمفتاح مرور
sign_in_security_key = تسجيل الدخول بمفتاح أمان
sign_in_or_password = أو بكلمة المرور
login_label = الاسم أو البريد الإلكتروني
password_label = كلمة المرور
sign_in_button = تسجيل الدخول
passkey_hint = بصمة إصبعك أو وجهك أو قفل الشاشة أو مفتاح أمان.
passkeys_need_script = تحتاج مفاتيح المرور إلى JavaScript، وهو معطّل في هذا المتصفح.
security_key_hint = صِل مفتاح الأمان، ثم المسه عندما يومض.

cancel_to = إلغاء والعودة إلى { $client }
valid_for = هذه الصفحة صالحة لمدة { $time }.
valid_until = هذه الصفحة صالحة لمدة { $time }، حتى الساعة { $clock }.
page_over = لم تعد هذه الصفحة صالحة. عد إلى { $client } وابدأ من جديد.

demo_accounts = حسابات تجريبية وكلمات مرورها
demo_fill = املأ بيانات { $login }

form_post_heading = العودة إلى { $client }
form_post_text = من المفترض أن تتابع هذه الصفحة وحدها. وإن لم تفعل فاضغط الزر.
form_post_button = متابعة
