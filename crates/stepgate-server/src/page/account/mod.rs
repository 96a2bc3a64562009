//! The pages on which people look after their own account.

pub mod device;
pub mod happening;
pub mod method;
pub mod notice;
pub mod overview;
pub mod password;
pub mod qr;
pub mod recovery_codes;
pub mod register;
pub mod totp;
pub mod when;
