### Signing out, and the front page.

sign_out_heading = Sign out?
you_are_signed_in_as = You are signed in as { $account }.
sign_out_asked_by = { $client } asks to sign you out.
sign_out_meaning = Apps that use this sign-in may ask you to sign in again.
sign_out_button = Sign out
sign_out_stay = Stay signed in
signed_out_heading = You are signed out
signed_out_text = This browser is no longer signed in here. You can close this page.

home_title = Sign-in service
home_heading = This sign-in service is up and running
home_nobody = Nobody is signed in. You sign in from an app, and it brings you here.
home_links = Where to go
home_demo = See the demo
home_developers = For developers:
home_discovery = discovery document
open_demo_bank = Open the demo bank
