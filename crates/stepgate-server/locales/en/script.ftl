### What the scripts say. Those that tell of something wrong have a next step in a message that ends in `_next`.

script_asking = Your browser now asks for your passkey.
script_waiting = Still waiting. Is your key plugged in?
script_checking = Thank you. Checking …
script_retry = Try again
script_left = { $time } left
script_unlocked = You can try again now.

script_nothing = Nothing was confirmed. You may have closed the window or no passkey was found here.
script_nothing_next = You can try again, or go back.
script_gave_up = We stopped waiting after 5 minutes. Nothing was confirmed.
script_gave_up_next = Try again when you are ready.
script_registered = This device already has a passkey for this account.
script_registered_next = Use it, or add one on another device.
script_offline = The server did not answer.
script_offline_next = Check your connection, then try again.
script_too_old = This page is too old.
script_too_old_next = Go back to your app and start again.
script_unsupported = This browser cannot use passkeys here.
script_unsupported_next = Try another browser or another device.
script_wrong_name = Passkeys of this service do not work on { $here }.
script_wrong_name_next = Open the page under its own name.
script_wrong_host = You opened this as { $here } but passkeys work on { $there }.
script_wrong_host_next = Open it on { $there }
