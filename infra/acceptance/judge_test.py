"""Whether the judge can say no: runs that went right, and each with one thing wrong that it has to name."""
import copy
import unittest
from datetime import datetime, timezone
from types import SimpleNamespace

import judge

AT = 1_700_000_000.0
STEP = {"number": 1, "action": "restart", "target": "service/rig/payments", "executor": "supervisor", "parameters": {},
        "state": "completed", "rollback": False}
CHANGE = {"service": "payments", "action": "restart", "actor": "countersign", "reason": "rem_1 step 1", "at": AT + 31}
FAULT = {"service": "payments", "action": "stop", "actor": "unknown", "reason": "", "at": AT}
RESTART = {"service": "payments", "action": "restart"}


def iso(seconds):
    return datetime.fromtimestamp(AT + seconds, timezone.utc).isoformat().replace("+00:00", "Z")


class Run:
    """One fault, one incident, one restart that healed it; each test spoils it."""

    def __init__(self):
        self.remedy = [{"service": "payments", "action": "start", "or": ["restart"]}]
        self.steps = [{**STEP, "startedAt": iso(30), "endedAt": iso(35)}]
        self.changes = [dict(FAULT), dict(CHANGE)]
        self.incidents = [{"id": "inc_1", "title": "it fails", "openedAt": iso(5), "state": "resolved", "escalated": False,
                           "diagnoses": [{"number": 1, "decided": True, "causes": [{"entity": "service/rig/payments"}]}]}]
        self.claims = [{"source": "prometheus", "query": "up", "rerun": {"verdict": "same", "why": None}}]
        self.incident_of_remediation = "inc_1"
        self.killed = None

    def judged(self):
        services = [{"name": "payments", "initial_version": "5.2.0"}]
        truth = {"causes": [{"service": "payments", "change": None}], "remedy": self.remedy, "incidents": 1}
        rig = SimpleNamespace(topology={"services": services, "faults": {"crash": {"service": "payments", "action": "stop"}}},
                              truth=lambda _: truth, changes=lambda: copy.deepcopy(self.changes), injected_at=AT)
        remediation = {"id": "rem_1", "incident": self.incident_of_remediation, "diagnosis": 1, "state": "completed", "steps": self.steps}
        timeline = [{"type": "incident.opened", "at": iso(5)}, {"type": "incident.resolved", "at": iso(60)}]
        seen = {"incidents": self.incidents, "remediations": [remediation], "claims": self.claims, "timelines": {"inc_1": timeline}}
        return judge.judge("crash", rig, seen, self.killed)

    def by_playbook(self):
        self.steps[0].update(executor="playbooks")
        self.changes[1].update(actor="ansible", reason="roll back to 5.2.0")

    def scaled(self, *replicas):
        self.remedy = [{"service": "payments", "action": "scale", "replicas": 3}]
        self.steps = [{**self.steps[0], "number": n, "action": "scale", "parameters": {"replicas": str(r)}} for n, r in enumerate(replicas, 1)]
        self.changes[1:] = [{**CHANGE, "action": "scale"} for _ in replicas]

    def also(self, action):
        self.steps.append({**self.steps[0], "number": 2, "action": action})
        self.changes.append({**CHANGE, "action": action})


