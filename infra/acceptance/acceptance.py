"""Runs faults of a rig through the product, from outside: what rig.sh starts."""
import argparse
import json
import signal
import sys
import traceback
from pathlib import Path

from estate import Rig
from judge import judge
from product import Product


def run(fault, rig_dir, launcher):
    """One fault on a fresh rig and a fresh product; the line to print."""
    line = {"fault": fault, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": None}
    with Rig(rig_dir) as rig, Product(launcher) as product:
        rig.start(product.webhook, product.token_file)
        product.start(rig)
        product.wait_until_green()
        rig.inject(fault)
        seen = product.answer(rig)
        line.update(judge(fault, rig, seen))
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rig", type=Path, required=True)
    parser.add_argument("--product", type=Path, required=True)
    parser.add_argument("faults", nargs="*")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda n, _: sys.exit(128 + n))
    faults = arguments.faults or list(json.loads((arguments.rig / "topology.json").read_text())["faults"])
    right = True
    for fault in faults:
        try:
            line = run(fault, arguments.rig, arguments.product)
        except Exception as e:  # one fault that can't be run must not keep the next from running
            traceback.print_exc(file=sys.stderr)
            line = {"fault": fault, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": f"not run: {e}"}
        right = right and line["ok"]
        print(json.dumps(line), flush=True)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
