"""Repairs positive bodies, so that they keep the rules that no JSON Schema can say.

A body that was generated to be valid by the schema may still break a rule across its members: a tool message that answers no
call, a tool choice that names no tool, json_object without the word json. Each such place is mended here before the call, and
nothing else is touched: no case is removed, and no negative case is changed.
"""

import base64
import itertools
import os
import struct
import zlib

import schemathesis
from schemathesis.generation import GenerationMode

CHAT_MODELS = os.environ["KIT_CHAT_MODELS"].split(",")
VISION_MODEL = os.environ.get("KIT_VISION_MODEL", "")  # empty: no model sees
FUSION_MODEL = os.environ.get("KIT_FUSION_MODEL", "")  # empty: no model chooses among others
MOST_TOKENS = 256
MOST_ANSWERS = 8
MOST_IMAGES = 16
MOST_MESSAGES = 100_000
MOST_TOOLS = 128
LONGEST_NAME = 64
OPEN_SCHEMA_MEMBERS = ("title", "description", "examples")


def png(width: int, height: int) -> str:
    """A grey image as a data URI."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(image).decode("ascii")


IMAGE = png(2, 2)
seen_requests: list[str] = []
request_numbers = itertools.count()
RUN = os.urandom(6).hex()  # a server may remember the keys of an earlier run


@schemathesis.hook
def before_call(context, case, kwargs):
    """Mends a positive case, and leaves a negative one alone."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    if isinstance(case.body, dict):
        mend_names(case.body)
        mend_body(case.body)
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"{RUN}-{next(request_numbers)}"  # else other bodies come with the same one
    if case.query and "after" in case.query:
        mend_cursor(case.query)


@schemathesis.hook
def after_call(context, case, response):
    """Remembers a request that stands in the log, for the next cursor."""
    if case.operation.path.endswith("/chat/completions") and response.status_code == 200:
        seen_requests[:] = response.headers.get("x-request-id", [])[:1]


def mend_cursor(query) -> None:
    """A cursor is good only if it names a request of the log."""
    if seen_requests:
        query["after"] = seen_requests[0]
    else:
        del query["after"]


def mend_names(value) -> None:
    """Names of unknown members that the reader takes: at most 256 bytes."""
    if isinstance(value, dict):
        for long in [name for name in value if len(name) > LONGEST_NAME]:
            value[long[:LONGEST_NAME]] = value.pop(long)
        for child in value.values():
            mend_names(child)
    elif isinstance(value, list):
        for child in value:
            mend_names(child)


def mend_body(body: dict) -> None:
    messages = body.get("messages")
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        return
    mend_messages(messages)
    mend_sizes(body)
    mend_companions(body)
    mend_tools(body)
    mend_functions(body)
    mend_format(body)
    mend_model(body, mend_parts(messages))


def mend_model(body: dict, has_images: bool) -> None:
    """A model that the server has, and that can see if there is something to see."""
    fusion = body.get("fusion")
    if isinstance(fusion, dict) and FUSION_MODEL:
        if fusion.get("strategy") == "custom":
            fusion["strategy"] = "balanced"
        if "models" in fusion:
            fusion["models"] = [VISION_MODEL or CHAT_MODELS[0] for _ in fusion["models"]]
        fusion.pop("quality", None) if has_images else None
        body["model"] = FUSION_MODEL
    elif has_images:
        body["model"] = VISION_MODEL
    else:
        body["model"] = CHAT_MODELS[len(str(body.get("model", ""))) % len(CHAT_MODELS)]


def mend_sizes(body: dict) -> None:
    """An answer that fits into any model's context, and into a test's time."""
    for member in ("max_tokens", "max_completion_tokens"):
        if isinstance(body.get(member), (int, float)):
            body[member] = min(body[member], MOST_TOKENS)
    if isinstance(body.get("n"), (int, float)):
        body["n"] = min(body["n"], MOST_ANSWERS)


def mend_companions(body: dict) -> None:
    if body.get("stream_options") is not None:
        body["stream"] = True
    if body.get("top_logprobs") is not None:
        body["logprobs"] = True


# Messages


def mend_messages(messages: list) -> None:
    """Every call is answered right after it, once, and nothing else is answered."""
    mended: list = []
    pending: list[str] = []
    for message in messages:
        role = message.get("role")
        if role == "tool":
            if message["tool_call_id"] not in pending:
                mended += [answer(call) for call in pending]
                mended.append(calling(message["tool_call_id"]))
                pending = [message["tool_call_id"]]
            pending.remove(message["tool_call_id"])
        else:
            mended += [answer(call) for call in pending]
            pending = []
            if role == "assistant":
                pending = mend_calls(message)
                say_something(message)
        mended.append(message)
    mended += [answer(call) for call in pending]
    if len(mended) <= MOST_MESSAGES:
        messages[:] = mended


