//! Any order of allocations over a region and a host that watches what it gave.

extern crate std;

use super::*;
use proptest::{prelude::*, sample::Index};
use std::{alloc::System, boxed::Box, cell::RefCell, collections::BTreeMap, vec, vec::Vec};

const SIZE: usize = 256 * 1024;

/// A host that knows what it has given.
#[derive(Default)]
struct Watched {
	given: RefCell<BTreeMap<usize, Layout>>,
}

// SAFETY: as the system's allocator.
unsafe impl Host for Watched {
	fn malloc(&self, size: u32) -> *mut u8 {
		let layout = Layout::from_size_align(size as usize, HOST_ALIGN).unwrap();
		// SAFETY: nothing of no size is asked for here.
		let piece = unsafe { System.alloc(layout) };
		self.given.borrow_mut().insert(piece.addr(), layout);
		piece
	}

	unsafe fn free(&self, piece: *mut u8) {
		let layout = self.given.borrow_mut().remove(&piece.addr());
		let layout = layout.expect("the host gave it, and it was not given back before");
		// SAFETY: it is from `malloc` with this layout.
		unsafe { System.dealloc(piece, layout) }
	}
}

type Allocator = RuntimeAllocator<Watched, SIZE>;

fn allocator() -> Allocator {
	let region = Box::leak(Box::new(Region::new()));
	// SAFETY: nobody else has it.
	unsafe { Allocator::new(region, Watched::default()) }
}

/// A piece in use, every byte of which is `mark`.
struct Piece {
	start: *mut u8,
	layout: Layout,
	mark: u8,
}

impl Piece {
	fn new(allocator: &Allocator, size: usize, align: usize, mark: u8) -> Self {
		let layout = Layout::from_size_align(size, align).unwrap();
		// SAFETY: the size is not zero.
		let start = unsafe { allocator.alloc(layout) };
		Self::checked(start, layout).marked(0, mark)
	}

	fn checked(start: *mut u8, layout: Layout) -> Self {
		assert!(!start.is_null());
		assert!(start.addr().is_multiple_of(layout.align()), "not aligned");
		Self { start, layout, mark: 0 }
	}

	fn marked(self, from: usize, mark: u8) -> Self {
		for at in from..self.layout.size() {
			// SAFETY: it lies in the piece.
			unsafe { self.start.add(at).write(mark) };
		}
		Self { mark, ..self }
	}

	fn check(&self, size: usize) {
		for at in 0..size {
			// SAFETY: it lies in the piece, and was written.
			assert_eq!(unsafe { self.start.add(at).read() }, self.mark, "somebody else wrote here");
		}
	}

	fn resize(self, allocator: &Allocator, size: usize) -> Self {
		let kept = size.min(self.layout.size());
		// SAFETY: it is in use, with this layout, and the size is not zero.
		let start = unsafe { allocator.realloc(self.start, self.layout, size) };
		let layout = Layout::from_size_align(size, self.layout.align()).unwrap();
		let moved = Self { mark: self.mark, ..Self::checked(start, layout) };
		moved.check(kept);
		let mark = moved.mark;
		moved.marked(kept, mark)
	}

	fn free(self, allocator: &Allocator) {
		self.check(self.layout.size());
		// SAFETY: it is in use, with this layout.
		unsafe { allocator.dealloc(self.start, self.layout) };
	}

	fn overlaps(&self, other: &Self) -> bool {
		let (one, two) = (self.start.addr(), other.start.addr());
		one < two.wrapping_add(other.layout.size()) && two < one.wrapping_add(self.layout.size())
	}
}

#[derive(Clone, Debug)]
enum Step {
	Allocate {
		size: usize,
		align: usize,
	},
	/// The host gives a value by itself.
	Give {
		size: usize,
	},
	Resize {
		piece: Index,
		size: usize,
	},
	Free {
		piece: Index,
	},
}

fn size() -> impl Strategy<Value = usize> {
	prop_oneof![8 => 1usize..200, 4 => 1usize..=SMALL, 2 => SMALL - 8..SMALL + 8, 1 => SMALL..40_000]
}

fn step() -> impl Strategy<Value = Step> {
	let align = (0u32..7).prop_map(|power| 1usize << power);
	prop_oneof![
		4 => (size(), align).prop_map(|(size, align)| Step::Allocate { size, align }),
		1 => size().prop_map(|size| Step::Give { size }),
		2 => (any::<Index>(), size()).prop_map(|(piece, size)| Step::Resize { piece, size }),
		4 => any::<Index>().prop_map(|piece| Step::Free { piece }),
	]
}

