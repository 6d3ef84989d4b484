from collections import Counter
from pathlib import Path

from bench.generated import pages, story_sizes, write

from readout.ingest import records
from readout.types import Page


def test_sizes_add_up_and_have_a_heavy_tail():
    sizes = story_sizes(5_000)
    assert sum(sizes) == 5_000
    assert 2_000 < sizes.count(1) < 3_500
    assert max(sizes) > 50
    assert story_sizes(5_000) == sizes != story_sizes(5_000, seed=2)


def test_the_same_seed_gives_the_same_files_and_every_page_has_its_truth(tmp_path: Path):
    write(tmp_path / "a", 120, files=3)
    write(tmp_path / "b", 120, files=3)
    files = sorted((tmp_path / "a").iterdir())
    assert [one.read_bytes() for one in files] == [one.read_bytes() for one in sorted((tmp_path / "b").iterdir())]
    found = [page for page in records([str(tmp_path / "a")]) if isinstance(page, Page)]
    made = pages(120)
    assert [page.url for page in found] == [page.url for page in made]
    assert len({page.url for page in made}) == 120
    assert (tmp_path / "a-gold.jsonl").read_text().count("\n") == 120
    assert {"first", "copy", "rewrite"} <= set(Counter(page.kind for page in made))
    assert all("{" not in page.text for page in made)
