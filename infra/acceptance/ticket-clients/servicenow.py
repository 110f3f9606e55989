"""Drives a ServiceNow with `pysnow` and `aiosnow`."""
import asyncio
import sys
from urllib.parse import urlsplit

import aiosnow
import pysnow
import requests
from aiosnow.models.table.declared import IncidentModel as I

BASE = sys.argv[1]
HOST = urlsplit(BASE).netloc
AUTH = ("bot", "snow-sim-password")

c = pysnow.Client(host=HOST, user=AUTH[0], password=AUTH[1], use_ssl=False)
inc = c.resource(api_path="/table/incident")
r = inc.create(payload={"short_description": "s", "urgency": "1", "correlation_id": "countersign:1"}).one()
assert inc.get(query={"correlation_id": "countersign:1"}).one()["sys_id"] == r["sys_id"]
for number in range(6):
    inc.create(payload={"short_description": f"s{number}", "urgency": "1"})
page = inc.get(query="urgency=1^ORDERBYnumber", limit=2, offset=2).all()
assert len(page) == 2, page
inc.update(query={"number": r["number"]}, payload={"state": "2", "work_notes": "n"})
again = inc.get(query={"number": r["number"]}).one()
assert again["state"] == "2" and again["work_notes"] == "", again
assert inc.get(query={"number": "INC9"}).one_or_none() is None
c.resource(api_path="/table/incident").attachments.upload(sys_id=r["sys_id"], file_path=sys.argv[0])
chg = c.resource(api_path="/table/change_request").create(payload={"type": "normal", "short_description": "c"}).one()
assert chg["state"] == "-5"


async def go():
    async with I(aiosnow.Client(HOST, basic_auth=AUTH, use_ssl=False), table_name="incident") as incidents:
        for _ in range(5):
            await incidents.create({"short_description": "p", "impact": 3})
        found = [x async for x in incidents.stream(I.impact.equals(3), page_size=2, limit=100)]
        assert len(found) == 5, len(found)
        record = next(it for it in found[0] if isinstance(it, dict))
        one = record["number"]
        number = one["value"] if isinstance(one, dict) else str(one)
        await incidents.update(I.number == number, {"state": "2"})
        await incidents.delete(I.number == number)


asyncio.run(go())

# Nobody's client judges these.
made = requests.post(BASE + "/api/now/table/incident", json={"short_description": "x"}, auth=AUTH, timeout=5)
assert made.status_code == 201, made.status_code
gone = requests.get(BASE + "/api/now/table/incident/0", auth=AUTH, timeout=5)
assert gone.status_code == 404 and gone.json()["status"] == "failure", gone.text
wild = requests.get(BASE + "/api/now/table/incident?sysparm_query=no_such=1", auth=AUTH, timeout=5)
assert wild.status_code == 200 and len(wild.json()["result"]) > 5, "an unknown column is passed over"
assert int(wild.headers["X-Total-Count"]) == len(wild.json()["result"])
wrong = requests.get(BASE + "/api/now/table/nothing", auth=AUTH, timeout=5)
assert wrong.status_code == 400, wrong.status_code
assert requests.get(BASE + "/api/now/table/incident", timeout=5).status_code == 401
print("pysnow, aiosnow: content with ServiceNow")
