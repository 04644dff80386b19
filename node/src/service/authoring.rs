//! Which blocks the node makes, and the tasks that make them.

use super::partial::{Backend, BlockImport, Client, Pool};
use crate::error::Error;
use futures::StreamExt;
use pillars_consensus::authoring::{
	start_dpos, start_miner, start_pos, start_pow, Author, DatasetKind, MinerHandle, MinerParams,
	PowParams,
};
use pillars_primitives::AccountId;
use pillars_rules::Kind;
use sc_basic_authorship::ProposerFactory;
use sc_service::TaskManager;
use sc_transaction_pool_api::TransactionPool;
use sp_keyring::Sr25519Keyring;
use std::{sync::Arc, time::Duration};

/// Longest life of a block template of the miner.
const TEMPLATE_LIFE: Duration = Duration::from_secs(5);
/// The same on a development node, where times matter more than work.
const DEV_TEMPLATE_LIFE: Duration = Duration::from_secs(1);

/// What the miner computes with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Dataset {
	/// A cache of 16 MiB and more: ready at once, some hundred hashes a second.
	#[default]
	Light,
	/// The whole dataset of 1 GiB and more: takes minutes to make, then is many times faster.
	Full,
}

impl From<Dataset> for DatasetKind {
	fn from(dataset: Dataset) -> Self {
		match dataset {
			Dataset::Light => Self::Light,
			Dataset::Full => Self::Full,
		}
	}
}

/// Which blocks the node makes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Authoring {
	/// Who is credited for mined blocks.
	pub(crate) author: Option<AccountId>,
	/// Threads of the miner; 0 for none.
	pub(crate) mine: u16,
	/// What the miner computes with.
	pub(crate) dataset: Dataset,
	/// The symbol of the token that is mined along with all blocks.
	pub(crate) mst: Option<String>,
	/// Whether it stakes.
	pub(crate) stake: bool,
	/// Whether it makes followers.
	pub(crate) witness: bool,
	/// Whether it is a development node.
	pub(crate) dev: bool,
	/// The development account whose keys it holds.
	pub(crate) keyring: Option<Sr25519Keyring>,
}

impl Authoring {
	/// The kinds of blocks that it makes when it can.
	pub(crate) fn kinds(&self) -> Vec<Kind> {
		let is_made = |kind: &Kind| match kind {
			Kind::Pow => self.mine > 0 && self.author.is_some(),
			Kind::Pos => self.stake,
			Kind::Dpos => self.witness,
		};
		Kind::ALL.into_iter().filter(is_made).collect()
	}
}

type Proposers = ProposerFactory<Pool, Client>;

/// What all authors share.
pub(crate) type SharedAuthor = Arc<Author<Proposers, BlockImport, Backend, Client>>;

/// Starts the authors that are asked for, and returns the miner if there is one. If one of them ends, so does the node.
///
/// # Errors
///
/// If the system gives no threads for the miner.
pub(crate) fn start(
	authoring: &Authoring,
	author: &SharedAuthor,
	pool: &Pool,
	tasks: &TaskManager,
) -> Result<Option<MinerHandle>, Error> {
	const GROUP: Option<&str> = Some("block-authoring");
	let spawner = tasks.spawn_essential_handle();
	let mut miner = None;
	if let (Some(account), 1..) = (&authoring.author, authoring.mine) {
		let transactions = pool.import_notification_stream().map(drop).boxed();
		let refresh = if authoring.dev { DEV_TEMPLATE_LIFE } else { TEMPLATE_LIFE };
		let params = PowParams { author: account.clone(), transactions, refresh };
		let (miners, task) = start_pow(author.clone(), params);
		spawner.spawn_blocking("pow-author", GROUP, task);
		let params =
			MinerParams { threads: authoring.mine.into(), dataset: authoring.dataset.into() };
		start_miner(&miners, params).map_err(sc_service::Error::from)?;
		miner = Some(miners);
	}
	if authoring.stake {
		spawner.spawn_blocking("pos-author", GROUP, start_pos(author.clone()));
	}
	if authoring.witness {
		spawner.spawn_blocking("dpos-author", GROUP, start_dpos(author.clone()));
	}
	Ok(miner)
}
