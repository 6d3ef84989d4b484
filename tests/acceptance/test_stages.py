"""The stage commands: piped they are the run, and nothing depends on the order of the inputs."""

import json
from pathlib import Path

import pytest
from bench.compare import FIRST

from tests.acceptance.test_bad_input import readout

EXAMPLES = Path(__file__).parents[2] / "examples"
EVENTS = sorted(path.parent for path in EXAMPLES.glob("*/pages"))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def pages(event: Path) -> list[str]:
    return sorted(str(path) for path in (event / "pages").iterdir())


def test_there_are_three_events():
    assert len(EVENTS) >= 3


def test_piped_stages_equal_one_run(tmp_path):
    event = EVENTS[0]
    assert readout("run", *pages(event), "--out", str(tmp_path / "run"), "--quiet").returncode == 0
    stream = readout("extract", *pages(event)).stdout
    stream = readout("read", stdin=stream).stdout
    stream = readout("cluster", stdin=stream).stdout
    assert readout("compare", "--out", str(tmp_path / "piped"), "--quiet", stdin=stream).returncode == 0
    assert tree(tmp_path / "run") == tree(tmp_path / "piped")


def test_mixed_events_come_apart_and_the_order_changes_no_byte(tmp_path):
    inputs = [page for event in EVENTS for page in pages(event)]
    assert readout("run", *inputs, "--out", str(tmp_path / "a"), "--quiet").returncode == 0
    assert readout("run", *reversed(inputs), "--out", str(tmp_path / "b"), "--quiet").returncode == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    told = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "a").glob("*/readout.json"))]
    stories = [{Path(a["input"].split(":")[0]).parents[1].name for a in story["accounts"]} for story in told]
    assert all(len(events) == 1 for events in stories)
    whole = [event for events in stories for event in events]
    assert all(whole.count(event) == 1 for event in FIRST)  # of the others an account may stand apart: bench.compare


@pytest.mark.parametrize("event", EVENTS, ids=lambda path: path.name)
def test_every_output_is_valid_and_every_word_of_evidence_is_there(event, tmp_path):
    import jsonschema

    schema = json.loads(readout("schema").stdout)
    readout("run", *pages(event), "--out", str(tmp_path), "--quiet")
    for path in tmp_path.glob("*/readout.json"):
        answer = json.loads(path.read_bytes())
        jsonschema.Draft202012Validator(schema).validate(answer)
        texts = {a["id"]: (path.parent / "accounts" / f"{a['id']}.txt").read_text("utf-8") for a in answer["accounts"]}
        seen = 0
        stack = [answer]
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                if value.keys() == {"account", "start", "end", "quote"}:
                    assert texts[value["account"]][value["start"] : value["end"]] == value["quote"]
                    seen += 1
                stack.extend(value.values())
            elif isinstance(value, list):
                stack.extend(value)
        assert seen > 20
        for account in answer["accounts"]:
            ends = [0] + [block["end"] for block in account["blocks"]]
            assert [block["start"] for block in account["blocks"]] == ends[:-1]
            assert ends[-1] == len(texts[account["id"]])
