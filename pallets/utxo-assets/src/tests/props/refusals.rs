//! A call that is refused writes nothing at all.

use super::*;
use sp_runtime::StateVersion;

#[test]
fn what_is_refused_leaves_the_state_as_it_was() {
	let steps = prop::collection::vec(steps::step(), 1..4);
	let changed = Cell::new(0u32);
	check(steps, |steps| {
		let mut model = Model::new();
		for step in &steps {
			let root = || sp_io::storage::root(StateVersion::V1);
			let (before, refused) = (root(), model.refused);
			step.run(&mut model);
			if model.refused > refused {
				assert_eq!(root(), before, "it wrote");
			} else if root() != before {
				changed.set(changed.get() + 1);
			}
		}
		(model.accepted, model.refused)
	});
	assert!(changed.get() > 0, "the root tells nothing");
}
