"""OpenAI's own client for Python, unmodified, against the running server: prints a line for each scenario."""

import json
import os
import sys
import time
import traceback
import uuid

import openai
from pydantic import BaseModel

client = openai.OpenAI(base_url=os.environ["PLUGSKY_BASE_URL"], api_key=os.environ["PLUGSKY_API_KEY"], max_retries=0)
MODEL = "plugsky-pro"
HELLO = [{"role": "user", "content": "Hello!"}]
IMAGE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Tells the weather of a city.",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
            "additionalProperties": False,
        },
        "strict": True,
    },
}


class City(BaseModel):
    name: str
    population: int
    capital: bool


def chat():
    answer = client.chat.completions.create(model=MODEL, messages=HELLO, temperature=0.7, max_tokens=64)
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens
    assert answer._request_id.startswith("req_")


def stream():
    text, usage, reason = "", None, None
    with client.chat.completions.create(
        model=MODEL, messages=HELLO, stream=True, stream_options={"include_usage": True}
    ) as chunks:
        for chunk in chunks:
            usage = chunk.usage or usage
            for choice in chunk.choices:
                text += choice.delta.content or ""
                reason = choice.finish_reason or reason
    assert text and usage.completion_tokens > 0 and reason == "stop"


def stream_with_accumulator():
    with client.chat.completions.stream(model=MODEL, messages=HELLO) as events:
        texts = [event.delta for event in events if event.type == "content.delta"]
        final = events.get_final_completion()
    assert len(texts) > 1
    assert "".join(texts) == final.choices[0].message.content
    assert final.choices[0].message.role == "assistant"


def tools_round_trip():
    messages = [{"role": "user", "content": "What is the weather in Paris?"}]
    first = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER], tool_choice="required")
    assert first.choices[0].finish_reason == "tool_calls"
    call = first.choices[0].message.tool_calls[0]
    assert isinstance(json.loads(call.function.arguments)["city"], str)
    messages += [first.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": '{"celsius": 21}'}]
    second = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])
    assert second.choices[0].message.content


def streamed_tool_call():
    with client.chat.completions.stream(
        model=MODEL, messages=HELLO, tools=[WEATHER], tool_choice={"type": "function", "function": {"name": "get_weather"}}
    ) as events:
        final = events.get_final_completion()
    call = final.choices[0].message.tool_calls[0]
    assert call.function.name == "get_weather" and isinstance(json.loads(call.function.arguments)["city"], str)


def json_schema():
    answer = client.chat.completions.parse(
        model=MODEL, messages=[{"role": "user", "content": "Name a city."}], response_format=City
    )
    city = answer.choices[0].message.parsed
    assert isinstance(city, City)


def vision():
    parts = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": IMAGE}}]
    answer = client.chat.completions.create(model="plugsky-vision", messages=[{"role": "user", "content": parts}])
    assert answer.choices[0].message.content


def two_choices():
    answer = client.chat.completions.create(model=MODEL, messages=HELLO, n=2)
    assert [choice.index for choice in answer.choices] == [0, 1]
    with client.chat.completions.stream(model=MODEL, messages=HELLO, n=2) as events:
        assert len(events.get_final_completion().choices) == 2


def errors():
    def caught(kind, call):
        try:
            call()
        except kind as error:
            assert type(error) is kind and error.request_id.startswith("req_")
            return error
        raise AssertionError(f"no {kind.__name__}")

    bad = caught(
        openai.BadRequestError, lambda: client.chat.completions.create(model=MODEL, messages=HELLO, temperature=2.1)
    )
    assert (bad.code, bad.param, bad.type) == ("decimal_above_max_value", "temperature", "invalid_request_error")
    unknown = caught(openai.NotFoundError, lambda: client.chat.completions.create(model="gpt-none", messages=HELLO))
    assert unknown.code == "model_not_found"
    stranger = client.with_options(api_key="sk-live-wrong")
    caught(openai.AuthenticationError, lambda: stranger.chat.completions.create(model=MODEL, messages=HELLO))
    caught(
        openai.BadRequestError,
        lambda: client.chat.completions.create(model=MODEL, messages=HELLO, stream=True, stop=["a"] * 5),
    )


def outcome(user, patience=5):
    """How the request of this user ended, as the server's log says; None if it is not there in time."""
    deadline = time.monotonic() + patience
    while True:
        page = client.get("/plugsky/requests?limit=100", cast_to=object)
        for entry in page["data"]:
            if entry["user"] == user:
                return entry["outcome"]
        if time.monotonic() > deadline:
            return None
        time.sleep(0.05)


def leave(stream):
    """Waits for a model that never answers, and leaves; once more and longer if the server had not read the request yet."""
    for patience in (0.5, 2, 8):
        user = f"left-{uuid.uuid4()}"
        try:
            client.with_options(timeout=patience).chat.completions.create(
                model="mock/stall", messages=HELLO, user=user, stream=stream
            )
        except openai.APITimeoutError:
            ended = outcome(user)
            if ended is not None:
                return ended
        else:
            raise AssertionError("mock/stall answered")
    raise AssertionError("the server read none of the requests")


def cancellation():
    chunks = client.chat.completions.create(model=MODEL, messages=HELLO, stream=True)
    next(iter(chunks))
    chunks.close()
    assert [leave(stream=False), leave(stream=True)] == ["cancelled", "cancelled"]
    chat()


def models():
    ids = [model.id for model in client.models.list()]
    assert ids[0] == "plugsky-fusion" and MODEL in ids
    assert client.models.retrieve(MODEL).id == MODEL


SCENARIOS = [
    chat,
    stream,
    stream_with_accumulator,
    tools_round_trip,
    streamed_tool_call,
    json_schema,
    vision,
    two_choices,
    errors,
    cancellation,
    models,
]


def main() -> int:
    failed = 0
    for scenario in SCENARIOS:
        try:
            scenario()
            print("ok", scenario.__name__)
        except Exception:
            failed += 1
            print("failed", scenario.__name__)
            traceback.print_exc(file=sys.stdout)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
