// Drives a development node with @polkadot/api and its default options.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
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

const keyring = new Keyring({ type: "sr25519" });
const alice = keyring.addFromUri("//Alice");
const bob = keyring.addFromUri("//Bob");
const authors = AUTHORS.map((uri) => keyring.addFromUri(uri).address);

/** Sends a transaction and waits until it is finalised. */
function finalised(api, tx) {
	return new Promise((resolve, reject) => {
		const watch = ({ status, dispatchError, events }) => {
			if (dispatchError?.isModule) {
				const { section, name } = api.registry.findMetaError(dispatchError.asModule);
				reject(new Error(`${section}.${name}`));
			} else if (dispatchError) {
				reject(new Error(dispatchError.toString()));
			} else if (status.isFinalized) {
				resolve({ block: status.asFinalized, events: events.map(({ event }) => event) });
			} else if (status.isInvalid || status.isUsurped || status.isDropped) {
				reject(new Error(status.type));
			}
		};
		tx.signAndSend(alice, watch).catch(reject);
	});
}

/** Shows and checks the author that the library finds in a header. */
function showAuthor(header) {
	const items = header.digest.logs.filter((log) => log.isPreRuntime).map((log) => log.asPreRuntime);
	const [[engine, author], [claimEngine, claim]] = items;
	assert(engine.toString() === AUTHOR_ENGINE, `engine ${engine} at #${header.number}`);
	assert(claimEngine.toString() === CLAIM_ENGINE, `engine ${claimEngine} at #${header.number}`);
	const found = header.author?.toString();
	console.log(`#${header.number} ${kind(claim.toU8a(true))} by ${found}`);
	assert(authors.includes(found), `unknown author at #${header.number}`);
	assert(keyring.encodeAddress(author.toU8a(true)) === found, `another author in the digest`);
}

async function blocks(api) {
	const best = (await api.rpc.chain.getHeader()).number.toNumber();
	for (let number = 1; number <= best; number++) {
		showAuthor(await api.derive.chain.getHeader(await api.rpc.chain.getBlockHash(number)));
	}
	// And as they come.
	await new Promise((resolve, reject) => {
		let count = 0;
		const watch = (header) => {
			if (header.number.toNumber() === 0) return; // nobody made the genesis block
			try {
				showAuthor(header);
				if (++count === 2) resolve();
			} catch (error) {
				reject(error);
			}
		};
		api.derive.chain.subscribeNewHeads(watch).catch(reject);
	});
}

async function transfer(api) {
	const free = async () => (await api.query.system.account(bob.address)).data.free.toBigInt();
	const before = await free();
	const { block, events } = await finalised(api, api.tx.balances.transferAllowDeath(bob.address, AMOUNT));
	const event = events.find((event) => api.events.balances.Transfer.is(event));
	assert(event?.data.amount.toBigInt() === AMOUNT, "no transfer of the amount");
	assert(event.data.to.toString() === bob.address, "a transfer to somebody else");
	// Bob also earns by witnessing.
	assert((await free()) >= before + AMOUNT, "Bob did not get the amount");
	console.log(`transfer finalised in ${block}`);
}

/** A coin of Alice's that she can spend at once, with its value in satoshi. */
async function coin(api) {
	for (const [key, unspent] of await api.query.utxoAssets.unspents.entries()) {
		const { output, origin } = unspent.unwrap();
		const { value, lock } = output;
		if (!lock.isAccount || lock.asAccount.toString() !== alice.address || origin.isCoinbase) continue;
		const satoshi = value.asCoins.amount.toBigInt();
		if (value.asCoins.asset.isZero() && satoshi > 2n * AMOUNT) return [key.args[0], satoshi];
	}
	throw new Error("Alice has no coin");
}

async function spend(api) {
	const [outpoint, satoshi] = await coin(api);
	const outputs = split(satoshi, bob.address, alice.address).map(([amount, account]) => ({
		value: { Coins: { asset: 0, amount } },
		lock: { Account: account },
	}));
	const tx = { V1: { inputs: [outpoint], outputs, notBefore: 0, memo: "" } };
	const { block, events } = await finalised(api, api.tx.utxoAssets.spend(tx, ["Signer"]));
	console.log(events.map((event) => `${event.section}.${event.method}`).join(" "));
	assert((await api.query.utxoAssets.unspents(outpoint)).isNone, "the coin is still unspent");
	console.log(`spend of ${satoshi} satoshi with ${OUTPUT_FEE} for the added output finalised in ${block}`);
}

await run(async (url) => {
	const api = await ApiPromise.create({ provider: new WsProvider(url) });
	const { chainTokens, chainDecimals, chainSS58 } = api.registry;
	console.log(`${api.runtimeChain}: ${chainTokens}, ${chainDecimals} decimals, prefix ${chainSS58}`);
	assert(chainTokens[0] === "ETP" && chainDecimals[0] === 8 && chainSS58 === 42, "chain properties");
	await blocks(api);
	await transfer(api);
	await persist(() => spend(api));
});
