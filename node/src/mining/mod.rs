//! What the node knows of its own part in making blocks, for whoever asks.
//!
//! | file | what |
//! |---|---|
//! | `token` | the token (MST) that is mined along with all blocks |
//! | this file | the authors that run, and what they have |

mod token;

pub(crate) use token::{parse_symbol, Finding, Token, TokenState};

use crate::service::{Authoring, Client, SharedAuthor};
use futures::lock::Mutex;
use pillars_consensus::authoring::{MinerHandle, StakeCoins};
use pillars_primitives::AccountId;
use pillars_rules::Kind;
use sp_blockchain::HeaderBackend;
use std::{
	sync::{Arc, OnceLock},
	time::{Duration, Instant},
};

/// The token of a node.
pub(crate) type NodeToken = Token<Client>;

/// The authors of a node.
pub(crate) struct Mining {
	client: Arc<Client>,
	authoring: Authoring,
	author: SharedAuthor,
	token: Arc<NodeToken>,
	miners: OnceLock<MinerHandle>,
	stakes: Mutex<Option<Seen>>,
}

/// The coins of the stakers, if they could be looked at, and when.
struct Seen {
	at: Instant,
	coins: Option<StakeCoins>,
}

/// For so long an answer about the coins of the stakers is good. Anybody may ask, and many coins take time.
const FRESH: Duration = Duration::from_secs(5);

impl Mining {
	/// Of a node with these options, whose authors are not started yet.
	pub(crate) fn new(
		client: Arc<Client>,
		authoring: Authoring,
		author: SharedAuthor,
		token: Arc<NodeToken>,
	) -> Self {
		Self { client, authoring, author, token, miners: OnceLock::new(), stakes: Mutex::new(None) }
	}

	/// Notes that the miner runs.
	pub(crate) fn started(&self, miners: MinerHandle) {
		// It is started once.
		let _ = self.miners.set(miners);
	}

	/// The kinds of blocks that the node makes when it can.
	pub(crate) fn kinds(&self) -> Vec<Kind> {
		self.authoring.kinds()
	}

	/// Who is credited for mined blocks, if the node mines.
	pub(crate) fn payee(&self) -> Option<&AccountId> {
		self.authoring.author.as_ref().filter(|_| self.kinds().contains(&Kind::Pow))
	}

	/// Hashes a second of the miner.
	pub(crate) fn hashrate(&self) -> u64 {
		self.miners.get().map(MinerHandle::hashrate).unwrap_or_default()
	}

	/// The token that is mined along, with what a block on the best one earns of it.
	///
	/// # Errors
	///
	/// If the runtime can not be asked.
	pub(crate) fn token(&self) -> Result<Option<(String, Finding)>, sp_api::ApiError> {
		self.token.look(self.client.info().best_hash)
	}

	/// Has another token mined along, or none.
	pub(crate) fn set_token(&self, symbol: Option<String>) {
		self.token.set(symbol);
	}

	/// The coins of the stakers as they were at most some seconds ago, if the node stakes. None as well if the runtime
	/// can not be asked: its state is gone while nothing was staked for long, as in a long synchronisation.
	///
	/// They are looked at once for all who ask at a time.
	pub(crate) async fn stake_coins(&self) -> Option<StakeCoins> {
		if !self.authoring.stake {
			return None;
		}
		let mut seen = self.stakes.lock().await;
		if let Some(Seen { coins, .. }) = seen.as_ref().filter(|seen| seen.at.elapsed() < FRESH) {
			return *coins;
		}
		let coins = self.author.stake_coins().await;
		if let Err(error) = &coins {
			log::warn!(target: "pillars::pos", "The coins to stake can not be looked at: {error}");
		}
		let coins = coins.ok();
		*seen = Some(Seen { at: Instant::now(), coins });
		coins
	}
}
