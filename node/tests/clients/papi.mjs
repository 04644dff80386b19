// Drives a development node with polkadot-api and its default options, without generated types.

import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, ss58Address } from "@polkadot-labs/hdkd-helpers";
import { Enum, createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import WebSocket from "ws";
import {
	AMOUNT,
	AUTHORS,
	AUTHOR_ENGINE,
	CLAIM_ENGINE,
	OUTPUT_FEE,
	assert,
	kind,
	persist,
	run,
	split,
} from "./common.mjs";

const derive = sr25519CreateDerive(DEV_MINI_SECRET);
const addressOf = (uri) => ss58Address(derive(uri).publicKey, 42);
const authors = AUTHORS.map(addressOf);
const [alice, bob] = authors;
const { publicKey, sign } = derive("//Alice");
const signer = getPolkadotSigner(publicKey, "Sr25519", sign);

/** Sends a transaction and waits until it is finalised. */
async function finalised(tx) {
	const result = await tx.signAndSubmit(signer);
	assert(result.ok, JSON.stringify(result.dispatchError));
	return result;
}

async function showAuthor(client, { hash, number }) {
	const { digests } = await client.getBlockHeader(hash);
	const items = digests.filter(({ type }) => type === "preRuntime").map(({ value }) => value);
	const [author, claim] = items;
	const bytesOf = ({ payload }) => Buffer.from(payload.slice(2), "hex");
	assert(author.engine === AUTHOR_ENGINE, `engine ${author.engine} at #${number}`);
	assert(claim.engine === CLAIM_ENGINE, `engine ${claim.engine} at #${number}`);
	const found = ss58Address(bytesOf(author), 42);
	console.log(`#${number} ${kind(bytesOf(claim))} by ${found}`);
	assert(authors.includes(found), `unknown author at #${number}`);
}

/** Shows the first few blocks that the client is told of. */
async function blocks(client) {
	const count = 4;
	const found = await new Promise((resolve, reject) => {
		const found = [];
		const next = (block) => block.number > 0 && found.push(block) === count && resolve(found);
		client.blocks$.subscribe({ next, error: reject });
	});
	for (const block of found) await showAuthor(client, block);
}

async function transfer(api) {
	const free = async () => (await api.query.System.Account.getValue(bob)).data.free;
	const before = await free();
	const tx = api.tx.Balances.transfer_allow_death({ dest: Enum("Id", bob), value: AMOUNT });
	const { block, events } = await finalised(tx);
	const isTransfer = ({ type, value }) => type === "Balances" && value.type === "Transfer";
	const event = events.find(isTransfer)?.value.value;
	assert(event?.amount === AMOUNT, "no transfer of the amount");
	assert(event.to === bob, "a transfer to somebody else");
	// Bob also earns by witnessing.
	assert((await free()) >= before + AMOUNT, "Bob did not get the amount");
	console.log(`transfer finalised in #${block.number}`);
}

/** A coin of Alice's that she can spend at once, with its value in satoshi. */
async function coin(api) {
	for (const { keyArgs, value: unspent } of await api.query.UtxoAssets.Unspents.getEntries()) {
		const { value, lock } = unspent.output;
		if (lock.type !== "Account" || lock.value !== alice || unspent.origin.type === "Coinbase") continue;
		const { asset, amount } = value.value;
		if (asset === 0 && amount > 2n * AMOUNT) return [keyArgs[0], amount];
	}
	throw new Error("Alice has no coin");
}

async function spend(api) {
	const [outpoint, satoshi] = await coin(api);
	const outputs = split(satoshi, bob, alice).map(([amount, account]) => ({
		value: Enum("Coins", { asset: 0, amount }),
		lock: Enum("Account", account),
	}));
	const tx = Enum("V1", { inputs: [outpoint], outputs, not_before: 0, memo: new Uint8Array() });
	const { block, events } = await finalised(api.tx.UtxoAssets.spend({ tx, witnesses: [Enum("Signer")] }));
	console.log(events.map(({ type, value }) => `${type}.${value.type}`).join(" "));
	const left = await api.query.UtxoAssets.Unspents.getValue(outpoint);
	assert(left === undefined, "the coin is still unspent");
	console.log(`spend of ${satoshi} satoshi with ${OUTPUT_FEE} for the added output finalised in #${block.number}`);
}

await run(async (url) => {
	// Node.js has a WebSocket of its own from version 22 on.
	const client = createClient(getWsProvider(url, { websocketClass: WebSocket }));
	const { name, properties } = await client.getChainSpecData();
	console.log(`${name}: ${JSON.stringify(properties)}`);
	assert(properties.tokenSymbol === "ETP" && properties.tokenDecimals === 8, "chain properties");
	assert(properties.ss58Format === 42, "chain properties");
	const api = client.getUnsafeApi();
	await blocks(client);
	await transfer(api);
	await persist(() => spend(api));
});
