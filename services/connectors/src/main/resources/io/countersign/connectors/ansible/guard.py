"""Keeps Ansible's own processes from reading files that no plan's digest binds.

Loaded as sitecustomize before anything of Ansible is, and inherited by the workers that it forks.
What it starts besides (modules, also on this machine) does without: that acts on targets.
"""

import json
import os
import sys

SYSTEM = (
    "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/pts", "/dev/ptmx", "/sys", "/usr/share/zoneinfo", "/usr/share/locale", "/usr/lib/locale",
    "/usr/lib/ssl", "/usr/share/ca-certificates", "/usr/lib/os-release", "/usr/share/mime",
)
# Programs of this machine whose output would become content.
PROGRAMS = ("pipe", "lines")
CONTENT = (".yml", ".yaml", ".json", ".j2", ".py", ".ini", ".cfg")


def guard():
    here = os.path.dirname(os.path.abspath(__file__))
    os.environ.pop("PYTHONPATH", None)
    with open(os.path.join(here, "bound.json"), encoding="utf-8") as file:
        bound = json.load(file)
    bound += [os.path.realpath(sys.executable), *SYSTEM]
    bound += [path for path in sys.path if path]
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != here]
    roots = {os.path.abspath(path) for path in bound}
    roots |= {os.path.realpath(path) for path in roots}
    report = os.path.join(here, "unbound.txt")

    def within(path):
        while True:
            if path in roots:
                return True
            above = os.path.dirname(path)
            if above == path:
                return False
            path = above

    def of_the_machine(path):
        return (
            path.startswith("/etc/")
            and not path.startswith("/etc/ansible/")
            and not path.endswith(CONTENT)
        )

    def of_a_process(path):
        return path.startswith("/proc/") and os.path.realpath(path).startswith("/proc/")

    def runs_programs(path):
        folder, name = os.path.split(path.replace("/__pycache__/", "/"))
        return folder.endswith("/plugins/lookup") and name.split(".")[0] in PROGRAMS

    def allowed(path):
        if runs_programs(path):
            return False
        # A step up from a link leads elsewhere than it reads.
        plain = os.path.realpath(path) if ".." in path.split(os.sep) else os.path.abspath(path)
        return within(plain) or within(os.path.realpath(plain)) or of_the_machine(plain) or of_a_process(plain)

    def hook(event, arguments):
        if event != "open":
            return
        path, _, flags = arguments
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        if isinstance(flags, int) and flags & os.O_ACCMODE == os.O_WRONLY:
            return
        path = os.fsdecode(path)
        if not os.path.isfile(path) or allowed(path):
            return
        with open(report, "a", encoding="utf-8", errors="replace") as file:
            file.write(path + "\n")
        raise PermissionError(13, "nothing binds it to what is approved", path)

    sys.addaudithook(hook)
    with open(os.path.join(here, "active"), "w", encoding="utf-8"):
        pass


guard()
