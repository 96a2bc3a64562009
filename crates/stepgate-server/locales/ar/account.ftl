### The account page and what it leads to.

account_title = حسابك
account_back = العودة إلى حسابك
account_ago = قبل { $time }

## What was just done.
account_done_added = تمت الإضافة.
account_done_renamed = حُفظ الاسم.
account_done_removed = تمت الإزالة. يمكنك التراجع عنها خلال 24 ساعة.
account_done_announced = ستتم الإزالة ما لم توقفها.
account_done_restored = عاد إلى العمل.
account_done_confirmed = صار يُحتسب بكامل قوته.
account_done_password = حُفظت كلمة مرورك، وسُجّل خروجك من كل مكان آخر.
account_done_signed_out = سُجّل خروجك من هناك.
account_done_signed_out_elsewhere = سُجّل خروجك من كل مكان آخر.

## Methods.
account_keys = مفاتيح المرور ومفاتيح الأمان
account_keys_none = ليس لديك مفتاح مرور بعد.
account_keys_why = بمفتاح المرور تؤكّد هويتك ببصمتك أو وجهك أو قفل الشاشة. هو أسرع من كلمة المرور، ولا يستطيع أحد أن يخدعك ليأخذه.
account_add_passkey = أضف مفتاح مرور
account_add_security_key = أضف مفتاح أمان
account_apps = تطبيقات المصادقة
account_apps_why = يعرض تطبيق المصادقة رموزًا تكتبها بعد كلمة مرورك.
account_add_app = أضف تطبيق مصادقة
account_kind_synced = مفتاح مرور تجري مزامنته بين الأجهزة
account_kind_device_bound = مفتاح مرور على جهاز واحد، بلا إثبات لطرازه
account_kind_security_key = مفتاح أمان لا يمكن نسخه
account_kind_demo = مفتاح مرور تجريبي لا يثبت شيئًا
account_kind_app = تطبيق يعرض الرموز
account_added = أُضيف { $when }
account_used = آخر استخدام { $when }
account_never_used = لم يُستخدم بعد
account_limited = لا يُحتسب إلا بمستوى { $level }، لمدة { $time } أخرى.
account_change = تغيير { $name } أو إزالته
account_leaving = ستتم إزالة { $name } بعد { $time }.
account_leaving_next = طلب ذلك شخص لديه رمز استرداد. إن لم تكن أنت، فأوقفه الآن.
account_leaving_stop = عرض { $name }
account_removed = ما أُزيل
account_removed_when = أُزيل { $when }
account_restore_named = استعادة { $name }

## Recovery codes.
account_codes = رموز الاسترداد
account_codes_left = { $n ->
    [zero] لم يبقَ لديك أي رمز ({ $n }).
    [one] بقي لديك رمز واحد.
    [two] بقي لديك رمزان.
    [few] بقيت لديك { $n } رموز.
    [many] بقي لديك { $n } رمزًا.
   *[other] بقي لديك { $n } رمز.
}
account_codes_why = يفيدك رمز الاسترداد إن فقدت كل ما سواه. ويعمل كل رمز مرة واحدة.
account_codes_make = إنشاء رموز استرداد جديدة
account_codes_replaces = ستتوقف الرموز التي لديك الآن عن العمل.
account_codes_new = رموز الاسترداد الجديدة
account_codes_keep = احفظها حيث لا يجدها أحد غيرك. لن نعرضها مرة أخرى.
account_codes_for = رموز الاسترداد لحساب { $account }
account_codes_copy = نسخ
account_codes_copied = تم النسخ
account_codes_print = طباعة
account_codes_download = تنزيل

## Password.
account_password = كلمة المرور
account_password_absent = ليس لديك كلمة مرور.
account_password_set = لديك كلمة مرور.
account_password_changed = تغيّرت { $when }
account_password_choose = تعيين كلمة مرور
account_password_change = تغيير كلمة المرور
account_password_rules = { $n ->
    [zero] لا حدّ أدنى ({ $n }).
    [one] محرف واحد على الأقل.
    [two] محرفان على الأقل.
    [few] { $n } محارف على الأقل. بضع كلمات متتالية خيار جيد، والمسافات تُحتسب.
    [many] { $n } محرفًا على الأقل. بضع كلمات متتالية خيار جيد، والمسافات تُحتسب.
   *[other] { $n } محرف على الأقل. بضع كلمات متتالية خيار جيد، والمسافات تُحتسب.
}
account_password_new = كلمة المرور الجديدة
account_password_again = كلمة المرور الجديدة مرة أخرى
account_password_show = إظهار كلمات المرور
account_password_hide = إخفاء كلمات المرور
account_password_others = عند حفظها سيُسجّل خروجك من كل مكان آخر.
account_password_save = حفظ كلمة المرور

