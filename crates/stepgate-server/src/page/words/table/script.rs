//! What the scripts say.

use crate::page::words::Message;

messages! {
    script_asking;
    script_waiting;
    script_checking;
    script_retry;
    script_left(time: Message);
    script_unlocked;
    script_nothing;
    script_nothing_next;
    script_gave_up;
    script_gave_up_next;
    script_registered;
    script_registered_next;
    script_offline;
    script_offline_next;
    script_too_old;
    script_too_old_next;
    script_unsupported;
    script_unsupported_next;
    script_wrong_name(here: &str);
    script_wrong_name_next;
    script_wrong_host(here: &str, there: &str);
    script_wrong_host_next(there: &str);
}
