"""Drives a Jira of the Cloud, version 2, with `jira` and `atlassian-python-api`."""
import sys

from atlassian import Jira
from jira import JIRA

BASE, MANY = sys.argv[1], 105

j = JIRA(server=BASE, basic_auth=("bot@example.com", "jira-sim-token"), max_retries=0)
assert j.deploymentType == "Cloud", j.deploymentType
issue = j.create_issue(project="OPS", issuetype="Task", summary="s", description="d")
issue.update(summary="n")
assert j.issue(issue.key).fields.summary == "n"
assert j.issue(issue.id).key == issue.key
before = issue.fields.status.name
j.transition_issue(issue, "Start")
assert j.issue(issue.key).fields.status.name != before
comment = j.add_comment(issue, "x")
assert [it.body for it in j.comments(issue)] == ["x"]
comment.update(body="y")
assert j.comment(issue, comment.id).body == "y"
with open(sys.argv[0], "rb") as file:
    j.add_attachment(issue=issue, attachment=file, filename="f.txt")
assert len(j.issue(issue.key).fields.attachment) == 1
assert j.search_users(query="alice@example.com")[0].displayName
assert {it["id"] for it in j.fields()} >= {"summary", "priority"}
for number in range(MANY - 1):
    j.create_issue(project="OPS", issuetype="Task", summary=f"s{number}")
found = j.enhanced_search_issues("project=OPS", maxResults=0)
assert len(found) == MANY, len(found)
issue.delete()

a = Jira(url=BASE, username="bot@example.com", password="jira-sim-token", cloud=True)
made = a.create_issue(fields={"project": {"key": "OPS"}, "issuetype": {"name": "Task"}, "summary": "a"})
a.issue_transition(made["key"], "In Progress")
assert a.get_issue_status(made["key"]) == "In Progress"
assert a.approximate_issue_count("project=OPS") in (MANY, {"count": MANY})
page = a.enhanced_jql("project=OPS", limit=3)
assert len(page["issues"]) == 3 and page["isLast"] is False and page["nextPageToken"]
for title in ("one", "two"):
    a.create_or_update_issue_remote_links(made["key"], "https://example.org/", title, global_id="g")
links = a.get_issue_remote_links(made["key"])
assert [it["object"]["title"] for it in links] == ["two"], links
import requests

gone = requests.get(BASE + "/rest/api/2/search", params={"jql": "project=OPS"}, auth=("bot@example.com", "jira-sim-token"), timeout=5)
assert gone.status_code == 410, gone.status_code
slash = requests.post(
    BASE + "/rest/api/2/issue/",
    json={"fields": {"project": {"key": "OPS"}, "issuetype": {"name": "Task"}, "summary": "b"}},
    auth=("bot@example.com", "jira-sim-token"),
    timeout=5,
)
assert slash.status_code == 201, slash.status_code
print("jira, atlassian-python-api: content with the Cloud")
