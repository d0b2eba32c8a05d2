"""Cases of requests that fail, of callers who leave and of an upstream that dies. They are called as those of `answers`."""

import json
import time

import openai

import wire
from answers import HELLO, LIMIT, ask
from servers import LOOK_SECONDS, until

MORE = "Tell me more. "
# More tokens than any model here has room for, whatever a token is.
TOO_LONG = MORE * 20_000
FREED_SECONDS = 5
TALK = {"messages": HELLO, "max_tokens": 30_000}


def refused(server, setting, case):
    """A value that the upstream does not take is the caller's mistake, told in OpenAI's envelope."""
    try:
        ask(server, case, extra_body=setting.refused)
    except openai.BadRequestError as error:
        envelope(error, None)
    except openai.APIStatusError as error:
        raise AssertionError(f"status {error.status_code} (expected: 400): {error.message[:150]}") from error
    else:
        raise AssertionError(f"{list(setting.refused)}: was answered (expected: 400)")


def too_long(server, setting, case):
    overfull(server, case, stream=False)


def too_long_stream(server, setting, case):
    overfull(server, case, stream=True)


def overfull(server, case, stream):
    try:
        answer = ask(server, case, messages=[{"role": "user", "content": TOO_LONG}], stream=stream)
        if stream:
            list(answer)
    except openai.BadRequestError as error:
        envelope(error, "context_length_exceeded")
    except Exception as error:  # a broken stream has no type of its own
        raise AssertionError(f"{type(error).__name__} (expected: BadRequestError): {str(error)[:150]}") from error
    else:
        raise AssertionError("was answered (expected: 400)")


def envelope(error, code):
    body = error.response.json().get("error")
    assert isinstance(body, dict), f"body: {error.response.text[:150]} (expected: an error)"
    missing = {"message", "type", "param", "code"} - body.keys()
    assert not missing, f"error without {sorted(missing)}: {error.response.text[:150]}"
    assert isinstance(body["code"], str) and (code is None or body["code"] == code), f"code: {body['code']} (expected: {code or 'a text'})"
    assert "127.0.0.1" not in body["message"], f"an address in the message: {body['message']}"


def left_in_stream(server, setting, case):
    with wire.Exchange(server, TALK | {"model": server.slow, "stream": True}, case) as exchange:
        events = exchange.events()
        seen = [next(events) for _ in range(5)]
        assert wire.DONE not in seen, "the answer was too short to be left"
    freed(server, setting, case)


def left_before_the_answer(server, setting, case):
    """Of a whole answer, after it was begun."""
    with wire.Exchange(server, TALK | {"model": server.slow}, case):
        begun(setting)
    freed(server, setting, case)


def left_before_the_first_token(server, setting, case):
    """Of a stream, while the prompt is read."""
    prompt = [{"role": "user", "content": MORE * (server.context // 20)}]
    with wire.Exchange(server, TALK | {"model": server.slow, "stream": True, "messages": prompt}, case):
        begun(setting)
    freed(server, setting, case)


def begun(setting):
    until(FREED_SECONDS, setting.busy, "the upstream does not begin to work")


def freed(server, setting, case):
    """The upstream works no longer on what nobody waits for: it says so, and the next request is answered."""
    if server.is_gateway():
        until(FREED_SECONDS, lambda: "cancelled" in [entry.get("outcome") for entry in server.logged(case)], "the log tells no cancel")
    until(FREED_SECONDS, lambda: not setting.busy(), "the upstream still works on it", LOOK_SECONDS)
    began = time.monotonic()
    ask(server, case + "-next", max_tokens=LIMIT)
    took = time.monotonic() - began
    assert took < FREED_SECONDS, f"the next request took {took:.0f} s (expected: less than {FREED_SECONDS})"


def upstream_dies(server, setting, case):
    """The last case, since nothing is left behind it: the caller of a stream is told."""
    with wire.Exchange(server, TALK | {"model": server.slow, "stream": True}, case) as exchange:
        events = exchange.events()
        seen = [next(events) for _ in range(5)]
        setting.kill()
        seen += events
    assert wire.DONE not in seen, "[DONE] after an answer that was cut"
    last = json.loads(seen[-1])
    assert "error" in last, f"the last event: {seen[-1][:150]} (expected: an error)"


CASES = [refused, too_long, too_long_stream, left_in_stream, left_before_the_answer, left_before_the_first_token]
