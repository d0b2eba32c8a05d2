"""The table of bodies, each read into the Python client's model and written again: nothing is added, lost or changed."""

import json
from pathlib import Path

import plugsky
import pytest
from typing_extensions import assert_type

ROWS = [json.loads(line) for line in Path(__file__).parent.with_name("bodies.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_reads_and_writes_the_same(row):
    model = getattr(plugsky, row["schema"])
    assert model.from_dict(row["body"]).to_dict() == row["body"]
    assert json.loads(model.from_json(json.dumps(row["body"])).to_json()) == row["body"]


def test_refuses_a_role_that_does_not_exist():
    with pytest.raises(ValueError, match="role"):
        plugsky.Message.from_dict({"role": "bot", "content": "Hi"})


def test_a_union_holds_the_model_that_its_type_names() -> None:
    request = plugsky.ChatCompletionRequest.from_dict(
        {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}], "tool_choice": "auto"}
    )
    message = request.messages[0].root
    assert message.role == "user"
    assert_type(message, plugsky.UserMessage)
    assert isinstance(message.content.root, list)
    assert isinstance(message.content.root[0].root, plugsky.TextPart)
    assert request.tool_choice is not None
    assert request.tool_choice.root is plugsky.ToolChoiceMode.AUTO


def test_a_model_that_was_built_by_hand_sends_only_what_was_set():
    message = plugsky.UserMessage(role="user", content=plugsky.UserContent("Hi"))
    request = plugsky.ChatCompletionRequest(model="m", messages=[plugsky.Message(message)], temperature=0)
    assert request.to_dict() == {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "temperature": 0}
