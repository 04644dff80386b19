//! Small pieces of memory for the runtime, without a call of the host for each.
//!
//! The SDK's runtimes ask the host for every piece of memory and give each back to it (`sp-io`, `global_alloc.rs`):
//! two calls out of the WASM instance for every `Vec`, together some 19 % of the time of blocks of transactions
//! (`perf` over the `throughput` benchmark of the engine). [`RuntimeAllocator`] takes pieces of up to [`SMALL`] bytes
//! from a region in the runtime's own memory instead, which `dlmalloc` manages, the allocator of Rust's standard
//! library on WASM. What is larger, or does not fit any more, comes from the host as ever.
//!
//! # What is owned by whom
//!
//! The host gives memory by itself as well: what it returns (a value of the storage) lies in a piece that the runtime
//! frees. So whose a piece is, is told by its address alone: within the region it is `dlmalloc`'s, everywhere else the
//! host's.
//!
//! # Determinism
//!
//! An instance starts with an empty region for each call into the runtime, so where a piece lies depends on nothing but
//! that call, on all nodes alike.

#![no_std]
#![allow(unsafe_code, reason = "an allocator; each use says why it is sound")]

mod host;
mod region;
#[cfg(test)]
mod tests;

pub use host::{Host, HOST_ALIGN};
pub use region::Region;

use core::{
	alloc::{GlobalAlloc, Layout},
	cell::UnsafeCell,
	ptr,
};
use dlmalloc::Dlmalloc;
use region::Source;

/// The largest piece that is taken from the region, in bytes.
pub const SMALL: usize = 4_096;

/// Takes small pieces from a region of `SIZE` bytes and all others from the host `H`.
///
/// `dlmalloc` takes at least 64 KiB at once: of a smaller region nothing is used.
///
/// Soundness: it is a global allocator for one thread. It is `Sync`, as a `static` must be, on WASM only, where a runtime
/// has no other thread.
pub struct RuntimeAllocator<H, const SIZE: usize> {
	heap: UnsafeCell<Dlmalloc<Source>>,
	region: &'static Region<SIZE>,
	host: H,
}

// SAFETY: there are no threads.
#[cfg(target_family = "wasm")]
unsafe impl<H, const SIZE: usize> Sync for RuntimeAllocator<H, SIZE> {}

impl<H: Host, const SIZE: usize> RuntimeAllocator<H, SIZE> {
	/// Takes from this region and from this host.
	///
	/// # Safety
	///
	/// `region` must be of this allocator alone.
	pub const unsafe fn new(region: &'static Region<SIZE>, host: H) -> Self {
		let heap = UnsafeCell::new(Dlmalloc::new_with_allocator(Source::of(region)));
		Self { heap, region, host }
	}

	/// The heap in the region.
	///
	/// # Safety
	///
	/// What it returned before must not be used any more.
	#[allow(clippy::mut_from_ref, reason = "of one thread, and held by nobody past a call")]
	unsafe fn heap(&self) -> &mut Dlmalloc<Source> {
		// SAFETY: by the caller there is no other reference.
		unsafe { &mut *self.heap.get() }
	}
}

// SAFETY: a piece is of `dlmalloc` or of the host, both of which return memory that is nobody else's, of the size and
// alignment asked for; the region's pieces and only they lie in the region, so each is given back to where it is from.
unsafe impl<H: Host, const SIZE: usize> GlobalAlloc for RuntimeAllocator<H, SIZE> {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		if layout.size() <= SMALL {
			// SAFETY: the reference ends with the statement; size and alignment are those of a layout.
			let piece = unsafe { self.heap().malloc(layout.size(), layout.align()) };
			if !piece.is_null() {
				return piece;
			}
		}
		// SAFETY: the caller's.
		unsafe { host::alloc(&self.host, layout) }
	}

	unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
		if self.region.holds(piece) {
			// SAFETY: it lies in the region, so `alloc` or `realloc` had it from the heap with this layout.
			unsafe { self.heap().free(piece, layout.size(), layout.align()) }
		} else {
			// SAFETY: it does not, so it is from the host, by `alloc` or by the host itself.
			unsafe { host::dealloc(&self.host, piece, layout) }
		}
	}

	unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
		if size <= SMALL && self.region.holds(piece) {
			// SAFETY: as in `dealloc`. If there is no room the piece stays as it is.
			let moved = unsafe { self.heap().realloc(piece, layout.size(), layout.align(), size) };
			if !moved.is_null() {
				return moved;
			}
		}
		// SAFETY: by the caller `size` is not zero and makes a layout.
		let moved = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
		if !moved.is_null() {
			// SAFETY: both are valid for the lesser size, and different pieces.
			unsafe { ptr::copy_nonoverlapping(piece, moved, layout.size().min(size)) };
			// SAFETY: the caller's, who does not use it any more.
			unsafe { self.dealloc(piece, layout) };
		}
		moved
	}
}
