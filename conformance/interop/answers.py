"""Cases of requests that are answered. Each takes a server, its setting and the case's name, fails with an AssertionError that says why, and
returns what must be equal straight and through the gateway, or None."""

import json

import jsonschema

import tiny_model
import wire

HELLO = [{"role": "user", "content": "Hello there!"}]
PLAIN = {"messages": HELLO, "temperature": 0, "seed": 7}
LIMIT = 24

CITY = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "kind": {"enum": ["town", "city"]},
        "capital": {"type": "boolean"},
        "districts": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 99}, "minItems": 1, "maxItems": 2},
    },
    "required": ["name", "kind", "capital", "districts"],
    "additionalProperties": False,
}
CITY_FORMAT = {"type": "json_schema", "json_schema": {"name": "city", "strict": True, "schema": CITY}}
WEATHER = {
    "type": "object",
    "properties": {"city": {"enum": ["Paris", "Rome"]}, "days": {"type": "integer", "minimum": 1, "maximum": 9}},
    "required": ["city", "days"],
    "additionalProperties": False,
}
TOOL = {"type": "function", "function": {"name": "get_weather", "description": "Tells the weather.", "parameters": WEATHER}}
OFFERING = PLAIN | {"tools": [TOOL], "max_tokens": 200}
# llama-server lets a model talk before the call that it must make, and call again behind it; this one would do so for ever.
PULL = {str(tiny_model.TURN_END_NUMBER): 90, str(tiny_model.CALL_NUMBER): 50}
CALLING = OFFERING | {"tool_choice": "required", "logit_bias": PULL}
FINISHES = {"stop", "length", "tool_calls", "content_filter"}


def ask(server, case, **members):
    return server.client(case).chat.completions.create(**({"model": server.model, "max_tokens": LIMIT} | PLAIN | members))


def models(server, setting, case):
    listed = list(server.client(case, server.discovering).models.list())
    served = [model for model in listed if model.id == setting.straight.model]
    assert served, f"models: {[model.id for model in listed]} (expected: {setting.straight.model} among them)"
    assert served[0].object == "model", f"object: {served[0].object} (expected: model)"
    assert isinstance(served[0].created, int), f"created: {served[0].created} (expected: a number)"
    assert served[0].owned_by, "owned_by is missing"


def chat(server, setting, case):
    answer = ask(server, case)
    assert answer.object == "chat.completion", f"object: {answer.object}"
    assert answer.model == server.model, f"model: {answer.model} (expected: {server.model})"
    assert answer.id and isinstance(answer.created, int), "id or created is missing"
    only = answer.choices[0]
    assert only.index == 0 and only.finish_reason in FINISHES, f"index {only.index}, finish_reason {only.finish_reason}"
    assert only.message.role == "assistant" and only.message.content, f"message: {only.message}"
    told = answer.usage
    assert told.prompt_tokens > 0 and told.total_tokens == told.prompt_tokens + told.completion_tokens, f"usage: {told}"
    return only.message.content


def stream(server, setting, case):
    """The grammar of a stream, event by event."""
    with wire.Exchange(server, PLAIN | {"stream": True, "max_tokens": LIMIT}, case) as exchange:
        events = list(exchange.events())
    assert events[-1:] == [wire.DONE], f"the last event: {events[-1:]} (expected: {wire.DONE})"
    chunks = [json.loads(event) for event in events[:-1]]
    heads = {(chunk.get("id"), chunk.get("created"), chunk.get("model"), chunk.get("object")) for chunk in chunks}
    assert len(heads) == 1, f"id, created, model and object: {sorted(map(str, heads))[:3]} (expected: the same in all chunks)"
    assert chunks[0]["model"] == server.model, f"model: {chunks[0]['model']} (expected: {server.model})"
    assert all(chunk["choices"] for chunk in chunks), "a chunk without choices, though no usage was asked for"
    choices = [choice for chunk in chunks for choice in chunk["choices"]]
    assert all(choice.get("index") == 0 for choice in choices), "a choice without its index"
    assert all("finish_reason" in choice for choice in choices), "a choice without finish_reason"
    roles = ["role" in choice["delta"] for choice in choices]
    assert roles[0] and not any(roles[1:]), f"role in chunks {[place for place, has in enumerate(roles) if has]} (expected: in the first only)"
    finishes = [choice["finish_reason"] is not None for choice in choices]
    assert finishes[-1] and not any(finishes[:-1]), "a finish_reason elsewhere than in the last chunk"
    assert not any(chunk.get("usage") for chunk in chunks), "usage that was not asked for"
    return "".join(choice["delta"].get("content") or "" for choice in choices)


