"""slack_sdk as the app that asks, bolt as the app that is told, over HTTP and over Socket Mode."""

import hashlib
import hmac
import socket
import threading
import time
import urllib.error
import urllib.request

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sim import ALICE, Sim

MODAL = {
    "type": "modal", "callback_id": "reason", "private_metadata": "kept", "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Why?"}, "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [{"type": "input", "block_id": "r", "label": {"type": "plain_text", "text": "Reason"},
                "element": {"type": "plain_text_input", "action_id": "r"}}],
}
BLOCKS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Roll *back*?"}},
    {"type": "actions", "elements": [
        {"type": "button", "action_id": "approve", "value": "v1", "text": {"type": "plain_text", "text": "Approve"}}]},
]


def expect(right, what):
    print(("ok   " if right else "FAIL ") + what, flush=True)
    if not right:
        raise SystemExit(1)


def error_of(call):
    try:
        call()
    except SlackApiError as e:
        return e.response["error"]
    return "none"


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def web_api(sim):
    c = WebClient(token=sim.settings["botToken"], base_url=sim.settings["apiUrl"])
    expect(c.api_test()["ok"], "api.test")
    me = c.auth_test()
    expect(me["user_id"].startswith("U") and "chat:write" in {k.lower(): v for k, v in me.headers.items()}["x-oauth-scopes"], "auth.test with scopes")
    expect(c.users_lookupByEmail(email="alice@example.com")["user"]["id"] == ALICE, "users.lookupByEmail")
    pages = [p["channels"] for p in c.conversations_list(limit=1)]
    expect([len(p) for p in pages] == [1, 1], "conversations.list follows the cursor")
    channel = pages[0][0]["id"]
    metadata = {"event_type": "card", "event_payload": {"id": "7"}}
    m = c.chat_postMessage(channel=channel, text="fallback", blocks=BLOCKS, metadata=metadata)
    c.chat_update(channel=m["channel"], ts=m["ts"], text="approved", blocks=BLOCKS[:1])
    history = c.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    expect([x["ts"] for x in history].count(m["ts"]) == 1, "chat.update edits, and adds nothing")
    expect(history[0]["metadata"] == metadata, "metadata stays through an update")
    expect("metadata" not in c.conversations_history(channel=channel)["messages"][0], "metadata only if asked for")
    c.chat_postMessage(channel=channel, text="reply", thread_ts=m["ts"])
    expect(len(c.conversations_replies(channel=channel, ts=m["ts"])["messages"]) == 2, "conversations.replies")
    expect(error_of(lambda: c.chat_update(channel=channel, ts="1.1", text="x")) == "message_not_found", "message_not_found")
    expect(error_of(lambda: c.chat_postMessage(channel="C0NOWHERE", text="x")) == "channel_not_found", "channel_not_found")
    expect(error_of(lambda: c.chat_postMessage(channel=channel, text="x", blocks=[{"type": "section"}])) == "invalid_blocks", "invalid_blocks")
    poor = WebClient(token="xoxb-wrong", base_url=sim.settings["apiUrl"])
    expect(error_of(poor.auth_test) == "invalid_auth", "invalid_auth")
    expect(c.conversations_open(users=[ALICE])["channel"]["id"].startswith("D"), "conversations.open")
    return channel


def app_of(sim, seen):
    app = App(client=WebClient(token=sim.settings["botToken"], base_url=sim.settings["apiUrl"]),
              signing_secret=sim.settings["signingSecret"])

    @app.action("approve")
    def _(ack, body, client, respond):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        seen["again"] = error_of(lambda: client.views_open(trigger_id=body["trigger_id"], view=MODAL))
        respond(text="recorded", response_type="ephemeral", replace_original=False)
        seen["press"] = body

    @app.view("reason")
    def _(ack, body):
        text = body["view"]["state"]["values"]["r"]["r"]["value"]
        seen["view"] = body["view"]["private_metadata"]
        if len(text) < 3:
            ack(response_action="errors", errors={"r": "too short"})
        else:
            ack()

    @app.view_closed("reason")
    def _(ack):
        ack()
        seen["closed"] = True

    @app.command("/countersign")
    def _(ack, command):
        ack("you said " + command["text"])

    @app.event("app_mention")
    def _(event, say):
        say(text="heard", thread_ts=event["ts"])

    return app


