//! Two nodes over the network, and what stops and failures leave of a chain.

#![allow(
	clippy::unwrap_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::arithmetic_side_effects,
	reason = "a test fails by panicking"
)]

mod common;

use common::{check_nothing_lost, machine, Node};

/// Waits until the follower has finalised what is new at the author, and checks that it is the same.
async fn follows(follower: &Node, author: &Node) {
	let target = author.rpc.status().await.best_number + 1;
	let status = follower.rpc.finalised(target).await;
	assert_eq!(author.rpc.hash(status.finality.number).await, Some(status.finality.hash));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_node_follows_and_neither_loses_anything() {
	let _machine = machine().await;
	let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
	let [author_path, follower_path] = [folders[0].path(), folders[1].path()];

	let author = Node::dev(author_path).start().await;
	let port = author.p2p_port;
	let address = author.p2p_address().await;
	let follower = Node::follower(follower_path).bootnode(&address).start().await;
	follows(&follower, &author).await;
	assert_eq!(follower.miner_threads(), 0);

	// The follower is stopped and comes back to a chain that went on without it.
	let before = follower.rpc.status().await;
	follower.terminate().await;
	author.rpc.finalised(before.best_number + 1).await;
	let follower = Node::follower(follower_path).bootnode(&address).start().await;
	check_nothing_lost(&follower.rpc, &before).await;
	follows(&follower, &author).await;

	// The author is stopped and comes back; the follower finds it again.
	let before = author.rpc.status().await;
	author.terminate().await;
	let author = Node::dev(author_path).p2p_port(port).start().await;
	check_nothing_lost(&author.rpc, &before).await;
	follows(&follower, &author).await;

	// Both are killed. The last moments before that may be lost, but nothing that they have built on since.
	let before = [author.rpc.status().await, follower.rpc.status().await];
	author.rpc.finalised(before[0].best_number).await;
	follower.rpc.finalised(before[1].best_number).await;
	author.kill();
	follower.kill();
	let (author, follower) = futures::join!(
		Node::dev(author_path).p2p_port(port).start(),
		Node::follower(follower_path).bootnode(&address).start(),
	);
	check_nothing_lost(&author.rpc, &before[0]).await;
	check_nothing_lost(&follower.rpc, &before[1]).await;
	follows(&follower, &author).await;
}
