"""The product, from outside: its launcher, its command line and its HTTP API."""
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from calls import Failed, free_port, http, say, wait_until
from judge import epoch

HERE = Path(__file__).resolve().parent
OPEN = "open"
QUIET_S, AT_MOST_S = 30, 300


class Product:
    def __init__(self, launcher):
        self.launcher = launcher
        self.home = Path(tempfile.mkdtemp(prefix="countersign-home-")).resolve()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.webhook = f"{self.url}/api/v1/webhooks/alertmanager"
        self.token_file = self.home / "webhook-token"
        self.token_file.touch(mode=0o600)
        self.process, self.session, self.decided, self.killed_at = None, None, set(), None

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            self.stop()
        finally:
            if kind is not None:
                self.tail()
            shutil.rmtree(self.home, ignore_errors=True)

    def environment(self):
        """The caller's, but for what would make this anything but a fresh installation of its own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("COUNTERSIGN_DATABASE")}
        # Without the launcher's restarts: who kills the server means it, and starts it again himself.
        return {**kept, "COUNTERSIGN_RESTART": "off", "COUNTERSIGN_HOME": str(self.home), "COUNTERSIGN_PORT": str(self.port), "COUNTERSIGN_URL": self.url}

    def start(self, rig):
        config = self.home / "rig.yaml"
        text = (HERE / "rig.yaml.tmpl").read_text()
        if os.environ.get("RIG_EXECUTOR") == "ansible":
            text = text.replace("executors:\n", (HERE / "rig-ansible.yaml.tmpl").read_text(), 1)
        for name, value in {"PROMETHEUS": rig.ports["prometheus"], "SUPERVISOR": rig.ports["supervisor"],
                            "RUN_DIR": rig.run_dir, "RIG": rig.directory, "ENVIRONMENT": rig.topology["environment"], "MAX_REPLICAS": json.dumps(rig.most_replicas())}.items():
            text = text.replace(f"@{name}@", str(value))
        config.write_text(text)
        self.password_file = self.home / "first-password"
        self.config = config
        self.up()
        self.make_people(rig)

    def up(self):
        say(f"product: starting on {self.port}")
        log = open(self.home / "up.log", "ab")
        self.process = subprocess.Popen(
            [str(self.launcher), "up", "--config", str(self.config), "--initial-password-file", str(self.password_file)],
            env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        log.close()
        wait_until("the product is ready", self.ready, 120)

    def ready(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the product ended with {self.process.returncode}:\n{self.tail()}")
        return http("GET", f"{self.url}/actuator/health/readiness")[0] == 200

    def tail(self):
        text = (self.home / "up.log").read_text(errors="replace")[-6000:] if (self.home / "up.log").exists() else ""
        say(text)
        return text

    def stop(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def kill(self):
        """The server alone, with no warning; what it started has to be found again by the next one."""
        say("product: killed")
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.killed_at = time.time()

    def cli(self, *words, given=None, check=True):
        done = subprocess.run([str(self.launcher), *words], env=self.environment(), input=given or "",
                              capture_output=True, text=True, timeout=60)
        if check and done.returncode:
            raise Failed(f"countersign {' '.join(words)}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        return done

    def make_people(self, rig):
        self.cli("login", "--user", "admin", "--password-stdin", given=self.password_file.read_text())
        password = secrets.token_urlsafe(18)
        self.cli("user", "add", "acceptance-approver", "--role", "APPROVER", "--role", "RESPONDER", "--password-stdin",
                 given=password)
        self.cli("user", "add", "acceptance-second", "--role", "APPROVER", "--password-stdin", given=password)
        token = self.cli("token", "create", "rig-alertmanager", "--role", "ALERT_INTAKE", "--integration",
                         "alertmanager").stdout
        self.token_file.write_text(token.strip())
        catalog = self.home / "catalog.json"
        catalog.write_text(json.dumps(rig.catalog()))
        self.cli("catalog", "--apply", str(catalog))
        self.password = password
        self.login()

    def login(self):
        """As a person, for the decisions; its session is kept where the command line keeps it."""
        self.cli("login", "--user", "acceptance-approver", "--password-stdin", given=self.password)
        status, answer = http("POST", f"{self.url}/api/v1/login", {"name": "acceptance-approver", "password": self.password})
        if status != 200:
            raise Failed(f"login: {status} {answer}")
        self.session = answer["session"]

    def agree_too(self, remediation):
        """What is of tier 1 takes a second person, who is shown the same plan."""
        status, answer = http("POST", f"{self.url}/api/v1/login", {"name": "acceptance-second", "password": self.password})
        if status != 200:
            raise Failed(f"second login: {status} {answer}")
        word = {"decision": "approve", "planDigest": remediation["planDigest"], "reason": "as shown to me too"}
        status, answer = http("POST", f"{self.url}/api/v1/remediations/{remediation['id']}/decisions", word, answer["session"])
        say(f"product: {remediation['id']} agreed to by a second person: {status} {'' if status == 200 else answer}")
        return status == 200  # whoever was answered otherwise asks again, while it waits

    def wait_until_green(self):
        def green():
            done = self.cli("doctor", "-o", "json", check=False)
            if done.returncode not in (0, 1):
                raise Failed(done.stderr.strip()[-300:])
            if done.returncode:
                raise Failed(done.stdout.strip()[-600:])
            return True
        wait_until("doctor is green", green, 60, 1)

    def get(self, path):
        status, answer = http("GET", f"{self.url}/api/v1{path}", token=self.session)
        if status != 200:
            raise Failed(f"GET {path}: {status} {answer}")
        return answer

    def all(self, path):
        found, cursor = [], None
        while True:
            joint = "&" if "?" in path else "?"
            page = self.get(path + (f"{joint}cursor={cursor}" if cursor else ""))
            found += page["items"]
            cursor = page.get("next")
            if not cursor:
                return found

    def answer(self, rig, killed=None):
        """Approves every proposal as shown, until the end; what was then to be seen.

        killed: at its stage the server is killed and started again; learns which event was the newest then.
        """
        quiet_since = time.time()
        while time.time() - rig.injection_returned < AT_MOST_S:
            try:
                incidents = self.all("/incidents")
                if killed and killed["at"] is None and self.has_come(killed["stage"], incidents):
                    self.kill()
                    self.up()
                    killed["time"] = self.killed_at
                    killed["at"] = self.newest_before(killed["stage"], self.killed_at)
                self.approve_what_waits()
                busy = rig.firing() or any(i["state"] == OPEN for i in incidents)
                self.heal_if_left_to_people(rig, incidents)
            except Failed as e:   # both may be busy for a moment
                say(f"waiting: {e}")
                busy, incidents = True, []
            if busy:
                quiet_since = time.time()
            since = max(quiet_since, rig.injection_returned)
            if time.time() - since >= QUIET_S:
                return self.seen()
            time.sleep(0.5)
        say("not at an end within 5 minutes")
        return self.seen()

    def loop(self):
        """The loop's own events, oldest first: what alerts and people say meanwhile isn't its progress."""
        kinds = ("incident.opened", "incident.evidence-gathered", "incident.diagnosis-made", "remediation.")
        return [e for e in self.all("/audit/events") if e["type"].startswith(kinds)]

    def has_come(self, stage, incidents):
        return any(i["state"] == OPEN for i in incidents) and any(e["type"] == stage for e in self.loop())

    def newest_before(self, stage, killed_at):
        """The stage if nothing followed its first event before the kill, else what had come last by then."""
        events = [e for e in self.loop() if epoch(e["at"]) <= killed_at]
        first = next(n for n, e in enumerate(events) if e["type"] == stage)
        rest = [e["type"] for e in events[first:] if e["type"] != stage]
        return rest[-1] if rest else stage

    def approve_what_waits(self):
        for r in self.all("/remediations?state=awaiting_approval"):
            if (r["id"], r["planDigest"]) not in self.decided:
                done = self.cli("approve", r["id"], "--plan", r["planDigest"], "--reason", "as shown", check=False)
                say(f"product: approve {r['id']} ({r['actionClass']}): exit {done.returncode} {done.stderr.strip()[-200:]}")
                quorum = (r.get("policy") or {}).get("quorum") or 1
                agreed = done.returncode == 0 and (quorum <= 1 or self.agree_too(r))
                if agreed or done.returncode == 4:
                    self.decided.add((r["id"], r["planDigest"]))

    def heal_if_left_to_people(self, rig, incidents):
        left = [i for i in incidents if i["state"] == OPEN and i["escalated"] and not i["remediations"]]
        if left and rig.healed_at is None:
            rig.heal()

    def seen(self):
        incidents = [self.get(f"/incidents/{i['id']}") for i in self.all("/incidents")]
        remediations = [self.get(f"/remediations/{r['id']}") for r in self.all("/remediations")]
        timelines = {i["id"]: self.all(f"/incidents/{i['id']}/timeline") for i in incidents}
        claims = [c for i in incidents for d in i["diagnoses"]
                  for c in self.get(f"/incidents/{i['id']}/diagnoses/{d['number']}/claims?rerun=true")["items"]]
        return {"incidents": incidents, "remediations": remediations, "timelines": timelines, "claims": claims}
