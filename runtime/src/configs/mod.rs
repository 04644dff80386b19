//! How the pallets are configured, by theme.

pub mod consensus;
pub mod fees;
pub mod finality;
pub mod ledger;
pub mod society;
pub mod system;
