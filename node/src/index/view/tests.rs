//! Every question finds its rows by an index, however many others there are.

use super::*;
use crate::index::schema;

/// How the database goes about a statement.
fn plan(statement: &str) -> String {
	let folder = tempfile::tempdir().unwrap();
	let db = schema::open_writer(&folder.path().join("index.sqlite")).unwrap().unwrap();
	let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
	let steps = statement.raw_query().mapped(|row| row.get::<_, String>(3));
	steps.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
}

#[test]
fn a_balance_reads_the_index_of_the_owner_alone() {
	let plan = plan(balance::BALANCE);
	assert_eq!(plan, "SEARCH outputs USING COVERING INDEX unspent_by_amount (owner=?)");
}

#[test]
fn pages_begin_in_the_index_and_are_not_sorted() {
	let plan = plan(coins::UNSPENT);
	assert!(plan.starts_with("SEARCH outputs USING INDEX unspent_by_age (owner=? AND"), "{plan}");
	assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
}

#[test]
fn selection_goes_through_the_coins_in_the_order_of_the_index() {
	for statement in [select::LARGEST, select::SMALLEST_FROM] {
		let plan = plan(statement);
		assert!(
			plan.starts_with("SEARCH outputs USING INDEX unspent_by_amount (owner=? AND asset=?"),
			"{plan}"
		);
		assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
	}
}

#[test]
fn history_goes_backwards_through_that_of_the_owner() {
	let plan = plan(history::HISTORY);
	assert!(plan.starts_with("SEARCH history USING PRIMARY KEY (owner=?"), "{plan}");
	assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
}
