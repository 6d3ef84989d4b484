"""The commands under ``readout``: one file each, loaded when it is called."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from readout import __version__
from readout.cli import USAGE

COMMANDS = ("run", "extract", "read", "cluster", "compare", "show", "brief", "diff", "export", "schema")


class _Lazy(click.Group):
    """A group whose commands are imported when they are needed, so that ``--help`` of one does not load all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"readout.cli.{cmd_name}").command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="readout")
def cli() -> None:
    """Reconstruct an event from many accounts of it.

    Give Readout the raw pages that outlets published on an event, as HTML or as bare text, with their menus and wrong
    dates. It answers what happened, who said what, who demands or refuses what, what the accounts agree on and how many
    independent texts that is, and where they contradict each other. Every line leads back to the exact words.

    \b
      readout run pages/*.html --out report     the whole way; then open report/index.html
      readout show report                       the answer again, in the terminal
      readout extract page.html | readout read  one stage at a time, as JSON lines
    """


def run() -> int:
    """Run the command line and give its exit code; an interrupt is the caller's to report."""
    from readout.errors import ReadoutError

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a character shows "?" for it
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ReadoutError as error:
        click.echo(f"readout: {error}", err=True)
        return USAGE
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit:  # click's answer to a reader of our output that has gone: that is its right
        return 0
    except OSError as error:  # a full disk under stdout; inputs and --out have their own words
        sys.stdout = None  # what could not be written is not tried again at exit
        click.echo(f"readout: cannot go on: {error.strerror or error}", err=True)
        return USAGE
    return code if isinstance(code, int) else 0
