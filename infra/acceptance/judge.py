"""Was it right? Compares what the product said and did with the truth, which is read only now."""
import json
from collections import Counter
from datetime import datetime

def judge(fault, rig, seen, killed=None):
    truth = rig.truth(fault)
    lines = [incident_line(i, seen, rig) for i in sorted(seen["incidents"], key=lambda i: i["openedAt"])]
    counted = [x for x in lines if x["state"] != "merged"]
    # What a merged incident did was done, too.
    faults = [w for w in (wrong_number(counted, truth), wrong_causes(counted, truth), wrong_remedy(lines, truth),
                          still_open(counted), wrong_claims(seen), killed and not_killed(killed, seen),
                          *stray_changes(fault, rig, seen)) if w]
    return {"ok": not faults, "incidents": lines, "claims": tally(c["rerun"]["verdict"] for c in seen["claims"]), "expected": truth, "seconds": seconds(rig, seen),
            "why": "; ".join(faults) or None}


def name(entity):
    return entity.split("/", 2)[-1]


def incident_line(incident, seen, rig):
    causes = []
    for diagnosis in settled(incident, seen):
        first = diagnosis["causes"][0]
        cause = {"service": name(first["entity"]), "change": first.get("change")}
        if cause not in causes:
            causes.append(cause)
    return {"title": incident["title"], "causes": causes, "actions": actions(incident["id"], seen, rig), "state": incident["state"],
            "escalated": incident["escalated"]}


def settled(incident, seen):
    """The diagnoses whose remedy was verified, one after the other; without any the last that names a cause."""
    decided = [d for d in incident["diagnoses"] if d["decided"]]
    remedied = {r["diagnosis"] for r in seen["remediations"] if r["incident"] == incident["id"] and r["state"] == "completed"}
    return [d for d in decided if d["number"] in remedied] or decided[-1:]


def word(step, rig):
    """Deploying what ran before the fault is a rollback; undoing a step of the product's own is neither."""
    if step.get("rollback"):
        return f"undo by {step['action']}"
    first = {s["name"]: s["initial_version"] for s in rig.topology["services"]}
    if step["action"] == "deploy" and step.get("parameters", {}).get("version") == first.get(name(step["target"])):
        return "rollback"
    return step["action"]


def actions(incident, seen, rig):
    done = []
    for r in seen["remediations"]:
        if r["incident"] == incident:
            for s in r["steps"]:
                if s["state"] == "completed":
                    act = {"service": name(s["target"]), "action": word(s, rig)}
                    if "replicas" in s.get("parameters", {}):
                        act["replicas"] = int(s["parameters"]["replicas"])
                    done.append(act)
    return done


def wrong_number(lines, truth):
    return None if len(lines) == truth["incidents"] else f"{len(lines)} incidents, not {truth['incidents']}"


def wrong_causes(lines, truth):
    found = {(c["service"], c["change"]) for x in lines for c in x["causes"]}
    wanted = {(c["service"], c["change"]) for c in truth["causes"]}
    return None if found == wanted else f"causes {sorted(map(str, found))}, not {sorted(map(str, wanted))}"


def serves(action, wanted):
    return (action["service"] == wanted["service"] and action["action"] in (wanted["action"], *wanted.get("or", []))
            and action.get("replicas", 0) >= wanted.get("replicas", 0))


def wrong_remedy(lines, truth):
    """Each wanted action is served by one that was done, and each that was done serves one: a second remedy isn't wanted."""
    extra = [a for x in lines for a in x["actions"]]
    wanted = [w for w in truth["remedy"] if w["action"] != "none"]
    if not wanted:
        if truth["remedy"] and not any(x["escalated"] for x in lines):
            return "nobody was told"
        return f"did {extra}, though nothing helps" if extra else None
    missing = []
    for w in wanted:
        served = next((a for a in extra if serves(a, w)), None)
        if served:
            extra.remove(served)
        else:
            missing.append(w)
    return f"remedy missing {missing}, not wanted (any more) {extra}" if missing or extra else None


def still_open(lines):
    left = [x["title"] for x in lines if x["state"] == "open"]
    return f"still open: {left}" if left else None


def tally(words):
    return dict(sorted(Counter(words).items()))


def wrong_claims(seen):
    """Asked again minutes later, every source has to say the same; and a diagnosis rests on claims."""
    if any(i["diagnoses"] for i in seen["incidents"]) and not seen["claims"]:
        return "diagnoses without any claim"
    others = [f'{c["source"]} {c["query"]}: {c["rerun"]["verdict"]} {c["rerun"]["why"]}' for c in seen["claims"] if c["rerun"]["verdict"] != "same"]
    return f"claims that can't be repeated: {others}" if others else None


def not_killed(killed, seen):
    """A kill that never came, or came after the end, shows nothing. Where it struck stands in the line."""
    if not killed["at"]:
        return f"never killed: there was no {killed['stage']} while an incident was open"
    last = max(closings(seen), default=None)
    return f"killed after the end, {killed['time'] - last:.1f} s" if last is not None and killed["time"] >= last else None


def closings(seen):
    return [epoch(e["at"]) for entries in seen["timelines"].values() for e in entries
            if e["type"] in ("incident.resolved", "incident.recovered")]


def stray_changes(fault, rig, seen):
    """Where the target's journal and the product's record differ: each completed step stands for exactly one change."""
    steps = [{**s, "remediation": r["id"]} for r in seen["remediations"] for s in r["steps"] if s["state"] == "completed"]
    faults = rig.topology["faults"][fault].get("steps", [rig.topology["faults"][fault]])
    injected = [(s["service"], "deploy" if "deploy" in s else s.get("action")) for s in faults]
    for change in rig.changes():
        key = (change["service"], change["action"])
        if change["actor"] == "rig" and change["reason"] == "heal":
            continue
        if change["actor"] in ("release-pipeline", "unknown") and key in injected:
            injected.remove(key)
            continue
        mine = next((s for s in steps if made(change, s)), None)
        if mine:
            steps.remove(mine)
        else:
            yield f"unexplained change: {change['service']} {change['action']} by {change['actor']}"
    for s in steps:
        yield f"on record only: {name(s['target'])} {s['action']}, no change at the target is left for it"


def made(change, step):
    """Whether the step made this change. A playbook's action tells no remediation: its target, actor and time do."""
    if name(step["target"]) != change["service"]:
        return False
    if step["executor"] == "playbooks":
        return change["actor"] == "ansible" and epoch(step["startedAt"]) - 3 <= change["at"] <= epoch(step["endedAt"]) + 3
    return step["action"] == change["action"] and step["remediation"] in change["reason"]


def epoch(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def seconds(rig, seen):
    first, last = {}, {}
    for entries in seen["timelines"].values():
        for e in entries:
            at = epoch(e["at"]) - rig.injected_at
            first[e["type"]] = min(first.get(e["type"], at), at)
            last[e["type"]] = max(last.get(e["type"], at), at)
    found = {"firstAlert": first.get("alert.raised") or first.get("incident.opened"),
             "settled": first.get("incident.evidence-gathered"),
             "cardShown": first.get("remediation.approval-requested"), "executed": last.get("remediation.step-completed"),
             "verified": last.get("remediation.verification-passed"), "closed": max(closings(seen), default=rig.injected_at) - rig.injected_at or None}
    return {k: None if v is None else round(v, 2) for k, v in found.items()}
