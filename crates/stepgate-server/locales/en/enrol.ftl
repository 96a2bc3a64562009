### Adding a passkey with a one-time link.

enrol_heading = Add a passkey
enrol_for = for { $account }
enrol_explained = A passkey lets you confirm that it is you with your fingerprint, face, screen lock or a security key. There is nothing to remember, and it works on this site only.
enrol_kind = What do you want to add?
enrol_kind_hint = A security key is a device of its own that you connect, and it counts for more.
enrol_name = Name for this passkey
enrol_name_default = My passkey
enrol_name_hint = So that you recognise it later, for example “Work laptop”.
enrol_button = Add a passkey
enrol_once = This link works once.

enrol_done = Passkey added
enrol_done_next = Go back to your app and try again.
enrol_used = This link was used before
enrol_used_happened = An enrolment link adds one passkey, and this one has done so.
enrol_used_next = If that was you, go back to your app and try again. If it was not, tell an admin now. They can remove that passkey and give you a new link.
enrol_expired = This link does not work any more
enrol_expired_happened = It may be too old, or a part of it is missing.
enrol_expired_next = Check that you opened the whole link. If it still does not work, ask an admin for a new one.
