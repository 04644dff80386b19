//! What the unit tests share.

use crate::{
	cache::Cache,
	dataset::Dataset,
	item::{Item, Page},
};
use std::sync::{atomic::AtomicBool, OnceLock};

/// A 1 KiB cache of a 32 KiB dataset: the sizes the Go implementation publishes answers for.
pub(crate) fn small_cache() -> &'static Cache {
	static CACHE: OnceLock<Cache> = OnceLock::new();
	CACHE.get_or_init(|| Cache::with_sizes(0, 1024, 32 * 1024))
}

/// The dataset of [`small_cache`].
pub(crate) fn small_dataset() -> &'static Dataset {
	static DATASET: OnceLock<Dataset> = OnceLock::new();
	let never = AtomicBool::new(false);
	DATASET.get_or_init(|| Dataset::generate(small_cache(), 1, |_, _| (), &never).unwrap())
}

/// 32 bytes from hex.
pub(crate) fn unhex(text: &str) -> [u8; 32] {
	hex::decode(text).unwrap().try_into().unwrap()
}

/// The bytes of an item, in hex.
pub(crate) fn hex_of(item: &Item) -> String {
	hex::encode(item.map(u32::to_le_bytes).as_flattened())
}

/// The bytes of both items of a page, in hex.
pub(crate) fn hex_of_page(page: &Page) -> [String; 2] {
	[hex_of(&page[0]), hex_of(&page[1])]
}
