//! The host's memory.

use core::{alloc::Layout, mem::size_of, ptr};

/// How the host aligns what it gives (`sc-allocator`, `freeing_bump.rs`).
pub const HOST_ALIGN: usize = 8;

/// The allocator of the host: `sp_io::allocator` in a runtime.
///
/// # Safety
///
/// `malloc` returns null or `size` bytes aligned to [`HOST_ALIGN`] that are nobody else's until they are given to `free`.
pub unsafe trait Host {
	/// So many bytes, or null.
	fn malloc(&self, size: u32) -> *mut u8;

	/// Takes back what [`Self::malloc`] or the host itself gave.
	///
	/// # Safety
	///
	/// It must be that, and not be used any more.
	unsafe fn free(&self, piece: *mut u8);
}

/// The address of the piece that a piece of a greater alignment lies in stands in front of it.
type Address = *mut u8;

/// A piece of the host's.
///
/// # Safety
///
/// That of [`core::alloc::GlobalAlloc::alloc`].
pub(crate) unsafe fn alloc<H: Host>(host: &H, layout: Layout) -> *mut u8 {
	if layout.align() <= HOST_ALIGN {
		return u32::try_from(layout.size()).map_or(ptr::null_mut(), |size| host.malloc(size));
	}
	// With the place of the address in front, at most so much further on than what the host gives.
	let Some(size) = layout.size().checked_add(layout.align()) else { return ptr::null_mut() };
	let Ok(size) = u32::try_from(size) else { return ptr::null_mut() };
	let whole = host.malloc(size);
	if whole.is_null() {
		return whole;
	}
	// SAFETY: `whole` is a multiple of `HOST_ALIGN`, in which an address has room, and the alignment is a greater one. So the
	// next multiple of the alignment past `whole` is at least `HOST_ALIGN` and at most the alignment further on.
	unsafe {
		let past = whole.add(HOST_ALIGN);
		let piece = past.add(past.align_offset(layout.align()));
		piece.sub(size_of::<Address>()).cast::<Address>().write(whole);
		piece
	}
}

/// Gives back a piece of the host's.
///
/// # Safety
///
/// That of [`core::alloc::GlobalAlloc::dealloc`]: it is from [`alloc`] with this layout, or by the host itself, which
/// aligns nothing to more than [`HOST_ALIGN`].
pub(crate) unsafe fn dealloc<H: Host>(host: &H, piece: *mut u8, layout: Layout) {
	let whole = if layout.align() <= HOST_ALIGN {
		piece
	} else {
		// SAFETY: `alloc` wrote it there.
		unsafe { piece.sub(size_of::<Address>()).cast::<Address>().read() }
	};
	// SAFETY: it is what the host gave.
	unsafe { host.free(whole) }
}
