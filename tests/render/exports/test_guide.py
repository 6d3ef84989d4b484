"""The guide's examples are what the exports give, its lists what there is, its query one that runs."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from readout.render.exports import FORMATS, Answer
from readout.render.exports.table_rows import ROWS

GUIDE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
EXAMPLES = re.findall(r"<!-- ([a-z-]+)(?:: ([^>]+))? -->\n```[a-z]*\n(.*?)```", GUIDE, re.DOTALL)
BASE = "https://desk.example/"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_line_its_part_and_its_example(name: str) -> None:
    assert f"| [`{name}`](#{name}) |" in GUIDE
    assert f"\n## {name}\n" in GUIDE
    assert name in {example[0] for example in EXAMPLES}


def test_no_format_is_told_of_that_is_not_there() -> None:
    assert set(re.findall(r"^\| \[`([a-z-]+)`\]", GUIDE, re.MULTILINE)) == set(FORMATS)


@pytest.mark.parametrize(("name", "columns", "example"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_the_example_is_what_the_export_gives(
    name: str, columns: str, example: str, answer: Answer, tmp_path: Path
) -> None:
    made = FORMATS[name].write([answer], BASE)
    lines = [line.strip() for line in example.splitlines()]
    assert lines
    if name == "parquet":
        assert isinstance(made, dict)
        for file, data in made.items():
            (tmp_path / file).write_bytes(data)
        rows = duckdb.sql(example.replace("tables/", f"{tmp_path}/")).fetchall()
        assert {row[:2] for row in rows} == {("a release schedule in writing next week", 1)}
        assert all(answer.texts[row[2]][row[3] :].startswith(row[4]) for row in rows)
    elif name == "polecat":
        assert isinstance(made, bytes)
        table = csv.DictReader(StringIO(made.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
        assert set(lines) <= {"\t".join(row[column] for column in columns.split(", ")) for row in table}
    else:
        whole = (made[columns] if isinstance(made, dict) else made).decode("utf-8").replace("\r\n ", "")
        assert not [line for line in lines if line not in whole]


def test_the_tables_are_those_there_are() -> None:
    named = re.search(r"<!-- tables -->(.*?)<!-- /tables -->", GUIDE, re.DOTALL)
    assert named
    assert re.findall(r"`([a-z]+)`", named[1]) == list(ROWS)
