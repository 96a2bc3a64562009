### What went wrong with the last try. Each has a next step, in a message of the same name that ends in `_next`.

problem_no_match = الاسم وكلمة المرور غير متطابقين.
problem_no_match_next = تحقق منهما وحاول مرة أخرى. وبعد عدة محاولات، انتظر بضع دقائق قبل المحاولة التالية.
problem_wrong_code = هذا الرمز غير مطابق.
problem_wrong_code_next = انظر إلى أحدث رمز وحاول مرة أخرى.
problem_code_used = سبق استخدام هذا الرمز.
problem_code_used_next = انتظر الرمز التالي ثم اكتبه.
problem_recovery_code = لم يُقبل رمز الاسترداد هذا.
problem_recovery_code_next = تحقق منه، أو استخدم رمز استرداد آخر.
problem_locked = محاولات كثيرة جدًا.
problem_locked_next = يمكنك المحاولة مجددًا بعد { $wait }.
problem_passkey_refused = لم يُقبل مفتاح المرور هذا.
problem_passkey_refused_next = حاول مرة أخرى، أو استخدم مفتاح مرور آخر.
problem_other_account = هذا يخص حسابًا آخر، ولذلك لم يتغيّر شيء.
problem_other_account_next = حاول مرة أخرى بالحساب المذكور هنا.
problem_busy = لدينا ضغط كبير الآن.
problem_busy_next = انتظر بضع ثوانٍ ثم حاول مرة أخرى.

## The next step of a wrong try, where somebody is known.
tries_left = { $n ->
    [zero] لم تبقَ لك أي محاولة ({ $n }).
    [one] بقيت لك محاولة واحدة.
    [two] بقيت لك محاولتان.
    [few] بقيت لك { $n } محاولات.
    [many] بقيت لك { $n } محاولة.
   *[other] بقيت لك { $n } محاولة.
}
