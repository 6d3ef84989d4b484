import pytest
from bench.gold import GoldError, labelled_lines, load, quoted

TEXTS = {"a": "Marn said no. “No,” said Marn.", "b": "Marn said no."}

MINIMAL = """
half = "test"
name = "quay"
lineages = [{ accounts = ["a"] }, { accounts = ["b"] }]

[[accounts]]
id = "a"
page = "a.txt"
blocks = ["headline | The quay", "body | Vell"]

[[accounts]]
id = "b"
page = "b.txt"
blocks = ["body | Vell"]

[entities]
vell = { type = "person", names = ["Vell"] }

[statements]
list = [{ in = "a", who = "vell", by = "he", cue = "said", says = "the quay is closed", type = "indirect" }]

[timeline]
list = []

[moves]
close = { kind = "promise", actors = ["vell"], targets = [], status = "stands", words = ["a b: will close"] }

[facts]
closed = { independent = 2, words = ["a b: will close"] }

[discrepancies]

[traps]
list = []

[omissions]
list = []
"""
A = "The quay\nVell said it will close. In the end, he said, the quay is closed, and the crew knows it, and he left."
B = "Vell says it will close."


def write(folder, gold):
    (folder / "gold.toml").write_text(gold, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("reference", "spans"),
    [
        ("b: said", [("b", 5)]),
        ("a#2: Marn", [("a", 25)]),
        ("a#*: Marn", [("a", 0), ("a", 25)]),
        ("a b: said no.", [("a", 5), ("b", 5)]),
        ("a: “No,”", [("a", 14)]),
    ],
)
def test_words_are_found(reference, spans):
    assert [(item.account, item.start) for item in quoted(TEXTS, reference)] == spans


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("a: yes", "does not hold"),
        ("a: Marn", "say which"),
        ("a#3: Marn", "not 3"),
        ("c: Marn", "no account"),
        ("Marn", "not of the form"),
        ('a: "No,"', "does not hold"),
    ],
)
def test_words_that_do_not_stand_so_are_refused(reference, why):
    with pytest.raises(GoldError, match=why):
        quoted(TEXTS, reference)


def test_runs_label_lines():
    text = "Menu\nHome\n\nStory begins.\nStory ends.\nMenu"
    found = labelled_lines(text, ["navigation | Home", "body/caption | Story", "footer | Menu"], "a")
    assert [(text[start:end], sorted(roles)) for (start, end), roles in found] == [
        ("Home", ["navigation"]),
        ("Story begins.", ["body", "caption"]),
        ("Story ends.", ["body", "caption"]),
        ("Menu", ["footer"]),
    ]
    with pytest.raises(GoldError, match="no line begins with 'Foot'"):
        labelled_lines(text, ["footer | Menu", "body | Foot"], "a")


def test_source_and_cue_are_the_nearest(tmp_path):
    gold = load(write(tmp_path, MINIMAL), {"a.txt": A, "b.txt": B})
    statement = gold.statements[0]
    assert statement.source == (A.index("he said"), A.index("he said") + 2)
    assert statement.cue == (A.index("said, the"), A.index("said, the") + 4)
    assert [item.account for item in gold.moves[0].evidence] == ["a", "b"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (MINIMAL.replace("independent = 2", "independent = 3"), "2 lineages, not 3"),
        (MINIMAL.replace('who = "vell"', 'who = "quent"'), "no such entities: quent"),
        (MINIMAL.replace("targets = []", 'targets = [], answers = ["open"]'), "no such moves: open"),
        (MINIMAL.replace(', { accounts = ["b"] }', ""), "partition"),
        (MINIMAL.replace('cue = "said"', 'cue = "told"'), "'told' does not stand beside"),
        (MINIMAL.replace('page = "b.txt"', 'page = "c.txt"'), "no text of c.txt"),
    ],
)
def test_gold_that_does_not_hold_together_is_refused(tmp_path, wrong, why):
    with pytest.raises(GoldError, match=why):
        load(write(tmp_path, wrong), {"a.txt": A, "b.txt": B})
