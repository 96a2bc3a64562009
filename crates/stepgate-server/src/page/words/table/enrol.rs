//! The enrolment page.

messages! {
    enrol_heading;
    enrol_for(account: &str);
    enrol_explained;
    enrol_kind;
    enrol_kind_hint;
    enrol_name;
    enrol_name_default;
    enrol_name_hint;
    enrol_button;
    enrol_once;
    enrol_done;
    enrol_done_next;
    enrol_used;
    enrol_used_happened;
    enrol_used_next;
    enrol_expired;
    enrol_expired_happened;
    enrol_expired_next;
}
