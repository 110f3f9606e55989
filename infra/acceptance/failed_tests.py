#!/usr/bin/env python3
"""Names each test that failed in the builds' reports under FOLDER, with the first lines of why: one paragraph a test.

What a long run printed about it may be far above its end, or cut off.
"""

import pathlib
import sys
import xml.etree.ElementTree as tree

LINES = 14
WIDTH = 300


def failures(folder):
    for report in sorted(pathlib.Path(folder).rglob("surefire-reports/TEST-*.xml")):
        try:
            cases = tree.parse(report).getroot().iter("testcase")
        except tree.ParseError as error:
            yield f"{report}: not readable ({error}): its tests were cut off"
            continue
        for case in cases:
            for kind in ("failure", "error"):
                for found in case.findall(kind):
                    yield shown(case, found)


def shown(case, found):
    lines = (found.text or found.get("message") or "").strip().splitlines()[:LINES]
    return "\n  ".join([f"{case.get('classname')}.{case.get('name')}"] + [line.strip()[:WIDTH] for line in lines])


if __name__ == "__main__":
    for failure in failures(sys.argv[1] if len(sys.argv) > 1 else "."):
        print(failure)
