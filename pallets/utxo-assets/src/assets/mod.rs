//! Tokens (MST), unique items (MIT) and the certificates that go with them.

mod certificates;
mod domains;
mod issue;
mod mits;
mod queries;
mod reissue;
mod supply;
pub(crate) mod try_state;
pub(crate) mod types;
