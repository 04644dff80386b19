//! The memory of the runtime: see [`pillars_allocator`].

#![allow(unsafe_code, reason = "an allocator; each use says why it is sound")]

use pillars_allocator::{Host, Region, RuntimeAllocator};

/// Bytes for small pieces that are in use at once; those beyond come from the host, more slowly.
const REGION: usize = 1 << 20;

static SMALL_PIECES: Region<REGION> = Region::new();

// SAFETY: the region is for it alone.
#[global_allocator]
static ALLOCATOR: RuntimeAllocator<Node, REGION> =
	unsafe { RuntimeAllocator::new(&SMALL_PIECES, Node) };

/// The node that runs this.
struct Node;

// SAFETY: that is what the host functions promise.
unsafe impl Host for Node {
	fn malloc(&self, size: u32) -> *mut u8 {
		sp_io::allocator::malloc(size)
	}

	unsafe fn free(&self, piece: *mut u8) {
		sp_io::allocator::free(piece);
	}
}
