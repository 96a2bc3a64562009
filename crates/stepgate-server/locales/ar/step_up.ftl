### The step-up page, and the page that says why there can be none.

confirm_title = أكّد هويتك من أجل { $client }
confirm_heading = أكّد أنك صاحب الحساب
your_account = حسابك
asks = يحتاج { $client } إلى التأكد من هويتك.
asks_before = يحتاج { $client } إلى التأكد من هويتك قبل هذا الإجراء: { $action }.
signed_in_as = أنت مسجّل الدخول باسم { $account }
not_you = لست أنت؟

why_first = يتطلب هذا { $wanted }.
why_level = سجّلت الدخول باستخدام { $have }؛ ويتطلب هذا { $wanted }.
why_too_old = كان آخر تأكيد لك قبل { $age }؛ ويجب هنا ألّا يمضي عليه أكثر من { $limit }.
why_each_time = يُطلب التأكيد هنا في كل مرة.
why_not_shared = لقد أكّدت هذا قبل قليل لتطبيق آخر؛ ويحتاج { $client } إلى تأكيد خاص به.

what_is_this = ما هذا؟
rule_explained = يحمي القائمون على { $client } بعض الإجراءات بقاعدة: أن تؤكّد أنك أنت فعلًا، حتى وإن كنت مسجّل الدخول.
rule_lasts = بعد ذلك لن نسألك مرة أخرى لمدة { $time }.
rule_once = تأكيدك صالح لهذا الإجراء وحده.
rule_level = تطلب القاعدة المستوى { $level }.
rule_level_as = تطلب القاعدة المستوى { $level } ({ $acr }).
transaction_signed = ما تراه هو ما يجري توقيعه.
transaction_digest = البصمة الرقمية:

confirm_passkey = التأكيد بمفتاح المرور
confirm_security_key = التأكيد بمفتاح الأمان
confirm_password = التأكيد بكلمة المرور
code_label = رمز من تطبيق المصادقة
code_hint = 6 أرقام. لا تهم المسافات.
confirm_code = التأكيد بهذا الرمز
recovery_code_label = رمز الاسترداد
recovery_code_hint = أحد الرموز التي كتبتها أو طبعتها. يعمل كل منها مرة واحدة.
confirm_recovery_code = التأكيد برمز الاسترداد هذا
account_label = الحساب
other_ways = جرّب طريقة أخرى
no_other_way = لا توجد طريقة أخرى كافية لهذا أو مُعدّة لحسابك.
not_strong_enough = لا تكفي لهذا الإجراء
not_set_up = غير مُعدّة لحسابك
locked_for_now = موقوفة لبعض الوقت بعد محاولات كثيرة

demo_only = للتجربة فقط.
demo_no_passkey = لا يوجد مفتاح مرور على هذا الجهاز؟
demo_use_passkey = استخدم مفتاح المرور التجريبي
demo_passkey_note = مفتاحه السري موجود في هذه الصفحة، فهو لا يثبت شيئًا. لا يوجد هذا الزر في خادم حقيقي.

unreachable_title = لا يمكنك تأكيد هذا بعد من أجل { $client }
unreachable_heading = لا يمكنك تأكيد هذا بعد
unreachable_why = يتطلب هذا { $wanted }، وليس ذلك في حسابك بعد. ما زلت مسجّل الدخول، ولم يتغيّر شيء.
unreachable_held_back = يتطلب هذا { $wanted }. ما أضفته لذلك يُحتسب كاملًا بعد { $time }. ما زلت مسجّل الدخول، ولم يتغيّر شيء.
unreachable_ask = اطلب من أحد المشرفين رابطًا لإضافة مفتاح مرور إلى { $account }.
unreachable_open = افتح الرابط على الجهاز الذي تريد استخدامه، وأضف مفتاح مرور.
unreachable_again = عد إلى { $client } وحاول مرة أخرى.
unreachable_demo_ask = انظر في الطرفية التي تعمل فيها النسخة التجريبية. ففيها رابط لإضافة مفتاح مرور إلى { $account }.
unreachable_demo_open = افتح ذلك الرابط في هذا المتصفح وأضف مفتاح مرور. يعمل الرابط مرة واحدة.

## "I did not start this".
not_me = لم أبدأ هذا
not_me_heading = شكرًا لإخبارنا
not_me_done = أنهينا ما طلبه { $client }. لم يُؤكَّد شيء ولم يتغيّر شيء.
not_me_told = يستطيع القائمون على هذه الخدمة أن يروا أنك لم تبدأ ذلك.
not_me_mistake = إن كنت أنت من بدأه بالفعل، فعد إلى التطبيق وابدأ من جديد.
not_me_password = وإلا فقد يكون أحد يعرف كلمة مرورك: سجّل الخروج ثم غيّرها.
not_me_sign_out = تسجيل الخروج
not_me_close = وإن لم يلزم ذلك، فيمكنك إغلاق هذه الصفحة.
