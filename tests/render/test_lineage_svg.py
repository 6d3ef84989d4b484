from __future__ import annotations

import re
from typing import Any

import msgspec

from readout.descent import directions
from readout.render.lineage_svg import Ways, kinship, twigs
from readout.render.names import labels
from readout.render.shared_text import tree
from readout.types import Published, Readout


def _ways(readout: Readout) -> Ways:
    return directions(readout.accounts, readout.lineages[0].relations, {})


def _twigs(readout: Readout) -> Any:
    return twigs(tree(readout.lineages[0], readout.accounts), _ways(readout))


def _dated(readout: Readout, *days: str) -> Readout:
    accounts = tuple(
        msgspec.structs.replace(account, published=Published(value=day, basis="stated"), agencies=())
        for account, day in zip(readout.accounts, days, strict=False)
    )
    return msgspec.structs.replace(readout, accounts=(*accounts, *readout.accounts[len(days) :]))


def test_every_account_of_the_lineage_hangs_under_another(story: dict[str, Any]) -> None:
    found = _twigs(story["READOUT"])
    assert sorted(twig.account for twig in found) == sorted(story["READOUT"].lineages[0].accounts)
    assert found[0].depth == 0
    seen = set()
    for twig in found:
        assert twig.branch is None or twig.branch.parent in seen
        assert bool(twig.line) == (twig.branch is not None)
        seen.add(twig.account)


def test_a_line_is_as_thick_as_what_is_carried(story: dict[str, Any]) -> None:
    thick = {}
    for twig in _twigs(story["READOUT"]):
        if twig.branch:
            found = re.search(r'stroke-width="([\d.]+)"', twig.line)
            assert found
            thick[twig.branch.share] = float(found[1])
    assert [thick[share] for share in sorted(thick)] == sorted(thick.values())


def test_an_arrow_stands_only_where_the_dates_prove_the_way(story: dict[str, Any]) -> None:
    readout = story["READOUT"]
    assert not any("head" in twig.line for twig in _twigs(_dated(readout, "2031-03-14", "2031-03-14", "2031-03-14")))
    later = _twigs(_dated(readout, "2031-03-14", "2031-03-15", "2031-03-16"))
    assert all("head" in twig.line for twig in later if twig.branch)


def test_the_kinship_says_both_shares_and_who_was_first(story: dict[str, Any]) -> None:
    readout = _dated(story["READOUT"], "2031-03-14", "2031-03-15", "2031-03-16")
    known = labels(readout)
    words = [kinship(twig.branch, known, _ways(readout)) for twig in _twigs(readout) if twig.branch]
    assert all(re.search(r"A\d: \d+% of its words are there, \d+% of A\d’s are here", line) for line in words)
    assert all(re.search(r"; A\d was first, by what A\d shows: it was published later$", line) for line in words)


def test_the_kinship_says_how_exactly_they_agree(story: dict[str, Any]) -> None:
    known = labels(story["READOUT"])
    words = [kinship(twig.branch, known, {}) for twig in _twigs(story["READOUT"]) if twig.branch]
    assert all(re.search(r"; (one passage|\d+ passages), [a-z0-9 ]+$", line) for line in words)