def stream_usage(server, setting, case):
    with wire.Exchange(
        server, PLAIN | {"stream": True, "stream_options": {"include_usage": True}, "max_tokens": LIMIT}, case
    ) as exchange:
        chunks = [json.loads(event) for event in exchange.events() if event != wire.DONE]
    with_usage = [place for place, chunk in enumerate(chunks) if chunk.get("usage")]
    assert with_usage == [len(chunks) - 1], f"usage in chunks {with_usage} of {len(chunks)} (expected: in the last only)"
    assert chunks[-1]["choices"] == [], "choices beside the usage"
    return chunks[-1]["usage"]["completion_tokens"]


def schema(server, setting, case):
    answer = ask(server, case, response_format=CITY_FORMAT, max_tokens=300)
    text = answer.choices[0].message.content
    jsonschema.validate(json.loads(text), CITY)
    return text


def stop(server, setting, case):
    """Cut where the longer answer has its tenth to twelfth character."""
    whole = ask(server, case).choices[0].message.content
    mark = whole[9:12]
    cut = ask(server, case, stop=[mark]).choices[0]
    assert cut.finish_reason == "stop", f"finish_reason: {cut.finish_reason} (expected: stop)"
    assert cut.message.content == whole[: whole.index(mark)], f"{cut.message.content!r} (expected: {whole!r} up to {mark!r})"
    return cut.message.content


def limit(server, setting, case):
    members = {key: value for key, value in PLAIN.items()} | {"model": server.model, "max_completion_tokens": 5}
    answer = server.client(case).chat.completions.create(**members)
    assert answer.usage.completion_tokens <= 5, f"completion_tokens: {answer.usage.completion_tokens} (expected: at most 5)"
    assert answer.choices[0].finish_reason == "length", f"finish_reason: {answer.choices[0].finish_reason} (expected: length)"


def developer(server, setting, case):
    answer = ask(server, case, messages=[{"role": "developer", "content": "Be brief."}] + HELLO)
    assert answer.choices[0].message.content, "no content"


def logprobs(server, setting, case):
    answer = ask(server, case, logprobs=True, top_logprobs=2, max_tokens=6)
    told = answer.choices[0].logprobs
    assert told and told.content, "no logprobs"
    assert all(token.logprob <= 0 and len(token.top_logprobs) == 2 for token in told.content), f"logprobs: {told.content[0]}"
    return [token.token for token in told.content]


def several(server, setting, case):
    """Two choices, or a word that `n` was not heeded."""
    raw = server.client(case).chat.completions.with_raw_response.create(model=server.model, n=2, max_tokens=LIMIT, **PLAIN)
    indexes = sorted(choice.index for choice in raw.parse().choices)
    ignored = raw.headers.get("x-plugsky-ignored-params", "").split(",")
    assert indexes == [0, 1] or "n" in ignored, f"choices {indexes} (expected: 0 and 1, or n named as ignored)"


def tools(server, setting, case):
    answer = server.client(case).chat.completions.create(model=server.model, **CALLING)
    called(answer.choices[0], ["tool_calls"])


def named_tool(server, setting, case):
    named = {"type": "function", "function": {"name": "get_weather"}}
    answer = server.client(case).chat.completions.create(model=server.model, tool_choice=named, **OFFERING)
    called(answer.choices[0], ["stop", "tool_calls"])  # OpenAI says stop here


def called(choice, finishes):
    calls = choice.message.tool_calls
    assert calls, f"content: {choice.message.content!r} (expected: a call)"
    assert calls[0].id and calls[0].type == "function" and calls[0].function.name == "get_weather", f"call: {calls[0]}"
    jsonschema.validate(json.loads(calls[0].function.arguments), WEATHER)
    assert choice.finish_reason in finishes, f"finish_reason: {choice.finish_reason} (expected: {' or '.join(finishes)})"


def tools_in_stream(server, setting, case):
    with server.client(case).chat.completions.stream(model=server.model, **CALLING) as events:
        for _ in events:
            pass
        final = events.get_final_completion()
    called(final.choices[0], ["tool_calls"])


CASES = [models, chat, stream, stream_usage, schema, stop, limit, developer, logprobs, several, tools, named_tool, tools_in_stream]
