### The sign-in page, and what it shares with the step-up page.

sign_in_title = Sign in for { $client }
sign_in_heading = Sign in
sign_in_for = to continue to { $client }
sign_in_passkey = Sign in with a passkey
sign_in_security_key = Sign in with a security key
sign_in_or_password = Or with your password
login_label = Name or e-mail address
password_label = Password
sign_in_button = Sign in
passkey_hint = Your fingerprint, face, screen lock or security key.
passkeys_need_script = Passkeys need JavaScript, which is off in this browser.
security_key_hint = Connect your security key, then touch it when it blinks.

cancel_to = Cancel and go back to { $client }
valid_for = This page is valid for { $time }.
valid_until = This page is valid for { $time }, until { $clock }.
page_over = This page is no longer valid. Go back to { $client } and start again.

demo_accounts = Demo accounts and their passwords
demo_fill = Fill in { $login }

form_post_heading = Going back to { $client }
form_post_text = This page should go on by itself. If it does not, press the button.
form_post_button = Continue
