//! The keys and arguments of all messages, one file for each area. Each message is a method of [`Words`](super::Words).

/// Makes each message a method, and the table that the catalogue is checked against.
macro_rules! messages {
    ($($key:ident $(($($argument:ident: $kind:ty),+))?;)+) => {
        #[cfg(test)]
        pub(in crate::page::words) const TABLE: &[super::Signature] =
            &[$((stringify!($key), &[$($(stringify!($argument)),+)?])),+];

        impl crate::page::words::Words {
            $(messages!(@method $key $($($argument: $kind),+)?);)+
        }
    };
    (@method $key:ident) => {
        pub(crate) fn $key(self) -> crate::page::words::Phrase {
            self.phrase(stringify!($key))
        }
    };
    (@method $key:ident $($argument:ident: $kind:ty),+) => {
        pub(crate) fn $key(self, $($argument: $kind),+) -> crate::page::words::Message {
            self.message(stringify!($key), [$((stringify!($argument), $argument.into())),+])
        }
    };
}

mod account;
mod consent;
mod enrol;
mod failure;
mod frame;
mod problem;
mod script;
mod sign_in;
mod sign_out;
mod step_up;

/// A key and the names of the arguments.
#[cfg(test)]
pub(super) type Signature = (&'static str, &'static [&'static str]);

/// Every area with its messages.
#[cfg(test)]
pub(super) const AREAS: &[(&str, &[Signature])] = &[
    ("frame", frame::TABLE),
    ("sign_in", sign_in::TABLE),
    ("step_up", step_up::TABLE),
    ("consent", consent::TABLE),
    ("enrol", enrol::TABLE),
    ("sign_out", sign_out::TABLE),
    ("problem", problem::TABLE),
    ("failure", failure::TABLE),
    ("script", script::TABLE),
    ("account", account::TABLE),
];
