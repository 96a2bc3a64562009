### The account page and what it leads to.

account_title = Your account
account_back = Back to your account
account_ago = { $time } ago

## What was just done.
account_done_added = Added.
account_done_renamed = The name is saved.
account_done_removed = Removed. You can take this back for 24 hours.
account_done_announced = It will be removed, unless you stop that.
account_done_restored = It works again.
account_done_confirmed = It counts in full now.
account_done_password = Your password is saved, and you are signed out everywhere else.
account_done_signed_out = You are signed out there.
account_done_signed_out_elsewhere = You are signed out everywhere else.

## Methods.
account_keys = Passkeys and security keys
account_keys_none = You have no passkey yet.
account_keys_why = With a passkey you confirm by fingerprint, face or screen lock. That is quicker than a password, and nobody can trick you out of it.
account_add_passkey = Add a passkey
account_add_security_key = Add a security key
account_apps = Authenticator apps
account_apps_why = An authenticator app shows codes that you type after your password.
account_add_app = Add an authenticator app
account_kind_synced = Passkey that is synced between devices
account_kind_device_bound = Passkey on one device, without proof of its make
account_kind_security_key = Security key, which cannot be copied
account_kind_demo = Demo passkey, which proves nothing
account_kind_app = App that shows codes
account_added = Added { $when }
account_used = Last used { $when }
account_never_used = Not used yet
account_limited = Counts as { $level } only, for another { $time }.
account_change = Change or remove { $name }
account_leaving = { $name } will be removed in { $time }.
account_leaving_next = Somebody with a recovery code asked for this. If it was not you, stop it now.
account_leaving_stop = Look at { $name }
account_removed = Removed
account_removed_when = Removed { $when }
account_restore_named = Take { $name } back

## Recovery codes.
account_codes = Recovery codes
account_codes_left = { $n ->
    [one] You have { $n } code left.
   *[other] You have { $n } codes left.
}
account_codes_why = A recovery code helps when you have lost everything else. Each works once.
account_codes_make = Make new recovery codes
account_codes_replaces = The codes that you have now stop working.
account_codes_new = Your new recovery codes
account_codes_keep = Keep them where nobody else finds them. We never show them again.
account_codes_for = Recovery codes of { $account }
account_codes_copy = Copy
account_codes_copied = Copied
account_codes_print = Print
account_codes_download = Download

## Password.
account_password = Password
account_password_absent = You have no password.
account_password_set = You have a password.
account_password_changed = Changed { $when }
account_password_choose = Set a password
account_password_change = Change your password
account_password_rules = { $n ->
    [one] At least { $n } character.
   *[other] At least { $n } characters. Some words in a row are good, and spaces count.
}
account_password_new = New password
account_password_again = New password again
account_password_show = Show passwords
account_password_hide = Hide passwords
account_password_others = When you save it, you are signed out everywhere else.
account_password_save = Save password

## Sessions.
account_sessions = Where you are signed in
account_session_here = This browser
account_session_unknown = Unknown device
account_session_began = Signed in { $when }
account_session_seen = Last seen { $when }
account_session_level = Level { $level }, as long as you stay signed in
account_session_level_until = Level { $level }, expires in { $time }
account_session_empty = Nothing is confirmed there any more.
account_session_end = Sign out
account_session_end_others = Sign out everywhere else

## Activity.
account_activity = Recent activity
account_activity_here = in this browser
account_activity_you = Was this you?
account_activity_not_me = This wasn’t me
account_what_sign_in = Signed in
account_what_step_up = Confirmed it was you
account_what_app_opened = Went on to an app
account_what_signed_out = Signed out
account_what_session_ended = Signed out of one place
account_what_others_ended = Signed out everywhere else
account_what_passkey_added = Passkey added
account_what_security_key_added = Security key added
account_what_app_added = Authenticator app added
account_what_method_renamed = Method renamed
account_what_method_removed = Method removed
account_what_removal_announced = Removal asked for with a recovery code
account_what_removal_undone = Removal taken back
account_what_method_confirmed = Method counts in full
account_what_password_changed = Password changed
account_what_recovery_codes_made = Recovery codes made
account_what_recovery_code_used = Recovery code used
account_what_password_wrong = Wrong password typed
account_what_code_wrong = Wrong code typed
account_what_passkey_copied = A passkey may have been copied
account_what_other_account = Tried with another account
account_what_consent_given = Allowed an app
account_what_not_recognised = You said: this wasn’t me
account_what_disowned = You said: I did not start this

