//! How the pallets are configured, by theme.

pub mod consensus;
pub mod fees;
pub mod ledger;
pub mod system;
