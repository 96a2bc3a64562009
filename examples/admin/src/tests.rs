//! The app from outside: a browser with a cookie, and a provider that answers as a test wants.

mod confirmation;
mod forgery;
mod world;