class JudgeTest(unittest.TestCase):
    def setUp(self):
        self.run_ = Run()

    def right(self):
        self.assertIsNone(self.run_.judged()["why"])
        self.assertTrue(self.run_.judged()["ok"])

    def wrong(self, words):
        line = self.run_.judged()
        self.assertFalse(line["ok"])
        self.assertIn(words, line["why"])

    def test_what_went_right_is_right(self):
        self.right()
        self.assertEqual(60, self.run_.judged()["seconds"]["closed"])

    def test_a_playbook_that_acts_once_is_right(self):
        self.run_.by_playbook()
        self.right()

    def test_a_playbook_that_acts_twice_is_stray(self):
        self.run_.by_playbook()
        self.run_.changes.append({**self.run_.changes[1], "at": AT + 33})
        self.wrong("unexplained change: payments restart by ansible")

    def test_what_a_playbook_did_outside_of_its_step_is_stray(self):
        self.run_.by_playbook()
        self.run_.changes[1]["at"] = AT + 39
        self.wrong("unexplained change: payments restart by ansible")

    def test_an_effect_that_came_twice_is_stray(self):
        self.run_.changes.append(dict(CHANGE))
        self.wrong("unexplained change: payments restart by countersign")

    def test_what_another_remediation_did_is_stray(self):
        self.run_.changes[1]["reason"] = "rem_2 step 1"
        self.wrong("unexplained change")

    def test_a_step_without_a_change_did_nothing(self):
        del self.run_.changes[1]
        self.wrong("on record only: payments restart")

    def test_the_fault_itself_is_explained_once(self):
        self.run_.changes.append(dict(FAULT))
        self.wrong("unexplained change: payments stop by unknown")

    def test_healing_the_rig_is_nobodys_change(self):
        self.run_.changes.append({**FAULT, "actor": "rig", "reason": "heal", "action": "start"})
        self.right()

    def test_scaling_once_to_enough_is_right(self):
        self.run_.scaled(4)
        self.right()

    def test_scaling_to_too_few_is_missing(self):
        self.run_.scaled(2)
        self.wrong("remedy missing")

    def test_scaling_twice_is_once_too_often(self):
        self.run_.scaled(3, 4)
        self.wrong("not wanted (any more) [{'service': 'payments', 'action': 'scale', 'replicas': 4}]")

    def test_a_remedy_and_its_alternative_are_one_too_many(self):
        self.run_.also("start")
        self.wrong("not wanted (any more)")

    def test_a_remedy_of_a_merged_incident_counts(self):
        self.run_.also("restart")
        self.run_.incidents.append({**self.run_.incidents[0], "id": "inc_0", "openedAt": iso(4), "state": "merged"})
        self.run_.incident_of_remediation = "inc_0"
        self.wrong("not wanted (any more)")

    def test_no_remedy_is_missing(self):
        self.run_.steps[0]["state"] = "failed"
        self.wrong("remedy missing")

    def test_where_nothing_helps_somebody_is_told_and_nothing_done(self):
        self.run_.remedy = [{"service": "payments", "action": "none"}]
        self.wrong("nobody was told")
        self.run_.incidents[0]["escalated"] = True
        self.wrong("though nothing helps")

    def test_another_cause_is_wrong(self):
        self.run_.incidents[0]["diagnoses"][0]["causes"][0]["change"] = "CHG-1"
        self.wrong("causes")

    def test_another_incident_is_too_many(self):
        self.run_.incidents.append({**self.run_.incidents[0], "id": "inc_2"})
        self.wrong("2 incidents, not 1")

    def test_what_is_open_is_not_at_an_end(self):
        self.run_.incidents[0]["state"] = "open"
        self.wrong("still open")

    def test_a_diagnosis_rests_on_claims(self):
        self.run_.claims = []
        self.wrong("without any claim")

    def test_a_claim_is_the_same_when_asked_again(self):
        self.run_.claims[0]["rerun"] = {"verdict": "unreachable", "why": "refused"}
        self.wrong("claims that can't be repeated")

    def test_a_kill_in_the_middle_is_one(self):
        self.run_.killed = {"stage": "incident.opened", "at": "incident.opened", "time": AT + 20}
        self.right()

    def test_a_kill_that_never_came_shows_nothing(self):
        self.run_.killed = {"stage": "incident.opened", "at": None, "time": None}
        self.wrong("never killed")

    def test_a_kill_after_the_end_shows_nothing(self):
        self.run_.killed = {"stage": "incident.opened", "at": "incident.opened", "time": AT + 61}
        self.wrong("killed after the end")


if __name__ == "__main__":
    unittest.main()
