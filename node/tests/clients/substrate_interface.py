"""Drives a development node with substrate-interface and its default options."""

import signal
import sys

from substrateinterface import Keypair, SubstrateInterface

ETP = 100_000_000  # satoshi
OUTPUT_FEE = ETP // 1_000  # for each stored output beyond the number of inputs
AMOUNT = 12 * ETP

ALICE, BOB, CHARLIE = (Keypair.create_from_uri(uri) for uri in ("//Alice", "//Bob", "//Charlie"))
AUTHORS = [key.ss58_address for key in (ALICE, BOB, CHARLIE)]
KINDS = {1: "Pow", 2: "Pos", 3: "Dpos"}


def finalised(node, module, function, params):
    """Sends a call of Alice's and waits until it is finalised."""
    call = node.compose_call(call_module=module, call_function=function, call_params=params)
    extrinsic = node.create_signed_extrinsic(call=call, keypair=ALICE)
    receipt = node.submit_extrinsic(extrinsic, wait_for_finalization=True)
    if not receipt.is_success:
        raise RuntimeError(f"{module}.{function}: {receipt.error_message}")
    return receipt


def blocks(node):
    """Shows the author of every block."""
    best = node.get_block_number(node.get_chain_head())
    for number in range(1, best + 1):
        header = node.get_block_header(block_number=number)["header"]
        author, claim = (bytes_of(log.value["PreRuntime"]) for log in header["digest"]["logs"][:2])
        assert author[0] == b"pow_" and claim[0] == b"HYBR", (author, claim)
        address = node.ss58_encode(author[1])
        # The claim is 64 bits of time, then an enum.
        print(f"#{number} {KINDS[claim[1][8]]} by {address}")
        assert address in AUTHORS, f"unknown author at #{number}"


def bytes_of(item):
    """Engine and data of a digest item, whose data the library shows as text where they are text."""
    engine, data = item
    decode = lambda part: bytes.fromhex(part[2:]) if part.startswith("0x") else part.encode()
    return decode(engine), decode(data)


def transfer(node):
    """Sends an amount to Bob's account."""
    free = lambda: node.query("System", "Account", [BOB.ss58_address]).value["data"]["free"]
    before = free()
    params = {"dest": BOB.ss58_address, "value": AMOUNT}
    receipt = finalised(node, "Balances", "transfer_allow_death", params)
    events = [event.value["event"] for event in receipt.triggered_events]
    sent = next(event["attributes"] for event in events if event["event_id"] == "Transfer")
    assert (sent["to"], sent["amount"]) == (BOB.ss58_address, AMOUNT), sent
    # Bob also earns by witnessing.
    assert free() >= before + AMOUNT, "Bob did not get the amount"
    print(f"transfer finalised in {receipt.block_hash}")


def coin(node):
    """A coin of Alice's that she can spend at once, with its value in satoshi."""
    for outpoint, unspent in node.query_map("UtxoAssets", "Unspents"):
        output, origin = unspent.value["output"], unspent.value["origin"]
        coins = output["value"]["Coins"]
        if output["lock"] != {"Account": ALICE.ss58_address} or origin == "Coinbase":
            continue
        if coins["asset"] == 0 and coins["amount"] > 2 * AMOUNT:
            return outpoint.value, coins["amount"]
    raise RuntimeError("Alice has no coin")


def spend(node):
    """Spends a coin: an amount to Bob, the change to Alice, and the fee for the added output."""
    outpoint, satoshi = coin(node)
    outputs = [
        {"value": {"Coins": {"asset": 0, "amount": amount}}, "lock": {"Account": owner.ss58_address}}
        for amount, owner in ((AMOUNT, BOB), (satoshi - AMOUNT - OUTPUT_FEE, ALICE))
    ]
    # The library takes a bounded list for a tuple of one list, so each has a second pair of brackets.
    body = {"inputs": [[outpoint]], "outputs": [outputs], "not_before": 0, "memo": [[]]}
    params = {"tx": {"V1": body}, "witnesses": [["Signer"]]}
    receipt = finalised(node, "UtxoAssets", "spend", params)
    left = node.query("UtxoAssets", "Unspents", [outpoint])
    assert left.value is None, "the coin is still unspent"
    print(f"spend of {satoshi} satoshi finalised in {receipt.block_hash}")


def main():
    """Connects to the URL given as argument, and has two minutes."""
    signal.alarm(120)
    with SubstrateInterface(url=sys.argv[1]) as node:
        print(f"{node.chain}: {node.properties}")
        assert node.token_symbol == "ETP" and node.token_decimals == 8 and node.ss58_format == 42
        blocks(node)
        transfer(node)
        for tries in (2, 1, 0):
            # The coin may be staked by a block just when it is spent.
            try:
                return spend(node)
            except Exception as error:
                if not tries:
                    raise
                print(f"once more, for: {error}")


if __name__ == "__main__":
    main()
