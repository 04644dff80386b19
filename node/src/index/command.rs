//! `pillars index`: makes the index anew, or tells where it stands.

use super::{
	chain::NodeChain,
	follower::Follower,
	task,
	view::{Counts, View},
	BlockRef, Index, IndexError,
};
use crate::service::{Backend, Client, SelectChain};
use pillars_primitives::BlockNumber;
use sc_cli::{CliConfiguration, DatabaseParams, PruningParams, SharedParams};
use std::{fs, path::Path, sync::Arc};

/// Makes the index of owners anew, or tells where it stands.
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum IndexCmd {
	/// Make the index anew from the database of the node, which must not run meanwhile.
	Rebuild(RebuildCmd),

	/// Tell where the index stands and how much is in it.
	Info(InfoCmd),
}

/// Options of `pillars index rebuild`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RebuildCmd {
	/// Where the data are.
	#[clap(flatten)]
	shared_params: SharedParams,

	/// How the states of blocks are kept.
	#[clap(flatten)]
	pruning_params: PruningParams,

	/// The database.
	#[clap(flatten)]
	database_params: DatabaseParams,
}

/// Options of `pillars index info`.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct InfoCmd {
	/// Where the data are.
	#[clap(flatten)]
	shared_params: SharedParams,
}

impl CliConfiguration for RebuildCmd {
	fn shared_params(&self) -> &SharedParams {
		&self.shared_params
	}

	fn pruning_params(&self) -> Option<&PruningParams> {
		Some(&self.pruning_params)
	}

	fn database_params(&self) -> Option<&DatabaseParams> {
		Some(&self.database_params)
	}
}

impl CliConfiguration for InfoCmd {
	fn shared_params(&self) -> &SharedParams {
		&self.shared_params
	}
}

/// Makes the index anew, up to the best block, and compares it with the state there.
///
/// # Errors
///
/// If the chain does not answer, the index fails, or the two differ.
pub(crate) async fn rebuild(
	path: &Path,
	client: Arc<Client>,
	backend: Arc<Backend>,
	select_chain: SelectChain,
) -> Result<(), IndexError> {
	let chain = NodeChain::new(client, backend);
	// What can not be read tells nothing.
	let before = Index::inspect(path, |view| view.history_from()).ok();
	let index = Index::create(path)?;
	let best = task::catch_up(&index, &chain, &select_chain).await?;
	let unspent = Follower::new(&index, &chain).check()?;
	println!(
		"{unspent} unspent outputs at #{}, the same as in the state of the chain",
		best.number
	);
	let found = index.read(Facts::of)?;
	if let Some(before) = before.filter(|before| *before < found.history_from) {
		eprintln!(
			"Warning: history began with block #{before} and begins with #{} now, \
			 for the states of earlier blocks are not kept",
			found.history_from
		);
	}
	found.tell(path);
	Ok(())
}

/// Tells where the index stands and how much is in it, and changes nothing.
///
/// # Errors
///
/// If there is none, or it fails.
pub(crate) fn info(path: &Path) -> Result<(), IndexError> {
	Index::inspect(path, Facts::of)?.tell(path);
	Ok(())
}

/// What is told of an index.
struct Facts {
	tip: BlockRef,
	history_from: BlockNumber,
	counts: Counts,
}

impl Facts {
	fn of(view: &View<'_>) -> Result<Self, IndexError> {
		Ok(Self { tip: view.tip(), history_from: view.history_from()?, counts: view.counts()? })
	}

	fn tell(&self, path: &Path) {
		let Self { tip, history_from, counts } = self;
		let size = fs::metadata(path).map(|file| file.len()).unwrap_or_default();
		println!("Index:         {} ({} KiB)", path.display(), size.div_ceil(1024));
		println!("Stands at:     #{} {:?}", tip.number, tip.hash);
		println!("History from:  #{history_from}");
		println!("Transactions:  {}", counts.transactions);
		println!("Outputs:       {}, of which {} unspent", counts.outputs, counts.unspent);
	}
}
