"""Runs a command with slack-sim beside it: SLACK_API_URL, SLACK_TOKEN and SLACK_CHANNEL say where."""

import os
import subprocess
import sys

from sim import Sim

with Sim() as sim:
    environment = {**os.environ, "SLACK_API_URL": sim.settings["apiUrl"], "SLACK_TOKEN": sim.settings["botToken"]}
    sys.exit(subprocess.run(sys.argv[1:], env=environment, timeout=120).returncode)