/// How many of the largest small pieces the region has room for.
fn room(allocator: &Allocator) -> usize {
	let pieces: Vec<Piece> =
		(0..SIZE / SMALL).map(|_| Piece::new(allocator, SMALL, 1, 7)).collect();
	let held = pieces.iter().filter(|piece| allocator.region.holds(piece.start)).count();
	pieces.into_iter().for_each(|piece| piece.free(allocator));
	held
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(512))]

	#[test]
	fn pieces_are_apart_and_come_back(steps in prop::collection::vec(step(), 1..300)) {
		let allocator = allocator();
		let room_before = room(&allocator);
		let mut pieces: Vec<Piece> = vec![];
		for (mark, step) in (0u8..=255).cycle().zip(&steps) {
			let changed = match step {
				Step::Allocate { size, align } => Piece::new(&allocator, *size, *align, mark),
				Step::Give { size } => {
					let start = allocator.host.malloc(*size as u32);
					Piece::checked(start, Layout::from_size_align(*size, 1).unwrap()).marked(0, mark)
				},
				_ if pieces.is_empty() => continue,
				Step::Resize { piece, size } => {
					let piece = pieces.swap_remove(piece.index(pieces.len()));
					piece.resize(&allocator, *size)
				},
				Step::Free { piece } => {
					pieces.swap_remove(piece.index(pieces.len())).free(&allocator);
					continue;
				},
			};
			prop_assert!(!pieces.iter().any(|other| other.overlaps(&changed)));
			prop_assert!(changed.layout.size() <= SMALL || !allocator.region.holds(changed.start));
			pieces.push(changed);
		}
		pieces.into_iter().for_each(|piece| piece.free(&allocator));
		prop_assert!(allocator.host.given.borrow().is_empty(), "the host did not get it back");
		prop_assert_eq!(room(&allocator), room_before, "the region did not get it back");
	}
}

#[test]
fn small_pieces_are_from_the_region() {
	let allocator = allocator();
	for (size, align) in [(1, 1), (24, 8), (48, 16), (SMALL, 1), (SMALL, 64)] {
		let piece = Piece::new(&allocator, size, align, 1);
		assert!(allocator.region.holds(piece.start), "{size} bytes");
		piece.free(&allocator);
	}
	assert!(allocator.host.given.borrow().is_empty());
}

#[test]
fn large_pieces_are_from_the_host_whatever_their_alignment() {
	let allocator = allocator();
	for align in [1, 8, 16, 64, 4_096] {
		let piece = Piece::new(&allocator, SMALL + 1, align, 1);
		assert!(!allocator.region.holds(piece.start));
		assert_eq!(allocator.host.given.borrow().len(), 1);
		piece.free(&allocator);
		assert!(allocator.host.given.borrow().is_empty());
	}
}

#[test]
fn what_has_no_room_is_from_the_host() {
	let allocator = allocator();
	let room = room(&allocator);
	assert!((SIZE / SMALL - 4..SIZE / SMALL).contains(&room), "room for {room}");
	let pieces: Vec<Piece> =
		(0..2 * SIZE / SMALL).map(|n| Piece::new(&allocator, SMALL, 1, n as u8)).collect();
	assert_eq!(allocator.host.given.borrow().len(), pieces.len() - room);
	pieces.into_iter().for_each(|piece| piece.free(&allocator));
	assert!(allocator.host.given.borrow().is_empty());
	assert_eq!(self::room(&allocator), room);
}

#[test]
fn a_piece_moves_between_region_and_host_with_what_is_in_it() {
	let allocator = allocator();
	let piece = Piece::new(&allocator, 100, 16, 3).resize(&allocator, SMALL + 100);
	assert!(!allocator.region.holds(piece.start));
	let piece = piece.resize(&allocator, 50);
	assert!(allocator.region.holds(piece.start));
	piece.free(&allocator);
	assert!(allocator.host.given.borrow().is_empty());
}

#[test]
fn a_size_past_all_memory_is_refused() {
	let allocator = allocator();
	for align in [1, 16] {
		let layout = Layout::from_size_align(u32::MAX as usize + 1, align).unwrap();
		// SAFETY: the size is not zero.
		assert!(unsafe { allocator.alloc(layout) }.is_null());
	}
}
