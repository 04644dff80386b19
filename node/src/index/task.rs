//! The background task that keeps the index in step with the best chain.

use super::{
	chain::{Chain, NodeChain},
	follower::{Follower, Step},
	BlockRef, Index, IndexError,
};
use crate::service::{Backend, Client, SelectChain};
use futures::{
	future::{select, Either},
	stream::select as merge,
	FutureExt, StreamExt,
};
use futures_timer::Delay;
use sc_client_api::BlockchainEvents;
use sp_consensus::SelectChain as _;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// The best chain is looked at so often even if nothing is told of it.
const LOOK: Duration = Duration::from_secs(5);
/// Between two steps, for the node to stop if it is told to.
const BREATH: Duration = Duration::from_millis(1);
/// Time between two lines about a long way.
const TELL: Duration = Duration::from_secs(5);

/// Most notes of blocks that are kept while the index can not go on.
const MOST_NOTES: usize = 512;

/// Follows the best chain of a node, for ever.
///
/// Notifications only wake it: where to go is asked of `select_chain`, and how to get there is found out from where the
/// index stands.
pub(crate) async fn follow(
	index: Arc<Index>,
	client: Arc<Client>,
	backend: Arc<Backend>,
	select_chain: SelectChain,
) {
	// During the initial sync only this stream tells of every block. Each note also keeps the state of its block from
	// being removed, so they are kept until the blocks that they tell of are in the index.
	let imported = client.every_import_notification_stream().map(note);
	let finalised = client.finality_notification_stream().map(note);
	let mut changes = merge(imported, finalised);
	let chain = NodeChain::new(client, backend);
	let mut notes = Vec::new();
	loop {
		match catch_up(&index, &chain, &select_chain).await {
			Ok(_) => notes.clear(),
			Err(error) => {
				if error.is_contradiction() {
					log::error!(target: "pillars::index", "The index is made anew: {error}");
					if let Err(error) = Follower::new(&index, &chain).clear(&error) {
						log::error!(target: "pillars::index", "{error}");
					}
				} else {
					log::warn!(target: "pillars::index", "The index stays where it is for now: {error}");
				}
			},
		}
		match select(changes.next(), Delay::new(LOOK)).await {
			// The client is gone.
			Either::Left((None, _)) => return,
			Either::Left((Some(note), _)) => notes.push(note),
			Either::Right(_) => {},
		}
		while let Some(Some(note)) = changes.next().now_or_never() {
			notes.push(note);
		}
		// Without end the states of all blocks would be kept while the index fails.
		let too_many = notes.len().saturating_sub(MOST_NOTES);
		notes.drain(..too_many);
	}
}

/// A note of a block, of whatever kind.
fn note(note: impl Send + 'static) -> Box<dyn Send> {
	Box::new(note)
}

/// Brings the index to the best block, whatever becomes the best meanwhile. Returns that block.
///
/// # Errors
///
/// If the chain does not answer, or the index fails or contradicts the chain.
pub(super) async fn catch_up(
	index: &Index,
	chain: &impl Chain,
	select_chain: &SelectChain,
) -> Result<BlockRef, IndexError> {
	let follower = Follower::new(index, chain);
	let mut told = Instant::now();
	loop {
		let header = select_chain.best_chain().await?;
		let best = BlockRef { number: header.number, hash: header.hash() };
		let Step::At(at) = follower.step(best)? else { return Ok(best) };
		if told.elapsed() >= TELL {
			told = Instant::now();
			let percent = u64::from(at.number).saturating_mul(100).checked_div(best.number.into());
			log::info!(
				target: "pillars::index",
				"At #{} of #{}, {} %", at.number, best.number, percent.unwrap_or_default(),
			);
		}
		Delay::new(BREATH).await;
	}
}
