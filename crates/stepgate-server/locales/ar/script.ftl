### What the scripts say. Those that tell of something wrong have a next step in a message that ends in `_next`.

script_asking = يطلب متصفحك الآن مفتاح المرور.
script_waiting = ما زلنا ننتظر. هل مفتاحك موصول؟
script_checking = شكرًا. جارٍ التحقق …
script_retry = حاول مرة أخرى
script_left = بقي { $time }
script_unlocked = يمكنك المحاولة الآن.

script_nothing = لم يُؤكَّد شيء. ربما أغلقت النافذة، أو لم يُعثر هنا على مفتاح مرور.
script_nothing_next = يمكنك المحاولة مرة أخرى أو العودة.
script_gave_up = توقفنا عن الانتظار بعد 5 دقائق. لم يُؤكَّد شيء.
script_gave_up_next = حاول مرة أخرى عندما تكون مستعدًا.
script_registered = لدى هذا الجهاز مفتاح مرور لهذا الحساب.
script_registered_next = استخدمه، أو أضف مفتاحًا على جهاز آخر.
script_offline = لم يجب الخادم.
script_offline_next = تحقق من اتصالك ثم حاول مرة أخرى.
script_too_old = هذه الصفحة قديمة جدًا.
script_too_old_next = عد إلى تطبيقك وابدأ من جديد.
script_unsupported = لا يستطيع هذا المتصفح استخدام مفاتيح المرور هنا.
script_unsupported_next = جرّب متصفحًا آخر أو جهازًا آخر.
script_wrong_name = لا تعمل مفاتيح المرور لهذه الخدمة على { $here }.
script_wrong_name_next = افتح الصفحة باسمها الصحيح.
script_wrong_host = فتحت هذه الصفحة باسم { $here }، لكن مفاتيح المرور تعمل على { $there }.
script_wrong_host_next = افتحها على { $there }
