### Signing out, and the front page.

sign_out_heading = هل تريد تسجيل الخروج؟
you_are_signed_in_as = أنت مسجّل الدخول باسم { $account }.
sign_out_asked_by = يطلب { $client } تسجيل خروجك.
sign_out_meaning = قد تطلب منك التطبيقات التي تستخدم هذا الدخول أن تسجّل الدخول مرة أخرى.
sign_out_button = تسجيل الخروج
sign_out_stay = البقاء مسجّل الدخول
signed_out_heading = سجّلت الخروج
signed_out_text = لم يعد هذا المتصفح مسجّل الدخول هنا. يمكنك إغلاق هذه الصفحة.

home_title = خدمة تسجيل الدخول
home_heading = خدمة تسجيل الدخول هذه تعمل
home_nobody = لا أحد مسجّل الدخول. تسجّل الدخول من تطبيق، وهو يأتي بك إلى هنا.
home_links = إلى أين تذهب
home_demo = شاهد النسخة التجريبية
home_developers = للمطوّرين:
home_discovery = مستند الاستكشاف
open_demo_bank = افتح البنك التجريبي
