// What the two JavaScript clients share.

import { setTimeout as sleep } from "node:timers/promises";

/** Satoshi in an ETP. */
export const ETP = 100_000_000n;
/** What each stored output beyond the number of inputs costs, in satoshi. */
export const OUTPUT_FEE = ETP / 1_000n;
/** What the clients transfer, in satoshi. */
export const AMOUNT = 12n * ETP;
/** Who makes blocks on the development chain. */
export const AUTHORS = ["//Alice", "//Bob", "//Charlie"];
/** The engine in the digest item that holds the author, and in the one that holds the claim. */
export const AUTHOR_ENGINE = "pow_";
export const CLAIM_ENGINE = "HYBR";

/** The kind of block that a claim (64 bits of time, then an enum) is of. */
export function kind(claim) {
	return ["Pow", "Pos", "Dpos"][claim[8] - 1];
}

export function assert(condition, what) {
	if (!condition) throw new Error(what);
}

/**
 * Outputs for a transaction that spends one coin of `value` satoshi: a payment, the change, and the fee for the
 * added output, which is what is left over.
 */
export function split(value, payee, payer) {
	return [
		[AMOUNT, payee],
		[value - AMOUNT - OUTPUT_FEE, payer],
	];
}

/**
 * Tries again with another coin, should the one chosen be staked by a block just when it is spent.
 */
export async function persist(attempt) {
	for (let tries = 3; ; tries--) {
		try {
			return await attempt();
		} catch (error) {
			if (tries === 1) throw error;
			console.log(`once more, for: ${error.message}`);
		}
	}
}

/**
 * Runs a client against the node whose URL is the program's argument, and ends the program: with exit code 0 if
 * all went well, and with 1 after an error or two minutes.
 */
export async function run(client) {
	const url = process.argv[2];
	if (!url) {
		console.error(`usage: node ${process.argv[1]} ws://HOST:PORT`);
		process.exit(2);
	}
	const limit = sleep(120_000).then(() => {
		throw new Error("not done after two minutes");
	});
	try {
		await Promise.race([client(url), limit]);
		process.exit(0);
	} catch (error) {
		console.error(error);
		process.exit(1);
	}
}