## Sessions.
account_sessions = أين سجّلت الدخول
account_session_here = هذا المتصفح
account_session_unknown = جهاز غير معروف
account_session_began = تسجيل الدخول { $when }
account_session_seen = آخر ظهور { $when }
account_session_level = المستوى { $level }، ما دمت مسجّل الدخول
account_session_level_until = المستوى { $level }، ينتهي بعد { $time }
account_session_empty = لم يعد هناك شيء مؤكّد.
account_session_end = تسجيل الخروج من هناك
account_session_end_others = تسجيل الخروج من كل مكان آخر

## Activity.
account_activity = النشاط الأخير
account_activity_here = في هذا المتصفح
account_activity_you = هل كنت أنت؟
account_activity_not_me = لم أكن أنا
account_what_sign_in = تسجيل دخول
account_what_step_up = تأكيد الهوية
account_what_app_opened = انتقال إلى تطبيق
account_what_signed_out = تسجيل خروج
account_what_session_ended = تسجيل خروج من مكان واحد
account_what_others_ended = تسجيل خروج من كل مكان آخر
account_what_passkey_added = أُضيف مفتاح مرور
account_what_security_key_added = أُضيف مفتاح أمان
account_what_app_added = أُضيف تطبيق مصادقة
account_what_method_renamed = تغيّر اسم وسيلة
account_what_method_removed = أُزيلت وسيلة
account_what_removal_announced = طُلبت إزالة برمز استرداد
account_what_removal_undone = جرى التراجع عن إزالة
account_what_method_confirmed = صارت وسيلة تُحتسب بكامل قوتها
account_what_password_changed = تغيّرت كلمة المرور
account_what_recovery_codes_made = أُنشئت رموز استرداد
account_what_recovery_code_used = استُخدم رمز استرداد
account_what_password_wrong = كُتبت كلمة مرور خاطئة
account_what_code_wrong = كُتب رمز خاطئ
account_what_passkey_copied = ربما نُسخ أحد مفاتيح المرور
account_what_other_account = محاولة بحساب آخر
account_what_consent_given = سُمح لتطبيق
account_what_not_recognised = قلت: لم أكن أنا
account_what_disowned = قلت: لم أبدأ هذا

## Language, appearance, data.
account_settings = اللغة والمظهر
account_language = اللغة
account_theme = المظهر
account_theme_system = كما في هذا الجهاز
account_theme_light = فاتح
account_theme_dark = داكن
account_save = حفظ
account_data = بياناتك
account_data_why = كل ما نحفظه عنك في ملف واحد، بلا أسرار.
account_data_download = تنزيل بياناتي
account_sign_out = تسجيل الخروج

## One method.
account_name = الاسم
account_rename = حفظ الاسم
account_full = احتسابه بكامل قوته
account_full_why = لقد أكّدت هويتك الآن بما هو أقوى، فيمكنك أن تضمن هذه الوسيلة.
account_remove = إزالة
account_remove_follows = تتوقف عن العمل فورًا، وينتهي في كل مكان ما أُكّد بها. يمكنك التراجع خلال 24 ساعة.
account_remove_late = لقد أتيت برمز استرداد، ولذلك لا يسري هذا إلا بعد { $time }. وحتى ذلك الحين تبقى الوسيلة عاملة، ويستطيع صاحبها إيقافك.
account_remove_last = ليس لديك شيء آخر بهذه القوة. أزلها رغم ذلك.
account_remove_button = إزالة الآن
account_keep = إبقاء
account_keep_owner = لا يستطيع رمز الاسترداد إيقاف هذا. سجّل الدخول بأقوى وسيلة لديك لتفعل ذلك.
account_restore = استعادة

