//! Signing out, and the front page.

messages! {
    sign_out_heading;
    you_are_signed_in_as(account: &str);
    sign_out_asked_by(client: &str);
    sign_out_meaning;
    sign_out_button;
    sign_out_stay;
    signed_out_heading;
    signed_out_text;
    home_title;
    home_heading;
    home_nobody;
    home_links;
    home_demo;
    home_developers;
    home_discovery;
    open_demo_bank;
}
