//! One line from time to time about where the node stands. The SDK's own also writes a line for each block, which
//! the engine does with more in it.

use super::Client;
use futures_timer::Delay;
use pillars_consensus_primitives::HybridConsensusApi;
use pillars_primitives::{opaque::Block, AccountId, BlockNumber, Moment};
use sc_client_api::HeaderBackend;
use sc_network_sync::{types::SyncState, SyncingService};
use sp_api::ProvideRuntimeApi;
use std::{sync::Arc, time::Duration};

/// Time between two lines.
const INTERVAL: Duration = Duration::from_secs(30);

/// Log filters that come before those of the user: what the engine says better is left out.
pub(crate) const QUIET: [&str; 3] =
	["sc_basic_authorship=warn", "basic-authorship=warn", "substrate=warn"];

/// Tells best and finalised block, peers and what sync does, for ever.
pub(crate) async fn run(client: Arc<Client>, sync: Arc<SyncingService<Block>>) {
	loop {
		Delay::new(INTERVAL).await;
		let info = client.info();
		let Ok(status) = sync.status().await else { return };
		log::info!(
			target: "pillars::finality",
			"Best #{}, finalised #{}, {}",
			info.best_number,
			info.finalized_number,
			describe(status.num_peers, &status.state),
		);
		let lag = info.best_number.saturating_sub(info.finalized_number);
		if status.state == SyncState::Idle && is_stalled(lag, epoch_length(&client)) {
			log::warn!(
				target: "pillars::finality",
				"Finality is {lag} blocks behind, more than an epoch: more than two thirds of the authorities must be \
				 up and see each other; `hybrid_status` tells how many votes there are",
			);
		}
	}
}

/// Whether finality is so far behind that somebody must look at it: more than an epoch, if its length is known.
fn is_stalled(lag: BlockNumber, epoch: Option<BlockNumber>) -> bool {
	epoch.is_some_and(|epoch| lag > epoch)
}

/// Length of the epoch of the best block, in `Pow` blocks, if its state is there.
fn epoch_length(client: &Client) -> Option<BlockNumber> {
	let best = client.info().best_hash;
	let nobody = AccountId::new([0; 32]);
	let context = client.runtime_api().context(best, best, Moment::MAX, nobody, None).ok()?;
	Some(context.shape.len())
}

fn describe(peers: u32, state: &SyncState<u32>) -> String {
	match state {
		SyncState::Idle if peers == 0 => "no peers".into(),
		SyncState::Idle => format!("in step with {peers} peers"),
		SyncState::Downloading { target } => format!("downloading up to #{target}"),
		SyncState::Importing { target } => format!("importing up to #{target}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_lag_of_more_than_an_epoch_raises_the_alarm() {
		assert!(!is_stalled(12, Some(12)));
		assert!(is_stalled(13, Some(12)));
		assert!(!is_stalled(u32::MAX, None));
	}
}
