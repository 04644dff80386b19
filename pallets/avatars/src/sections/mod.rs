//! Parts of the pallet's module that are long lists: the macro of the pallet puts them there.

pub(crate) mod calls;
pub(crate) mod errors;
pub(crate) mod events;
