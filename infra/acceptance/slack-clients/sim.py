"""slack-sim as another process, and the people in it: they use its page, as in a browser."""

import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

ALICE = "U0USER0001"


class Sim:
    """Started with an app that listens at a URL, or by Socket Mode without one."""

    def __init__(self, url=""):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        command = [java, "-cp", os.environ["SLACK_SIM_CLASSPATH"],
                   "io.countersign.simulators.slack.page.SlackSimCommand"]
        self.process = subprocess.Popen(command + (["--url", url] if url else []),
                                        stdout=subprocess.PIPE, text=True)
        self.settings = {}
        while "mode" not in self.settings:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit("slack-sim did not start")
            name, _, value = line.strip().partition(": ")
            self.settings[name] = value

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()

    def page(self, channel, person=ALICE):
        """What a person sees."""
        query = urllib.parse.urlencode({"as": person, "channel": channel})
        with urllib.request.urlopen(self.settings["page"] + "?" + query) as answer:
            return answer.read().decode()

    def act(self, channel, what, person=ALICE, **fields):
        """What a person does: press, submit, close, say."""
        form = {"as": person, "channel": channel, "do": what, **fields}
        request = urllib.request.Request(self.settings["page"], urllib.parse.urlencode(form).encode())
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def view(self, channel):
        """The form that is open; empty where there is none."""
        found = re.findall(r'name="view" value="([^"]+)"', self.page(channel))
        return found[-1] if found else ""
