### What every page has around its content, and the words that sentences are made of.

error_title = خطأ: { $title }
demo_banner = نسخة تجريبية.
demo_banner_text = لا توجد هنا حسابات حقيقية.
help_link = طلب المساعدة
help_ask = هل تحتاج إلى مساعدة؟ اسأل القائمين على هذه الخدمة.
support_id = رقم الدعم:
you_are_at = أنت الآن على { $host }
what_you_can_do = ما الذي يمكنك فعله
go_back_to = العودة إلى { $client }

## Methods, as in "You signed in with a password".
used_password = كلمة مرور
used_totp = رمز من تطبيق المصادقة
used_passkey = مفتاح مرور
used_security_key = مفتاح أمان
used_recovery_code = رمز استرداد
used_upstream = تسجيل دخول لدى { $provider }

## Methods, as in "this needs a passkey".
needed_password = كلمة مرور
needed_totp = رمز من تطبيق المصادقة
needed_passkey = مفتاح مرور
needed_security_key = مفتاح أمان
needed_recovery_code = رمز استرداد
needed_upstream = تسجيل دخول لدى { $provider }

## Methods, as the names in a list.
method_password = كلمة المرور
method_totp = رمز من تطبيق المصادقة
method_passkey = مفتاح المرور
method_security_key = مفتاح الأمان
method_recovery_code = رمز الاسترداد
method_upstream = تسجيل الدخول لدى { $provider }

## Lists: "a, b or c".
list_and = { $first } و{ $last }
list_or = { $first } أو { $last }
list_more = { $first }، { $next }

## Lengths of time, in the genitive.
seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
}
minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
minutes_and_seconds = { $minutes } و{ $seconds }
