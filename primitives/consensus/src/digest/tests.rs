use super::*;
use crate::{seal_message, witness_root};
use proptest::prelude::*;
use sp_core::sr25519;

fn author() -> AccountId {
	AccountId::new([7; 32])
}

fn claimed(claim: Claim) -> Claimed {
	Claimed { author: author(), pre_digest: PreDigest { timestamp: 5, claim } }
}

fn pow() -> (Claim, Seal) {
	(Claim::Pow { difficulty: 9 }, Seal::Pow { nonce: 3, mix_hash: H256::repeat_byte(4) })
}

fn signature() -> sr25519::Signature {
	sr25519::Signature::from_raw([1; 64])
}

fn header(items: Vec<DigestItem>) -> Header {
	Header::new(1, H256::zero(), H256::zero(), H256::zero(), Digest { logs: items })
}

/// Author, claim, then `middle`, then the seal, of a good `Pow` header.
fn with_middle(middle: Vec<DigestItem>) -> Header {
	let (claim, seal) = pow();
	let mut items = claimed(claim).digest_items();
	items.extend(middle);
	items.push(DigestItem::hybrid_seal(&seal));
	header(items)
}

/// A good header after a change of its digest items.
fn changed(change: impl FnOnce(&mut Vec<DigestItem>)) -> Result<Sealed, DigestError> {
	let mut items = with_middle(Vec::new()).digest.logs;
	change(&mut items);
	parse_sealed(&header(items))
}

#[test]
fn headers_of_all_kinds_are_read() {
	let pos = Claim::Pos {
		difficulty: 1,
		slot: 2,
		stake: OutPoint { txid: H256::repeat_byte(1), index: 3 },
	};
	let dpos = Claim::Dpos { epoch: 1, turn: 2 };
	for (claim, seal) in
		[pow(), (pos, Seal::Pos(signature().into())), (dpos, Seal::Dpos(signature().into()))]
	{
		let mut items = claimed(claim.clone()).digest_items();
		items.push(DigestItem::hybrid_seal(&seal));
		let expected = Sealed { claimed: claimed(claim), seal };
		assert_eq!(parse_sealed(&header(items)), Ok(expected));
	}
}

#[test]
fn what_the_runtime_deposits_is_allowed_between_claim_and_seal() {
	let epoch = EpochWitnesses { epoch: 1, root: H256::zero() };
	let header = with_middle(vec![
		DigestItem::RuntimeEnvironmentUpdated,
		DigestItem::epoch_witnesses(&epoch),
		DigestItem::Consensus(GRANDPA_ENGINE_ID, vec![1]),
		DigestItem::RuntimeEnvironmentUpdated,
	]);
	assert!(parse_sealed(&header).is_ok());
}