def mend_calls(message: dict) -> list[str]:
    """Gives each call an id of its own; returns the ids."""
    ids: list[str] = []
    for index, call in enumerate(message.get("tool_calls") or []):
        if call["id"] in ids:
            call["id"] = f"call_{index}"
        ids.append(call["id"])
    return ids


def say_something(message: dict) -> None:
    calls = message.get("tool_calls") or message.get("function_call")
    if message.get("content") is None and not calls:
        message["content"] = "Yes."


def answer(call: str) -> dict:
    return {"role": "tool", "tool_call_id": call, "content": "done"}


def calling(call: str) -> dict:
    function = {"name": "look", "arguments": "{}"}
    return {"role": "assistant", "content": None, "tool_calls": [{"id": call, "type": "function", "function": function}]}


def mend_parts(messages: list) -> bool:
    """Images that can be decoded, and no more than a request may have; whether there are any."""
    images = 0
    for message in messages:
        content = message.get("content")
        for part in content if isinstance(content, list) else []:
            if part.get("type") == "image_url":
                images += 1
                if images <= MOST_IMAGES and VISION_MODEL:
                    part["image_url"]["url"] = IMAGE
                else:
                    part.clear()
                    part.update(type="text", text="an image")
    return images > 0 and bool(VISION_MODEL)


# Tools


def kind(tool: dict) -> str:
    return tool["type"]


def name(tool: dict) -> str:
    return tool[tool["type"]]["name"]


def mend_tools(body: dict) -> None:
    tools = body.get("tools") or []
    for index, tool in enumerate(tools):
        if any(name(earlier) == name(tool) for earlier in tools[:index]):
            tool[tool["type"]]["name"] = f"tool_{index}"
        if kind(tool) == "function":
            mend_function(tool["function"])
        elif tool["custom"].get("format", {}).get("type") == "grammar":
            tool["custom"]["format"] = {"type": "text"}  # the embedded engine follows no grammars
    choice = body.get("tool_choice")
    if choice is None:
        return
    if not tools:
        tools = body["tools"] = [{"type": "function", "function": {"name": "look"}}]
    if isinstance(choice, dict):
        if choice["type"] == "allowed_tools":
            for allowed in choice["allowed_tools"]["tools"]:
                allowed.setdefault(allowed["type"], {})["name"] = tool_of(tools, allowed["type"])
        else:
            choice[choice["type"]]["name"] = tool_of(tools, choice["type"])


def tool_of(tools: list, wanted: str) -> str:
    """The name of a tool of this kind, which is added if there is none."""
    for tool in tools:
        if kind(tool) == wanted:
            return name(tool)
    del tools[MOST_TOOLS - 1 :]
    tools.append({"type": wanted, wanted: {"name": f"added_{wanted}"}})
    return f"added_{wanted}"


def mend_functions(body: dict) -> None:
    functions = body.get("functions") or []
    for index, function in enumerate(functions):
        if any(earlier["name"] == function["name"] for earlier in functions[:index]):
            function["name"] = f"function_{index}"
        mend_function(function)
    call = body.get("function_call")
    if call is not None and not functions:
        functions = body["functions"] = [{"name": "look"}]
    if isinstance(call, dict):
        call["name"] = functions[0]["name"]


def mend_function(function: dict) -> None:
    if function.get("parameters") is not None:
        function["parameters"] = mended_schema(function["parameters"])


def mended_schema(schema: dict) -> dict:
    """A schema that is one: generated members are data, not keywords."""
    if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
        return schema
    notes = {key: value for key, value in schema.items() if key in OPEN_SCHEMA_MEMBERS and isinstance(value, str)}
    word = {"type": "string", "enum": ["yes", "no"]}
    return {"type": "object", "properties": {"word": word}, "required": ["word"], "additionalProperties": False, **notes}


def mend_format(body: dict) -> None:
    form = body.get("response_format")
    if not isinstance(form, dict):
        return
    if form["type"] == "json_object":
        body["messages"].insert(0, {"role": "system", "content": "Answer in json."})
        del body["messages"][MOST_MESSAGES:]
    elif form["type"] == "json_schema" and form["json_schema"].get("schema") is not None:
        form["json_schema"]["schema"] = mended_schema(form["json_schema"]["schema"])
