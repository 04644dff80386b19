//! `hybrid_status`: where the hybrid consensus stands.

use super::status::{lag_reason, ByKind, Finality, Status, Votes, WitnessStatus};
use crate::service::Client;
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{error::INTERNAL_ERROR_CODE, ErrorObjectOwned},
};
use pillars_consensus_primitives::{parse_claim, Context, HybridConsensusApi};
use pillars_primitives::{AccountId, Hash, Moment};
use pillars_rules::{Kind, Phase};
use sc_consensus_grandpa::SharedVoterState;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::crypto::Ss58Codec;
use std::sync::Arc;

/// How many blocks are searched for the last one of each kind.
const SEARCHED: usize = 256;

/// The methods of the hybrid consensus.
#[rpc(server)]
pub(crate) trait HybridApi {
	/// Where the consensus stands after the best block.
	#[method(name = "hybrid_status", blocking)]
	fn status(&self) -> RpcResult<Status>;
}

/// Answers from the client's best block.
pub(crate) struct Hybrid {
	client: Arc<Client>,
	voter_state: SharedVoterState,
}

impl Hybrid {
	/// Over this client and this node's voter.
	pub(crate) fn new(client: Arc<Client>, voter_state: SharedVoterState) -> Self {
		Self { client, voter_state }
	}

	/// Timestamps in ms of the last block of each kind, as far as it is among the last blocks.
	fn last_times(&self, best: Hash) -> Result<ByKind<Option<Moment>>, sp_blockchain::Error> {
		let mut times = ByKind::<Option<Moment>>::default();
		let mut hash = best;
		for _ in 0..SEARCHED {
			let Some(header) = self.client.header(hash)? else { break };
			// Genesis claims nothing.
			let Ok(claimed) = parse_claim(&header.digest) else { break };
			let time = match claimed.pre_digest.claim.kind() {
				Kind::Pow => &mut times.pow,
				Kind::Pos => &mut times.pos,
				Kind::Dpos => &mut times.dpos,
			};
			time.get_or_insert(claimed.pre_digest.timestamp);
			if times.pow.is_some() && times.pos.is_some() && times.dpos.is_some() {
				break;
			}
			hash = header.parent_hash;
		}
		Ok(times)
	}

	fn witnesses(
		&self,
		best: Hash,
		context: &Context,
	) -> Result<Vec<WitnessStatus>, ErrorObjectOwned> {
		let api = self.client.runtime_api();
		let list = api.witnesses(best, context.turn.epoch).map_err(internal)?.unwrap_or_default();
		let len = u32::try_from(list.len()).unwrap_or(u32::MAX);
		let on_turn = pillars_rules::witness_index(context.turn.turn, len);
		Ok((0u32..)
			.zip(list)
			.map(|(index, (account, _))| WitnessStatus {
				account: account.to_ss58check(),
				has_turn: Some(index) == on_turn,
			})
			.collect())
	}
}

impl HybridApiServer for Hybrid {
	fn status(&self) -> RpcResult<Status> {
		let info = self.client.info();
		let best = info.best_hash;
		let nobody = AccountId::new([0; 32]);
		let times = self.last_times(best).map_err(internal)?;
		let last =
			[times.pow, times.pos, times.dpos].into_iter().flatten().max().unwrap_or_default();
		let api = self.client.runtime_api();
		let context =
			api.context(best, best, last.saturating_add(1), nobody, None).map_err(internal)?;
		let weight = pillars_consensus::chain_weight(&*self.client, best).map_err(internal)?;
		let lag = info.best_number.saturating_sub(info.finalized_number);
		Ok(Status {
			phase: match context.phase {
				Phase::One => 1,
				Phase::Two => 2,
			},
			epoch: context.turn.epoch,
			turn: context.turn.turn,
			witnesses: self.witnesses(best, &context)?,
			difficulty: ByKind {
				pow: Some(context.difficulties.pow.to_string()),
				pos: Some(context.difficulties.pos.to_string()),
				dpos: None,
			},
			last_time: times,
			gap: context.parent.gap,
			weight: weight.unwrap_or_default().to_string(),
			best_hash: best,
			best_number: info.best_number,
			finality: Finality {
				hash: info.finalized_hash,
				number: info.finalized_number,
				lag,
				reason: lag_reason(lag, self.voter_state.voter_state().map(Votes::from).as_ref()),
			},
		})
	}
}

fn internal(error: impl std::fmt::Display) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(INTERNAL_ERROR_CODE, error.to_string(), None::<()>)
}
