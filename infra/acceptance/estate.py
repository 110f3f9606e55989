"""The rig, driven through its own command only."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from calls import Failed, free, http, say


class Rig:
    def __init__(self, directory):
        self.directory = directory
        self.topology = json.loads((directory / "topology.json").read_text())
        self.run_dir = Path(tempfile.mkdtemp(prefix="countersign-rig-")).resolve()
        self.base = self._free_base()
        self.injected_at, self.healed_at, self.ports = None, None, {}

    def _free_base(self):
        offsets = [s["port_offset"] for s in self.topology["services"]] + [10, 20, 50, 51, 52, 53, 90, 93]
        for _ in range(200):
            base = random.randrange(21000, 32000, 100)
            if all(free(base + o) for o in offsets):
                return base
        raise Failed("no free range of ports")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.command("stop")
        finally:
            shutil.rmtree(self.run_dir, ignore_errors=True)

    def command(self, *words, extra=None):
        environment = {**os.environ, "RIG_RUN_DIR": str(self.run_dir), "RIG_PORT_BASE": str(self.base), **(extra or {})}
        done = subprocess.run([sys.executable, "-B", str(self.directory / "rig.py"), *words], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise Failed(f"rig.py {' '.join(words)}: {(done.stderr or done.stdout).strip()[-500:]}")
        return json.loads(done.stdout)

    def start(self, webhook, token_file):
        say(f"rig: starting on {self.base} in {self.run_dir}")
        self.command("start", extra={"RIG_WEBHOOK_URL": webhook, "RIG_WEBHOOK_TOKEN_FILE": str(token_file)})
        self.ports = self.command("status")["ports"]

    def inject(self, fault):
        self.injected_at = time.time()
        say(f"rig: injecting {fault}")
        self.command("inject", fault)
        self.injection_returned = time.time()

    def heal(self):
        self.healed_at = time.time()
        say("rig: healing")
        self.command("heal")

    def truth(self, fault):
        return self.command("truth", fault)

    def firing(self):
        status, answer = http("GET", f"http://127.0.0.1:{self.ports['prometheus']}/api/v1/alerts")
        if status != 200:
            raise Failed(f"Prometheus: {status}")
        return [a for a in answer["data"]["alerts"] if a["state"] == "firing" and a["labels"]["alertname"] != "Watchdog"]

    def changes(self):
        token = (self.run_dir / "control-token").read_text().strip()
        url = f"http://127.0.0.1:{self.ports['supervisor']}/changes?since={self.injected_at - 0.5}"
        return http("GET", url, token=token)[1]["changes"]

    def most_replicas(self):
        """What the control API doesn't tell of its services."""
        return {s["name"]: {"maxReplicas": str(s["max_replicas"])} for s in self.topology["services"]}

    def catalog(self):
        """Entities and relations from the services; faults and truth are never shown to the product."""
        environment = self.topology["environment"]
        services = self.topology["services"]
        return {
            "environment": environment,
            "entities": [{"name": s["name"], "owner": s["team"], "tier": s["tier"], "entryPoint": bool(s.get("entry"))}
                         for s in services],
            "relations": [{"kind": "calls", "from": s["name"], "to": d} for s in services for d in s["depends_on"]],
        }
