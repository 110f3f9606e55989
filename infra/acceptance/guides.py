"""Runs the commands of guides, as somebody who follows them would: on a server of their own, in a directory of their own.

    infra/acceptance/guides.py PRODUCT GUIDE.md[+GUIDE.md...]...

Guides with a plus between them are followed one after the other on the same server.
A block of `yaml` whose first line is `# NAME.yaml` is (appended to) that file. A block of `sh` is run by bash, in order; before
it the server is started (again) if a file has changed. Each line of a block of `text` that follows must be in its output; of a
line with `...` each part. A simulator that a block of `console` starts is started, until the guide's end.
Other blocks are for reading. Ports, ~/.countersign and /etc/countersign are replaced by the run's own.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from calls import Failed, free_port, http, say, wait_until
from product import Product

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^# ([\w./-]+\.yaml)\n")
SIMULATOR = re.compile(r"^\./countersign sim (\w+) --port (\d+)([^#\n]*)", re.MULTILINE)
REFERRED = re.compile(r"file:(~/\.countersign/[\w.-]+)")


class Follower:
    """One guide on one fresh server."""

    def __init__(self, product, directory):
        self.product, self.directory = product, directory
        self.running, self.simulators = {}, []
        self.ports = {"7780": product.port, "7790": free_port()}
        (directory / "countersign").symlink_to(product.launcher)
        (directory / "countersign.yaml").touch()

    def follow(self, text):
        ran, output = 0, None
        for kind, body in BLOCK.findall(text):
            if kind == "yaml":
                self.keep(self.localised(body))
            elif kind == "sh":
                output = self.run(self.localised(body))
                ran += 1
            elif kind == "console":
                self.simulate(body)
            elif kind == "text" and output is not None:
                self.compare(body, output)
            if kind != "sh":
                output = None
        return ran

    def localised(self, body):
        for path in REFERRED.findall(body):
            if not (self.directory / Path(path).name).exists():
                (self.directory / Path(path).name).write_text("made-up-for-this-run\n")
        for port, own in self.ports.items():
            body = body.replace(f"127.0.0.1:{port}", f"127.0.0.1:{own}")
        return body.replace("~/.countersign", str(self.directory)).replace("/etc/countersign", str(self.directory))

    def simulate(self, body):
        for program, port, arguments in SIMULATOR.findall(body):
            own = self.ports.setdefault(port, free_port())
            command = [str(self.product.launcher), "sim", program, "--port", str(own), *self.localised(arguments).split()]
            say(f"$ {' '.join(command[1:])}")
            self.simulators.append(subprocess.Popen(command, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
            wait_until("the simulator listens", lambda own=own: http("GET", f"http://127.0.0.1:{own}/")[0] == 200, 60)

    def close(self):
        for simulator in self.simulators:
            simulator.kill()
            simulator.wait()

    def keep(self, body):
        name = FILE.match(body)
        if name:
            path = self.directory / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "a") as file:
                file.write(body)

    def run(self, commands):
        self.serve()
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], cwd=self.directory, text=True, timeout=120,
                              env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        say(f"$ {commands.strip()}\n{done.stdout.strip()[:2000]}")
        if done.returncode:
            raise Failed(f"exit {done.returncode} of: {commands.strip()}")
        return done.stdout

    def environment(self):
        own = self.product.environment()
        return {**own, "PATH": f"{self.directory}:{own['PATH']}"}

    def serve(self):
        """On the files as they are now."""
        now = {p: p.read_text() for p in sorted(self.directory.rglob("*.yaml"))}
        if now == self.running and self.product.process:
            return
        first = self.product.process is None
        self.product.stop()
        self.running = now
        self.product.up()
        if first:
            self.product.cli("login", "--user", "admin", "--password-stdin", given=self.product.password_file.read_text())

    @staticmethod
    def compare(wanted, output):
        for line in filter(None, map(str.strip, wanted.splitlines())):
            missing = [part for part in line.split("...") if part.strip() and part.strip() not in output]
            if missing:
                raise Failed(f"not in the output: {missing}")


def follow(launcher, guides):
    name = "+".join(guide.name for guide in guides)
    directory = Path(tempfile.mkdtemp(prefix="countersign-guide-")).resolve()
    try:
        with Product(launcher) as product:
            product.config, product.password_file = directory / "countersign.yaml", product.home / "first-password"
            follower = Follower(product, directory)
            try:
                ran = [follower.follow(guide.read_text()) for guide in guides]
            finally:
                follower.close()
            say(f"{name}: {ran} blocks of commands")
            return all(ran)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def main():
    launcher, failed = Path(sys.argv[1]).resolve(), []
    for names in sys.argv[2:]:
        try:
            followed = follow(launcher, [Path(name).resolve() for name in names.split("+")])
        except Exception as e:  # one guide that is wrong must not hide the next
            say(f"{names}: {e}")
            followed = False
        if not followed:
            failed.append(names)
    if failed:
        sys.exit(f"not true, or nothing in it to run: {', '.join(failed)}")


if __name__ == "__main__":
    main()
