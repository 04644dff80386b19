//! One line from time to time about where the node stands. The SDK's own also writes a line for each block, which
//! the engine does with more in it.

use super::Client;
use futures_timer::Delay;
use pillars_primitives::opaque::Block;
use sc_client_api::HeaderBackend;
use sc_network_sync::{types::SyncState, SyncingService};
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
	}
}

fn describe(peers: u32, state: &SyncState<u32>) -> String {
	match state {
		SyncState::Idle if peers == 0 => "no peers".into(),
		SyncState::Idle => format!("in step with {peers} peers"),
		SyncState::Downloading { target } => format!("downloading up to #{target}"),
		SyncState::Importing { target } => format!("importing up to #{target}"),
	}
}
