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

# The server is killed once this event is there: each is followed by something that takes a while (what passes the verification
# closes the incident in the same instant, so nobody outside could strike between). Where it struck is told.
STAGES = ("incident.opened", "incident.evidence-gathered", "remediation.approval-requested", "remediation.step-started",
          "remediation.step-completed")


def run(fault, rig_dir, launcher, stage):
    """One fault on a fresh rig and a fresh product; the line to print."""
    killed = {"stage": stage, "at": None, "time": None} if stage else None
    line = {"fault": fault, "killed": killed, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": None}
    with Rig(rig_dir) as rig, Product(launcher) as product:
        rig.start(product.webhook, product.token_file)
        product.start(rig)
        product.wait_until_green()
        rig.inject(fault)
        seen = product.answer(rig, killed)
        line.update(judge(fault, rig, seen, killed))
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rig", type=Path, required=True)
    parser.add_argument("--product", type=Path, required=True)
    parser.add_argument("--kill", action="store_true", help="kill the server once, at a random stage of each fault's loop")
    parser.add_argument("--kill-at", choices=STAGES, help="at this one instead")
    parser.add_argument("faults", nargs="*")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda n, _: sys.exit(128 + n))
    faults = arguments.faults or list(json.loads((arguments.rig / "topology.json").read_text())["faults"])
    right = True
    for fault in faults:
        try:
            line = run(fault, arguments.rig, arguments.product, arguments.kill_at or (random.choice(STAGES) if arguments.kill else None))
        except Exception as e:  # one fault that can't be run must not keep the next from running
            traceback.print_exc(file=sys.stderr)
            line = {"fault": fault, "ok": False, "incidents": [], "expected": None, "seconds": {}, "why": f"not run: {e}"}
        right = right and line["ok"]
        print(json.dumps(line), flush=True)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