#[test]
fn each_malformation_has_its_own_error() {
	use DigestError::*;
	let epoch = EpochWitnesses { epoch: 1, root: H256::zero() };
	let middle = |items: Vec<DigestItem>| parse_sealed(&with_middle(items)).map(drop);
	let change = |change: fn(&mut Vec<DigestItem>)| changed(change).map(drop);

	assert_eq!(change(|items| drop(items.remove(0))), Err(NoAuthor));
	assert_eq!(change(|items| items.swap(0, 1)), Err(NoAuthor));
	assert_eq!(
		change(|items| items[0] = DigestItem::PreRuntime(AUTHOR_ENGINE_ID, vec![1; 31])),
		Err(BadAuthor)
	);
	assert_eq!(
		change(|items| items[0] = DigestItem::PreRuntime(AUTHOR_ENGINE_ID, vec![1; 33])),
		Err(BadAuthor)
	);
	assert_eq!(change(|items| drop(items.remove(1))), Err(NoClaim));
	assert_eq!(
		change(|items| items[1] = DigestItem::PreRuntime(ENGINE_ID, vec![9; 25])),
		Err(BadClaim)
	);
	assert_eq!(change(|items| items.insert(1, items[0].clone())), Err(NoClaim));
	assert_eq!(change(|items| items.insert(2, items[0].clone())), Err(DuplicateClaim));
	assert_eq!(change(|items| items.insert(2, items[1].clone())), Err(DuplicateClaim));
	assert_eq!(change(|items| drop(items.pop())), Err(NoSeal));
	assert_eq!(change(|items| items.push(DigestItem::RuntimeEnvironmentUpdated)), Err(NoSeal));
	assert_eq!(change(|items| items[2] = DigestItem::Seal(*b"FRNK", vec![])), Err(NoSeal));
	assert_eq!(change(|items| items[2] = DigestItem::Seal(ENGINE_ID, vec![1])), Err(BadSeal));
	assert_eq!(change(|items| items.insert(2, items[2].clone())), Err(DuplicateSeal));
	assert_eq!(
		change(|items| items[2] =
			DigestItem::hybrid_seal(&Seal::Dpos(sr25519::Signature::from_raw([1; 64]).into()))),
		Err(KindMismatch)
	);

	assert_eq!(middle(vec![DigestItem::Other(vec![])]), Err(Foreign));
	assert_eq!(middle(vec![DigestItem::PreRuntime(*b"aura", vec![])]), Err(Foreign));
	assert_eq!(middle(vec![DigestItem::Seal(*b"FRNK", vec![])]), Err(Foreign));
	assert_eq!(middle(vec![DigestItem::epoch_witnesses(&epoch); 2]), Err(DuplicateConsensus));
	assert_eq!(
		middle(vec![DigestItem::Consensus(GRANDPA_ENGINE_ID, vec![]); 2]),
		Err(DuplicateConsensus)
	);
	assert_eq!(middle(vec![DigestItem::Consensus(ENGINE_ID, vec![1])]), Err(BadConsensus));
	assert_eq!(
		middle(vec![DigestItem::Consensus(GRANDPA_ENGINE_ID, vec![0; MAX_HEADER_SIZE])]),
		Err(TooLarge)
	);
}

#[test]
fn trailing_bytes_are_an_error() {
	for (index, error) in
		[(0, DigestError::BadAuthor), (1, DigestError::BadClaim), (2, DigestError::BadSeal)]
	{
		let result = changed(|items| match &mut items[index] {
			DigestItem::PreRuntime(_, bytes) | DigestItem::Seal(_, bytes) => bytes.push(0),
			_ => unreachable!(),
		});
		assert_eq!(result, Err(error));
	}
}

#[test]
fn the_pre_hash_is_that_of_the_header_without_its_seal() {
	let sealed = with_middle(Vec::new());
	let mut unsealed = sealed.clone();
	unsealed.digest.logs.pop();
	assert_eq!(pre_hash(&sealed), unsealed.hash());
	let message = seal_message(&unsealed.hash());
	assert_eq!(&message[..14], b"pillars/seal/1");
	assert_eq!(&message[14..], unsealed.hash().as_bytes());
}

#[test]
fn the_root_of_the_witnesses_depends_on_their_order() {
	let key = |n| crate::WitnessKey::from(sr25519::Public::from_raw([n; 32]));
	let (a, b) = ((AccountId::new([1; 32]), key(1)), (AccountId::new([2; 32]), key(2)));
	assert_ne!(witness_root(&[a.clone(), b.clone()]), witness_root(&[b, a]));
}

proptest! {
	/// Whatever a peer sends is an answer, never a panic, and what is accepted is encoded in one way only.
	#[test]
	fn any_bytes_are_judged(claim in prop::collection::vec(any::<u8>(), 0..80), seal in prop::collection::vec(any::<u8>(), 0..80)) {
		let items = vec![
			DigestItem::author(&author()),
			DigestItem::PreRuntime(ENGINE_ID, claim.clone()),
			DigestItem::Seal(ENGINE_ID, seal.clone()),
		];
		if let Ok(sealed) = parse_sealed(&header(items)) {
			prop_assert_eq!(sealed.claimed.pre_digest.encode(), claim);
			prop_assert_eq!(sealed.seal.encode(), seal);
		}
	}
}
