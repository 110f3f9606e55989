"""Drives a Jira Data Center with `jira` and `atlassian-python-api`."""
import sys

from atlassian import Jira
from jira import JIRA

BASE, MANY = sys.argv[1], 105

j = JIRA(server=BASE, token_auth="bot:jira-sim-token", max_retries=0)
assert j.deploymentType == "Server", j.deploymentType
issue = j.create_issue(project="OPS", issuetype="Task", summary="s")
issue.update(summary="n")
assert j.issue(issue.id).fields.summary == "n"
j.transition_issue(issue, "Start")
j.add_comment(issue, "x")
assert j.issue(issue.key, expand="changelog").changelog.histories
assert j.search_users(user="alice")[0].name == "alice"
for number in range(MANY - 1):
    j.create_issue(project="OPS", issuetype="Task", summary=f"s{number}")
found = j.search_issues("project=OPS", maxResults=False)
assert len(found) == MANY, len(found)
assert found.total == MANY

a = Jira(url=BASE, token="bot:jira-sim-token")
made = a.create_issue(fields={"project": {"key": "OPS"}, "issuetype": {"name": "Task"}, "summary": "a"})
a.issue_transition(made["key"], "In Progress")
assert a.get_issue_status(made["key"]) == "In Progress"
assert a.jql("project=OPS", limit=2)["total"] == MANY + 1
print("jira, atlassian-python-api: content with the Data Center")
