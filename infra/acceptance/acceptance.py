"""Runs faults of a rig through the product, from outside: what rig.sh starts."""
import argparse
import json
import random
import signal
import sys
import traceback
from pathlib import Path

from estate import Rig
from judge import judge
from product import Product

KILLED_WITHIN_S = 45  # most loops of the rig are approved, run and verified within that


def run(fault, rig_dir, launcher, kill):
    """One fault on a fresh rig and a fresh product; the line to print."""
    kill_after = round(random.uniform(0, KILLED_WITHIN_S), 1) if kill else None
    line = {"fault": fault, "killedAfter": kill_after, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": None}
    with Rig(rig_dir) as rig, Product(launcher) as product:
        rig.start(product.webhook, product.token_file)
        product.start(rig)
        product.wait_until_green()
        rig.inject(fault)
        seen = product.answer(rig, kill_after)
        line.update(judge(fault, rig, seen))
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rig", type=Path, required=True)
    parser.add_argument("--product", type=Path, required=True)
    parser.add_argument("--kill", action="store_true", help="kill the server once, at a random moment of each fault")
    parser.add_argument("faults", nargs="*")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda n, _: sys.exit(128 + n))
    faults = arguments.faults or list(json.loads((arguments.rig / "topology.json").read_text())["faults"])
    right = True
    for fault in faults:
        try:
            line = run(fault, arguments.rig, arguments.product, arguments.kill)
        except Exception as e:  # one fault that can't be run must not keep the next from running
            traceback.print_exc(file=sys.stderr)
            line = {"fault": fault, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": f"not run: {e}"}
        right = right and line["ok"]
        print(json.dumps(line), flush=True)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