## Adding.
account_security_key_why = مفتاح الأمان جهاز صغير توصله أو تقرّبه من هاتفك. ويضمن صانعه أن المفتاح الذي فيه لا يمكن نسخه.
account_security_key_demo = في هذا العرض التجريبي يُقبل أي مفتاح يقول إنه مرتبط بجهازه. أما الخادم الحقيقي فيسأل الشركة التي صنعت المفتاح.
account_security_key_default = مفتاح الأمان الخاص بي
account_will_count = لن يُحتسب لمدة { $time } إلا بمستوى { $level }، لأن هذا ما أكّدت به هويتك.
account_totp_scan = امسح هذا بتطبيق المصادقة.
account_totp_qr = رمز QR للمفتاح أدناه
account_totp_key = أو اكتب فيه هذا المفتاح:
account_totp_open = فتح تطبيق على هذا الجهاز
account_totp_once = لا نعرض هذا المفتاح إلا هنا. لا تُرِه لأحد.
account_totp_name = اسم لهذا التطبيق
account_totp_name_default = تطبيق المصادقة الخاص بي
account_totp_code = الرمز الذي يعرضه التطبيق الآن

## What somebody is told who did not do it.
account_not_me = سُجّل خروجك من كل مكان آخر
account_not_me_happened = سجّلنا أنك لم تكن أنت.
account_not_me_password = غيّر كلمة مرورك.
account_not_me_methods = أزل كل مفتاح مرور وكل تطبيق لا تعرفه.
account_not_me_tell = أخبر القائمين على هذه الخدمة، واذكر لهم رقم الدعم أدناه.

## What went wrong, with a next step each.
problem_unticked = لم يُزَل شيء.
problem_unticked_next = ضع علامة في المربع إن كنت تقصد ذلك.
problem_last_way_in = هذا آخر ما يمكنك تسجيل الدخول به، فلذلك يبقى.
problem_last_way_in_next = أضف مفتاح مرور أو عيّن كلمة مرور أولًا.
problem_password_short = كلمة المرور هذه قصيرة جدًا.
problem_password_short_next = { $n ->
    [zero] استخدم { $n } محرف على الأقل.
    [one] استخدم محرفًا واحدًا على الأقل.
    [two] استخدم محرفين على الأقل.
    [few] استخدم { $n } محارف على الأقل.
    [many] استخدم { $n } محرفًا على الأقل.
   *[other] استخدم { $n } محرف على الأقل.
}
problem_password_long = كلمة المرور هذه طويلة جدًا.
problem_password_long_next = استخدم 128 محرفًا على الأكثر.
problem_password_common = كلمة المرور هذه من أول ما يُجرَّب.
problem_password_common_next = اختر غيرها، مثل أربع كلمات لا صلة بينها.
problem_password_named = كلمة المرور هذه اسمك أو اسمنا.
problem_password_named_next = اختر غيرها مما لا يخمّنه أحد من اسمك.
problem_password_differs = كلمتا المرور غير متطابقتين.
problem_password_differs_next = اكتب كلمة المرور الجديدة مرتين، أو ألصقها.
problem_totp_code = ليس هذا ما يعرضه هذا المفتاح الآن.
problem_totp_code_next = { $n ->
    [zero] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. لم تبقَ محاولات ({ $n }).
    [one] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. بقيت محاولة واحدة.
    [two] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. بقيت محاولتان.
    [few] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. بقيت { $n } محاولات.
    [many] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. بقيت { $n } محاولة.
   *[other] تحقق من ساعة جهازك، ثم اكتب أحدث رمز. بقيت { $n } محاولة.
}
failure_recovery_code_only = رمز الاسترداد لا يكفي لهذا
failure_recovery_code_only_happened = يتيح لك رمز الاسترداد أن تضيف وتزيل ما تسجّل الدخول به، ولا شيء غير ذلك. لم يتغير شيء.
failure_recovery_code_only_next = أضف مفتاح مرور أو تطبيقًا. وبعد ثلاثة أيام يُحتسب بكامل قوته.
failure_last_way_in = هذا آخر ما يمكنك تسجيل الدخول به
failure_last_way_in_happened = من دونه لن يستطيع أحد الدخول إلى حسابك، فلذلك يبقى.
failure_last_way_in_next = أضف مفتاح مرور أو عيّن كلمة مرور أولًا.
failure_meanwhile = لقد تغيّر هذا في الأثناء
failure_meanwhile_happened = تغيّر أو أُزيل، ربما في علامة تبويب أخرى، أو ظلت الصفحة مفتوحة أطول مما ينبغي.
failure_meanwhile_next = عد إلى حسابك وانظر مرة أخرى.
