### The step-up page, and the page that says why there can be none.

confirm_title = Confirm it is you for { $client }
confirm_heading = Confirm it is you
your_account = Your account
asks = { $client } needs to confirm it is you.
asks_before = { $client } needs to confirm it is you before { $action }.
signed_in_as = Signed in as { $account }
not_you = Not you?

why_first = This needs { $wanted }.
why_level = You signed in with { $have }; this needs { $wanted }.
why_too_old = You last confirmed { $age } ago; this needs the last { $limit }.
why_each_time = This asks you to confirm each time.
why_not_shared = You confirmed this for another app a moment ago; { $client } needs a confirmation of its own.

what_is_this = What is this?
rule_explained = The people who run { $client } protect some actions with a rule: you confirm that it is really you, even while you are signed in.
rule_lasts = After that we will not ask again for { $time }.
rule_once = Your confirmation counts for this one action.
rule_level = The rule asks for level { $level }.
rule_level_as = The rule asks for level { $level } ({ $acr }).
transaction_signed = What you see is what is signed.
transaction_digest = Digest:

confirm_passkey = Confirm with your passkey
confirm_security_key = Confirm with your security key
confirm_password = Confirm with your password
code_label = Code from your authenticator app
code_hint = 6 digits. Spaces do not matter.
confirm_code = Confirm with this code
recovery_code_label = Recovery code
recovery_code_hint = One of the codes that you wrote down or printed. Each works once.
confirm_recovery_code = Confirm with this recovery code
account_label = Account
other_ways = Try another way
no_other_way = No other way is strong enough for this or set up for you.
not_strong_enough = not strong enough for this
not_set_up = not set up for your account
locked_for_now = locked for a while after too many tries

demo_only = DEMO ONLY.
demo_no_passkey = No passkey on this machine?
demo_use_passkey = Use the demo passkey
demo_passkey_note = Its private key is in this page, so it proves nothing. A live server has no such button.

unreachable_title = You cannot confirm this yet for { $client }
unreachable_heading = You cannot confirm this yet
unreachable_why = This needs { $wanted }, and your account has none. You stay signed in, and nothing was changed.
unreachable_held_back = This needs { $wanted }. What you added for it counts in full in { $time }. You stay signed in, and nothing was changed.
unreachable_ask = Ask an admin for an enrolment link for { $account }.
unreachable_open = Open the link on the device that you want to use, and add a passkey.
unreachable_again = Go back to { $client } and try again.
unreachable_demo_ask = Look at the terminal that runs the demo. It printed an enrolment link for { $account }.
unreachable_demo_open = Open that link in this browser and add a passkey. The link works once.

## "I did not start this".
not_me = I did not start this
not_me_heading = Thank you for telling us
not_me_done = We ended what { $client } asked for. Nothing was confirmed, and nothing was changed.
not_me_told = The people who run this service can see that you did not start it.
not_me_mistake = If it was your own click after all, go back to the app and start again.
not_me_password = If it was not, somebody may know your password: sign out, then change it.
not_me_sign_out = Sign out
not_me_close = Otherwise you can close this page.