## Language, appearance, data.
account_settings = Language and appearance
account_language = Language
account_theme = Appearance
account_theme_system = As on this device
account_theme_light = Light
account_theme_dark = Dark
account_save = Save
account_data = Your data
account_data_why = Everything that is kept about you, in one file, without secrets.
account_data_download = Download my data
account_sign_out = Sign out

## One method.
account_name = Name
account_rename = Save name
account_full = Let it count in full
account_full_why = You have just confirmed with something stronger, so you can vouch for this one.
account_remove = Remove it
account_remove_follows = It stops working at once, and what was confirmed with it ends everywhere. You can take this back for 24 hours.
account_remove_late = You came with a recovery code, so this takes effect in { $time }. Until then it works on, and its owner can stop you.
account_remove_last = Nothing else that you have is as strong. Remove it all the same.
account_remove_button = Remove
account_keep = Keep it
account_keep_owner = A recovery code cannot stop this. Sign in with your strongest method to do so.
account_restore = Take it back

## Adding.
account_security_key_why = A security key is a small device that you plug in or hold to your phone. Its maker vouches that the key in it cannot be copied.
account_security_key_demo = In this demo any key is accepted that says it is bound to its device. A live server asks the maker of the key.
account_security_key_default = My security key
account_will_count = It will count as { $level } only for { $time }, because that is what you confirmed with.
account_totp_scan = Scan this with your authenticator app.
account_totp_qr = QR code with the key below
account_totp_key = Or type this key into it:
account_totp_open = Open an app on this device
account_totp_once = We show this key only here. Show it to nobody.
account_totp_name = Name for this app
account_totp_name_default = My authenticator app
account_totp_code = Code that the app shows now

## What somebody is told who did not do it.
account_not_me = You are signed out everywhere else
account_not_me_happened = We wrote down that this was not you.
account_not_me_password = Change your password.
account_not_me_methods = Remove every passkey and app that you do not know.
account_not_me_tell = Tell the people who run this service, and name the support id below.

## What went wrong, with a next step each.
problem_unticked = Nothing was removed.
problem_unticked_next = Tick the box if you mean it.
problem_last_way_in = This is the last thing that you can sign in with, so it stays.
problem_last_way_in_next = Add a passkey or set a password first.
problem_password_short = That password is too short.
problem_password_short_next = { $n ->
    [one] Use at least { $n } character.
   *[other] Use at least { $n } characters.
}
problem_password_long = That password is too long.
problem_password_long_next = Use at most 128 characters.
problem_password_common = That password is one of those that are tried first.
problem_password_common_next = Choose another one, for example four words that have nothing to do with each other.
problem_password_named = That password is your name, or ours.
problem_password_named_next = Choose another one that nobody can guess from your name.
problem_password_differs = The two passwords are not the same.
problem_password_differs_next = Type the new password twice, or paste it.
problem_totp_code = That is not what this key shows now.
problem_totp_code_next = { $n ->
    [one] Check the clock of your device, then type the newest code. { $n } try left.
   *[other] Check the clock of your device, then type the newest code. { $n } tries left.
}
failure_recovery_code_only = A recovery code is not enough for this
failure_recovery_code_only_happened = With a recovery code you can add and remove what you sign in with, and nothing else. Nothing was changed.
failure_recovery_code_only_next = Add a passkey or an app. It counts in full after three days.
failure_last_way_in = This is the last thing that you can sign in with
failure_last_way_in_happened = Without it nobody could sign in to your account any more, so it stays.
failure_last_way_in_next = Add a passkey or set a password first.
failure_meanwhile = This has changed meanwhile
failure_meanwhile_happened = It was changed or removed, perhaps in another tab, or the page was open for too long.
failure_meanwhile_next = Go back to your account and look again.
