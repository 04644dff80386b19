//! The memory that small pieces are taken from.

use core::{
	cell::{Cell, UnsafeCell},
	ptr,
};
use dlmalloc::Allocator;

/// Memory of `SIZE` bytes, all zero at first. As a `static` it takes no room in the file of the runtime.
#[repr(C, align(16))]
pub struct Region<const SIZE: usize>(UnsafeCell<[u8; SIZE]>);

impl<const SIZE: usize> Region<SIZE> {
	/// A region.
	pub const fn new() -> Self {
		Self(UnsafeCell::new([0; SIZE]))
	}

	/// Whether a piece lies in it.
	pub(crate) fn holds(&self, piece: *const u8) -> bool {
		piece.addr().wrapping_sub(self.0.get().addr()) < SIZE
	}
}

impl<const SIZE: usize> Default for Region<SIZE> {
	fn default() -> Self {
		Self::new()
	}
}

// SAFETY: nothing reads or writes it but the one allocator that has it, which is of one thread.
unsafe impl<const SIZE: usize> Sync for Region<SIZE> {}

/// Gives the whole of a region to `dlmalloc` when it first asks for memory, and nothing more after that.
pub(crate) struct Source {
	start: *mut u8,
	size: usize,
	is_given: Cell<bool>,
}

impl Source {
	pub(crate) const fn of<const SIZE: usize>(region: &'static Region<SIZE>) -> Self {
		Self { start: region.0.get().cast(), size: SIZE, is_given: Cell::new(false) }
	}
}

// SAFETY: the region is `Sync`.
unsafe impl Send for Source {}

// SAFETY: what it gives, once, is the whole of a region that nobody else has, of zeros.
unsafe impl Allocator for Source {
	fn alloc(&self, size: usize) -> (*mut u8, usize, u32) {
		if size > self.size || self.is_given.replace(true) {
			return (ptr::null_mut(), 0, 0);
		}
		(self.start, self.size, 0)
	}

	fn remap(&self, _: *mut u8, _: usize, _: usize, _: bool) -> *mut u8 {
		ptr::null_mut()
	}

	fn free_part(&self, _: *mut u8, _: usize, _: usize) -> bool {
		false
	}

	fn free(&self, _: *mut u8, _: usize) -> bool {
		false
	}

	fn can_release_part(&self, _: u32) -> bool {
		false
	}

	fn allocates_zeros(&self) -> bool {
		true
	}

	fn page_size(&self) -> usize {
		4_096
	}
}
