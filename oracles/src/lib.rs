//! Other people's implementations, as a measure for ours; nothing but tests, and nothing that ships.
