"""HTTP and waiting, as both sides need them."""
import json
import socket
import sys
import time
import urllib.error
import urllib.request


class Failed(Exception):
    pass


def say(text):
    print(text, file=sys.stderr, flush=True)


def http(method, url, body=None, token=None, timeout=30):
    """(status, JSON or text). An answer of any status is an answer; no answer is a Failed."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            status, raw = answer.status, answer.read()
    except urllib.error.HTTPError as e:
        status, raw = e.code, e.read()
    except OSError as e:
        raise Failed(f"no answer from {url}: {e}") from e
    try:
        return status, json.loads(raw)
    except ValueError:
        return status, raw.decode(errors="replace")


def wait_until(what, condition, within_s, every_s=0.25):
    deadline, last = time.monotonic() + within_s, None
    while time.monotonic() < deadline:
        try:
            value = condition()
            if value:
                return value
        except Failed as e:
            last = e
        time.sleep(every_s)
    raise Failed(f"not within {within_s} s: {what}" + (f" ({last})" if last else ""))


def free(port):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
