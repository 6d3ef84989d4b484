"""The documentation as the site generator takes it: the pages in docs/ and those that are made from the code.

    python -m docs.generate out/docs

The command line, the library and the documents' fields are described where they are defined, and nowhere twice.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import click
import msgspec
from docs import notebook

import readout
from readout import render
from readout.cli.group import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[1]
MODULES = (
    "readout.pipeline", "readout.types", "readout.editions", "readout.spans", "readout.edtf", "readout.compare.changes",
    "readout.render", "readout.languages", "readout.errors",
)  # fmt: skip
"""What is documented beside the names of the package itself."""
_NOT_COPIED = shutil.ignore_patterns("*.py", "__pycache__", "*.ipynb", "example")
_ROLE = re.compile(r":(?:func|class|mod|data):`~?([^`]+)`")
_CODE = re.compile(r"``([^`]+)``")


# ------------------------------------------------------------------------------------------------ docstrings


def prose(docstring: str | None) -> str:
    """A docstring as Markdown: code in its marks, examples in fences, everything else as it stands."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", inspect.cleandoc(docstring or "")):
        if block.lstrip().startswith(">>>"):
            lines += ["```pycon", block, "```", ""]
        elif block.strip() == "::":
            continue
        elif all(line.startswith("    ") for line in block.splitlines()):
            lines += ["```text", inspect.cleandoc("\n" + block), "```", ""]
        else:
            body, _, examples = block.partition("\n>>>")
            named = _ROLE.sub(lambda found: f"`{found[1].rsplit('.', 1)[-1]}`", body)
            lines += [_plain(_CODE.sub(r"`\1`", named)), ""]
            if examples:
                lines += ["```pycon", ">>>" + examples, "```", ""]
    return "\n".join(lines).strip()


def _plain(text: str) -> str:
    """Text in which no angle bracket outside code is taken for mark-up."""
    return "".join(
        part if at % 2 else part.replace("<", "&lt;") for at, part in enumerate(re.split(r"(`[^`]*`)", text))
    )


def _cell(text: str) -> str:
    """Text for a cell of a table; inside code a bar is no border."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if at % 2 else part.replace("|", "\\|") for at, part in enumerate(parts))


# ------------------------------------------------------------------------------------------- the command line


def cli_page() -> str:
    """Every command with its arguments and options."""
    lines = [
        "# Commands", "",
        "Made from the program; the same as `readout COMMAND --help`.", "",
        "Exit codes: 0 done, 1 nothing usable, 2 wrong usage, 130 interrupted.", "",
        "| command | |", "|---|---|",
    ]  # fmt: skip
    commands = {name: _command(name) for name in COMMANDS}
    lines += [
        f"| [`readout {name}`](#readout-{name}) | {_cell(one.short_help or '')} |" for name, one in commands.items()
    ]
    for name, command in commands.items():
        lines += ["", f"## readout {name}", "", "```text", _usage(name, command), "```", "", _help(command)]
        lines += _options(command)
    return "\n".join(lines) + "\n"


def _command(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def _usage(name: str, command: click.Command) -> str:
    with click.Context(command, info_name=f"readout {name}") as context:
        return command.get_usage(context).removeprefix("Usage: ")


def _help(command: click.Command) -> str:
    """The help's paragraphs; those that click must not rewrap are commands to type."""
    blocks = []
    for block in inspect.cleandoc(command.help or "").split("\n\n"):
        if block.startswith("\b"):
            blocks.append("```sh\n" + inspect.cleandoc(block.removeprefix("\b\n")) + "\n```")
        else:
            blocks.append(_plain(block))
    return "\n\n".join(blocks)


_KINDS = {"integer range": "NUMBER", "integer": "NUMBER", "directory": "FOLDER", "file": "FILE", "path": "PATH"}


def _options(command: click.Command) -> Iterator[str]:
    rows = []
    for option in command.params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        names = ", ".join(f"`{name}`" for name in option.opts)
        if not option.is_flag:
            choices = option.type.choices if isinstance(option.type, click.Choice) else None
            kind = option.metavar or _KINDS.get(option.type.name, "VALUE")
            names += f" `{'|'.join(map(str, choices)) if choices else kind}`"
        default = ""
        if option.show_default:
            shown = option.show_default if isinstance(option.show_default, str) else option.default
            default = f" Default: {shown}."
        required = " Required." if option.required else ""
        rows.append(f"| {_cell(names)} | {_cell(option.help or '')}{required}{default} |")
    if rows:
        yield from ["", "| option | |", "|---|---|", *rows]


# ------------------------------------------------------------------------------------------------ the library


def public_names(module: ModuleType) -> list[str]:
    """The names that a module offers: those it lists, or those it defines at the top that no underscore hides."""
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return sorted(listed)
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in defined if not name.startswith("_")]


def api_page() -> str:
    """The verbs and nouns of the package, then every documented module."""
    lines = ["# Library", "", "Made from the code. The names below are all that `import readout` offers.", ""]
    lines += [prose(readout.__doc__), ""]
    named = {name: getattr(readout, name) for name in readout.__all__}
    for heading, nouns in (("## The verbs", False), ("## The nouns", True)):
        lines += ["", heading]
        for name, value in named.items():
            if inspect.isclass(value) == nouns:
                lines += _name(name, value)
    for path in MODULES:
        module = import_module(path)
        lines += ["", f"## {path}", "", prose(module.__doc__), ""]
        for name in public_names(module):
            value = getattr(module, name)
            if path != "readout.types" or name not in readout.__all__:  # those have been told above
                lines += _name(name, value)
    return "\n".join(lines) + "\n"


