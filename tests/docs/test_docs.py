"""The documentation is true: every name is in it, what it shows can be run, its site builds and needs no network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner
from docs import generate
from docs.pictures import PICTURES

import readout
from readout.cli.group import COMMANDS, cli
from readout.render.json import DOCUMENTS

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAMES = [("readout", name) for name in readout.__all__] + [
    (path, name) for path in generate.MODULES for name in generate.public_names(import_module(path))
]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as the site generator takes them."""
    staged = tmp_path_factory.mktemp("docs") / "docs"
    generate.stage(staged)
    return staged


# ----------------------------------------------------------------------------------------------- nothing missing


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    page = generate.cli_page()
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert f"\n## readout {name}\n" in page
    section = page.split(f"\n## readout {name}\n")[1].split("\n## ")[0]
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.opts} has no help"
            assert all(f"`{one}`" in section for one in option.opts)


@pytest.mark.parametrize(("module", "name"), NAMES, ids=[f"{module}.{name}" for module, name in NAMES])
def test_every_public_name_is_documented(module: str, name: str, site: Path) -> None:
    value = getattr(import_module(module), name)
    page = (site / "reference" / "library.md").read_text(encoding="utf-8")
    assert f"\n### {name}\n" in page
    if callable(value) and not isinstance(value, type(list[int])):
        assert value.__doc__, f"{module}.{name} has no docstring"
    if isinstance(value, type) and issubclass(value, msgspec.Struct):
        assert value.__doc__ not in [base.__doc__ for base in value.__mro__[1:]], f"{name} has its base's docstring"


@pytest.mark.parametrize(("document", "page"), [("readout", "readout-json"), ("changes", "changes-json")])
def test_every_field_of_a_document_is_on_its_page(document: str, page: str, site: Path) -> None:
    text = (site / "reference" / f"{page}.md").read_text(encoding="utf-8")
    for field in DOCUMENTS[document][1].__struct_fields__:
        assert f"\n| `{field}` | " in text


def test_every_concept_has_a_page_and_a_picture(site: Path) -> None:
    for name, draw in PICTURES.items():
        drawn = (site / "concepts" / f"{name}.svg").read_text(encoding="utf-8")
        assert drawn == draw(), "draw them again: python -m docs.pictures"
        text = (site / "concepts" / f"{name}.md").read_text(encoding="utf-8")
        assert f"]({name}.svg)" in text
        assert f"]({name}.md)" in (site / "concepts" / "index.md").read_text(encoding="utf-8")


def _listed(entries: list[object]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        for one in entry.values() if isinstance(entry, dict) else [entry]:
            found += _listed(one) if isinstance(one, list) else [str(one)]
    return found


def test_every_page_is_in_the_navigation_and_every_link_leads_somewhere(site: Path) -> None:
    config = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    pages = {str(path.relative_to(site)) for path in site.rglob("*.md")}
    assert sorted(_listed(config["project"]["nav"])) == sorted(pages)
    for name in pages:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", (site / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for link in LINK.findall(text):
            if not link.startswith(("http://", "https://")):
                target, _, anchor = link.partition("#")
                there = (site / name).parent / target if target else site / name
                assert there.exists(), f"{name}: {link}"
                if anchor and there.suffix == ".md":
                    assert anchor in _anchors(there.read_text(encoding="utf-8")), f"{name}: {link}"


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the site makes them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


# ------------------------------------------------------------------------------------------ what is shown, runs


@pytest.mark.parametrize(
    "page", [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))], ids=lambda page: page.stem
)
def test_what_a_page_shows_can_be_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a copy of docs/example; of what a command prints, the lines shown must be there in this order."""
    shutil.copytree(ROOT / "docs" / "example", tmp_path / "docs" / "example")
    monkeypatch.chdir(tmp_path / "docs" / "example")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, object] = {"__name__": "docs"}
    for kind, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(code, str(page), "exec"), names)
            continue
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE):
            if command.startswith("cd "):
                monkeypatch.chdir(tmp_path / command.removeprefix("cd "))
            else:
                _follows(_printed(command), shown, command)


def _printed(command: str) -> str:
    """What the command prints; in this process where it is one of ours alone, which is much faster."""
    words = command.split()
    if words[0] == "readout" and "|" not in words:
        result = CliRunner().invoke(cli, words[1:], standalone_mode=False)
        if result.exception:
            raise result.exception
        assert result.return_value == 0, command
        return result.stdout
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def _follows(printed: str, shown: str, command: str) -> None:
    at, lines = 0, [line.rstrip() for line in printed.splitlines()]
    for wanted in (line.rstrip() for line in shown.splitlines()):
        if wanted in ("...", ""):
            continue
        pattern = ".*".join(re.escape(_level(part)) for part in wanted.split("...")) + "(?: .*)?"
        hit = next((n for n in range(at, len(lines)) if re.fullmatch(pattern, _level(lines[n]))), None)
        assert hit is not None, f"{command!r} does not print {wanted!r}"
        at = hit + 1


def _level(line: str) -> str:
    return re.sub(r"\s+", " ", line)


# ------------------------------------------------------------------------------------------------------ the site


@pytest.mark.skipif(find_spec("zensical") is None, reason="the site's generator is not installed: make docs")
def test_the_site_builds_without_a_warning_and_loads_nothing_from_a_network(site: Path, tmp_path: Path) -> None:
    config = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    shutil.copytree(site, tmp_path / "out" / "docs")
    (tmp_path / "zensical.toml").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    for page in (tmp_path / "out" / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe|link)\b[^>]*(?:src|href)="((?:https?:)?//[^"]*)"', text)
        assert not loaded, f"{page.name} loads {loaded}"