def until(there, what):
    for _ in range(400):
        if there():
            break
        time.sleep(0.05)  # another process's doing: there is nothing to wait for here
    expect(there(), what)


def people(sim, seen, channel):
    c = WebClient(token=sim.settings["botToken"], base_url=sim.settings["apiUrl"])
    ts = c.chat_postMessage(channel=channel, text="x", blocks=BLOCKS)["ts"]
    sim.act(channel, "press", ts=ts, action="approve")
    until(lambda: "press" in seen, "a press arrives, signed as bolt wants it")
    expect(seen["again"] == "exchanged_trigger_id", "a trigger is good once")
    until(lambda: "recorded" in sim.page(channel), "response_url takes an answer")
    view = sim.view(channel)
    sim.act(channel, "submit", view=view, **{"field.r": "x"})
    expect("too short" in sim.page(channel) and seen["view"] == "kept", "a form that is refused stays, with the error")
    sim.act(channel, "submit", view=view, **{"field.r": "long enough"})
    expect(sim.view(channel) == "", "a form that is taken closes")
    ts = c.chat_postMessage(channel=channel, text="x", blocks=BLOCKS)["ts"]
    seen.pop("press")
    sim.act(channel, "press", ts=ts, action="approve")
    until(lambda: sim.view(channel) != "", "another press opens another form")
    sim.act(channel, "close", view=sim.view(channel))
    until(lambda: "closed" in seen, "closing is told to who asked for it")
    sim.act(channel, "say", text="/countersign status")
    until(lambda: "you said status" in sim.page(channel), "a command is answered")
    sim.act(channel, "say", text="@countersign hello")
    until(lambda: "heard" in sim.page(channel), "a mention is answered in its thread")


def signed(sim, url, offset, secret=None, spoil=False):
    body = b"payload=%7B%22type%22%3A%22block_actions%22%7D"
    stamp = str(int(time.time()) + offset)
    key = (secret or sim.settings["signingSecret"]).encode()
    signature = "v0=" + hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(url, body.replace(b"block", b"blocx") if spoil else body, {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature})
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as e:
        return e.code


def over_http():
    port, seen = free_port(), {}
    url = f"http://127.0.0.1:{port}/slack/events"
    with Sim(url) as sim:
        channel = web_api(sim)
        server = app_of(sim, seen)
        threading.Thread(target=lambda: server.start(port=port, path="/slack/events"), daemon=True).start()
        until(lambda: signed(sim, url, 0, secret="wrong") == 401 if is_open(port) else False, "bolt refuses another's signature")
        expect(signed(sim, url, -301) == 401 and signed(sim, url, 0, spoil=True) == 401, "bolt refuses what is old or changed")
        people(sim, seen, channel)


def is_open(port):
    with socket.socket() as it:
        return it.connect_ex(("127.0.0.1", port)) == 0


def over_socket():
    seen = {}
    with Sim() as sim:
        c = WebClient(token=sim.settings["botToken"], base_url=sim.settings["apiUrl"])
        channel = c.conversations_list()["channels"][0]["id"]
        handler = SocketModeHandler(app_of(sim, seen), app_token=sim.settings["appToken"],
                                    web_client=WebClient(base_url=sim.settings["apiUrl"]))
        handler.connect()
        until(handler.client.is_connected, "bolt connects by Socket Mode")
        people(sim, seen, channel)
        handler.close()


over_http()
over_socket()
print("slack_sdk and bolt are content")
