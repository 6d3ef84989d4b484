"""CSV and Parquet opened by DuckDB, CSV also by Python's own reader; both against the readout."""

from __future__ import annotations

import builtins
import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from msgspec.structs import replace

from readout.errors import UsageError
from readout.render.evidence import collect
from readout.render.exports import FORMATS, Answer, tables
from readout.render.exports.parquet import arrow_tables
from readout.render.exports.table_rows import ROWS


def _written(name: str, answers: list[Answer], folder: Path) -> Path:
    files = FORMATS[name].write(answers, "")
    assert isinstance(files, dict)
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return folder


def test_columns_of_one_table_are_of_one_length(answers: list[Answer]) -> None:
    found = tables([one.readout for one in answers])
    assert list(found) == list(ROWS)
    for name, columns in found.items():
        assert list(columns) == list(ROWS[name].__struct_fields__)
        assert len({len(values) for values in columns.values()}) == 1
    assert len(found["moves"]["id"]) == sum(len(one.readout.moves) for one in answers)


def test_all_evidence_is_in_the_table_and_exact(answer: Answer) -> None:
    rows = tables(answer.readout)["evidence"]
    for account, start, end, quote in zip(rows["account"], rows["start"], rows["end"], rows["quote"], strict=True):
        assert answer.texts[account][start:end] == quote
    assert set(zip(rows["account"], rows["start"], rows["end"], strict=True)) == {
        (item.account, item.start, item.end) for item in collect(answer.readout)
    }


def test_the_part_says_what_the_words_stand_for(answer: Answer) -> None:
    rows = tables(answer.readout)["evidence"]
    told = set(zip(rows["noun"], rows["id"], rows["part"], rows["quote"], strict=True))
    assert ("discrepancies", "d1", "sides.2", "left the talks with Velmar after ninety minutes") in told
    assert ("accounts", "ostran-herald", "published", "14.03.2031") in told
    assert ("statements", "s1", "cue", "said") in told
    assert ("moves", "m7", "evidence", "Velmar will take the matter to the river court") in told
    assert {part for noun, name, part, _ in told if (noun, name) == ("relations", "r2")} == {"pairs.1.a", "pairs.1.b"}


def test_duckdb_answers_from_parquet(answers: list[Answer], tmp_path: Path) -> None:
    folder = _written("parquet", answers, tmp_path)
    ask = duckdb.connect()
    moves = f"'{folder}/moves.parquet'"
    assert ask.sql(f"select distinct len(actors) from {moves} where story = 'hallim-water-talks'").fetchall() == [(1,)]
    assert ask.sql(f"select first_day, last_day from {moves} where id = 'm1' and story like 'hallim%'").fetchall() == [
        (date(2031, 2, 1), date(2031, 2, 28))
    ]
    joined = ask.sql(
        f"select count(*) from {moves} m join '{folder}/evidence.parquet' e "
        "on e.story = m.story and e.noun = 'moves' and e.id = m.id"
    ).fetchall()
    assert joined == [(sum(len(move.evidence) for one in answers for move in one.readout.moves),)]
    for name in ROWS:
        ask.sql(f"from '{folder}/{name}.parquet'").fetchall()


def test_duckdb_and_python_read_the_same_csv(answers: list[Answer], tmp_path: Path) -> None:
    folder = _written("csv", answers, tmp_path)
    for name in ROWS:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        seen = duckdb.read_csv(
            str(folder / f"{name}.csv"), all_varchar=True, header=True, delimiter=",", quotechar='"', escapechar='"'
        )
        assert seen.columns == rows[0] == list(ROWS[name].__struct_fields__)
        assert (
            len(seen.fetchall())
            == len(rows) - 1
            == len(next(iter(tables([a.readout for a in answers])[name].values())))
        )


def test_a_list_in_a_cell_is_json_and_an_empty_cell_is_not_known(answer: Answer) -> None:
    files = FORMATS["csv"].write([answer], "")
    assert isinstance(files, dict)
    rows = list(csv.DictReader(StringIO(files["facts.csv"].decode("utf-8-sig"), newline="")))
    assert json.loads(rows[0]["lineages"]) == ["lineage-1", "lineage-2"]
    moves = list(csv.DictReader(StringIO(files["moves.csv"].decode("utf-8-sig"), newline="")))
    assert (moves[0]["condition"], moves[0]["answers"]) == ("", "")


def test_no_cell_is_a_formula(hostile: Answer) -> None:
    for name in ("csv", "polecat"):
        made = FORMATS[name].write([hostile], "")
        for data in made.values() if isinstance(made, dict) else [made]:
            reader = csv.reader(
                StringIO(data.decode("utf-8-sig"), newline=""), delimiter="," if name == "csv" else "\t"
            )
            assert not [cell for row in reader for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]


def test_parquet_keeps_the_exact_words(hostile: Answer, tmp_path: Path) -> None:
    folder = _written("parquet", [hostile], tmp_path)
    quotes = duckdb.sql(f"select quote from '{folder}/evidence.parquet'").fetchall()
    assert {quote for (quote,) in quotes} == {item.quote for item in collect(hostile.readout)}


def test_arrow_tables_are_typed_also_where_they_are_empty(bare: Answer) -> None:
    found = arrow_tables(bare.readout)
    assert found["moves"].num_rows == 0
    assert found["moves"].schema.field("first_day").type == pyarrow.date32()
    assert found["moves"].schema.field("answers").type.value_type == pyarrow.string()
    assert not found["moves"].schema.field("id").nullable


def test_without_pyarrow_the_remedy_is_named(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"readout\[parquet\]"):
        FORMATS["parquet"].write([answer], "")
    assert FORMATS["csv"].write([answer], "")


def test_relations_say_who_was_first(answer: Answer) -> None:
    rows = tables(answer.readout, answer.texts)["relations"]
    assert rows["upstream"] == [None] * len(rows["a"])  # an agency is credited that is not among the pages
    accounts = tuple(replace(account, agencies=()) for account in answer.readout.accounts)
    rows = tables(replace(answer.readout, accounts=accounts), answer.texts)["relations"]
    found = dict(
        zip(zip(rows["a"], rows["b"], strict=True), zip(rows["upstream"], rows["reason"], strict=True), strict=True)
    )
    assert found["velmar-dispatch", "the-lantern"] == ("velmar-dispatch", "it was published later")