def _name(name: str, value: Any) -> Iterator[str]:
    yield from ["", f"### {name}", ""]
    if inspect.isclass(value) and issubclass(value, msgspec.Struct):
        yield from [prose(value.__doc__), "", "| field | type |", "|---|---|"]
        hints = get_type_hints(value)
        for field in value.__struct_fields__:
            yield f"| `{field}` | `{_type(hints[field])}` |"
    elif callable(value):
        if not inspect.isclass(value) or value.__init__ is not object.__init__:
            try:
                signature = inspect.signature(value)
                yield from ["```python", f"{name}{_short(str(signature))}", "```", ""]
            except ValueError:  # an exception class takes what Exception takes
                pass
        yield prose(value.__doc__)
    else:
        yield f"`{_type(value)}`" if get_origin(value) else f"`{value!r}`"


def _short(text: str) -> str:
    return re.sub(r"\b(?:readout\.[\w.]+|collections\.abc|typing|pathlib|datetime)\.(?=\w)", "", text).replace("'", "")


def _type(hint: Any) -> str:
    if get_origin(hint) is not None and "Literal" in str(get_origin(hint)):
        return " | ".join(json.dumps(value) for value in get_args(hint))
    if hint is type(None):
        return "None"
    arguments = get_args(hint)
    if arguments and "Union" in str(get_origin(hint)):
        return " | ".join(_type(one) for one in arguments)
    if arguments:
        inner = ", ".join("..." if one is ... else _type(one) for one in arguments)
        return f"{getattr(get_origin(hint), '__name__', hint)}[{inner}]"
    return getattr(hint, "__name__", str(hint))


# --------------------------------------------------------------------------------------------- the documents


def contract_page(document: str, title: str, about: str) -> str:
    """The fields of a document, from its JSON Schema."""
    schema = json.loads(render.schema(document))
    parts = schema["$defs"]
    first = schema.get("$ref", "").rsplit("/", 1)[-1]
    order = [first, *_reached(parts, first)]
    lines = [f"# {title}", "", about, ""]
    for name in order:
        part = parts[name]
        anchor = f"## {name}" if name != first else f"## The document ({name})"
        lines += [anchor, "", prose(part.get("description")), "", "| field | value |", "|---|---|"]
        lines += [f"| `{field}` | {_cell(_value(kind))} |" for field, kind in part["properties"].items()]
        lines.append("")
    return "\n".join(lines) + "\n"


def _reached(parts: dict[str, Any], first: str) -> list[str]:
    """The other parts in the order in which the document reaches them."""
    found: list[str] = []
    waiting = [first]
    while waiting:
        for name in re.findall(r"#/\$defs/(\w+)", json.dumps(parts[waiting.pop(0)])):
            if name != first and name not in found:
                found.append(name)
                waiting.append(name)
    return found


def _value(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_value(one) for one in kind["anyOf"])
    if "enum" in kind:
        return " · ".join(f"`{json.dumps(value)}`" for value in kind["enum"])
    if "const" in kind:
        return f"`{json.dumps(kind['const'])}`"
    if kind.get("type") == "array":
        items = kind.get("items")
        return f"list of {_value(items)}" if items else "list"
    name = str(kind.get("type", "anything"))
    return {"null": "`null`", "integer": "whole number", "boolean": "`true` or `false`"}.get(name, name)


# ---------------------------------------------------------------------------------------------------- the site


def pages() -> dict[str, str]:
    """The pages made from the code and from files outside docs/, by their place in the site."""
    made = {
        "reference/commands.md": cli_page(),
        "reference/library.md": api_page(),
        "reference/readout-json.md": contract_page(
            "readout", "readout.json",
            "One file for each story, format `readout/1`, made from the schema that `readout schema` prints. Unknown "
            "is `null` or an empty list, never a guess. Dates are EDTF (ISO 8601-2). Offsets count Unicode code points "
            "of `accounts/<id>.txt`, half-open: `quote == text[start:end]`.",
        ),
        "reference/changes-json.md": contract_page(
            "changes", "Changes",
            "What `readout diff --json` prints, one line for each story, format `readout-changes/1`, made from the "
            "schema that `readout schema changes` prints.",
        ),
        "changelog.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        "examples.md": (ROOT / "examples" / "README.md").read_text(encoding="utf-8"),
    }  # fmt: skip
    for path in sorted((ROOT / "docs").glob("*.ipynb")):
        made[f"{path.stem}-notebook.md"] = notebook.page(path)
    return made


def stage(target: Path) -> None:
    """Everything the site is built from, fresh, in ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target, ignore=_NOT_COPIED)
    for page in target.rglob("*.md"):  # a notebook is a page of the site
        page.write_text(page.read_text(encoding="utf-8").replace(".ipynb)", "-notebook.md)"), encoding="utf-8")
    for name, text in pages().items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    stage(Path(sys.argv[1]))
