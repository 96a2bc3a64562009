//! Notation for statements and their parameters.

/// Names the statements of a module, and lists them for the test that prepares each on every engine.
macro_rules! statements {
    ($($name:ident = $sql:expr;)+) => {
        $(const $name: &str = $sql;)+

        #[cfg(test)]
        pub(crate) const STATEMENTS: &[&str] = &[$($name),+];
    };
}

/// Parameters of a statement, in order.
macro_rules! values {
    ($($value:expr),+ $(,)?) => { &[$($crate::value::Value::from($value)),+] };
}
