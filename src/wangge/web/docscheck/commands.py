"""docs/commands.md: every command with its help line and its options."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable, Iterator

from wangge.web import cli
from wangge.web.docscheck.marks import table


def commands() -> str:
    return table(("命令", "作用"), ((f"[`wangge {name}`](#{name})", text) for name, text, _ in _every()))


def options() -> str:
    """A heading for each command, its help line, its options."""
    return "\n".join(f"## {name}\n\n{text}\n{_options(parser)}" for name, text, parser in _every())


def common() -> str:
    """What may stand before the command, besides --help and --version."""
    return _rows([action for action in cli.parser([])._actions if action.dest == "home"])


def _every() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for name, module_name in cli.commands().items():
        module = importlib.import_module(module_name)
        parser = argparse.ArgumentParser(prog=f"wangge {name}", add_help=False)
        module.add_arguments(parser)
        yield name, module.help, parser


def _options(parser: argparse.ArgumentParser) -> str:
    return f"\n{_rows(parser._actions)}" if parser._actions else ""


def _rows(actions: Iterable[argparse.Action]) -> str:
    return table(("选项", "含义"), ((f"`{_called(action)}`", action.help or "") for action in actions))


def _called(action: argparse.Action) -> str:
    """`--option VALUE` or the name of an argument without one; switches take no value."""
    if not action.option_strings:
        return str(action.metavar or action.dest).upper()
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(action.option_strings) + value
