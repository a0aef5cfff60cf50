"""docs/commands.md, made of the commands themselves: `python -m wangge.web.docs_commands > docs/commands.md`."""

from __future__ import annotations

import argparse
import importlib

from wangge.web.cli import commands


def page() -> str:
    """Every command with its help line and its options."""
    parts = [
        "# Commands",
        "",
        "`wangge COMMAND`; `--help` tells the same. Exit status: 0 done, 1 refused, 2 wrong usage.",
        "",
    ]
    for name, module_name in commands().items():
        module = importlib.import_module(module_name)
        parser = argparse.ArgumentParser(prog=f"wangge {name}", add_help=False)
        module.add_arguments(parser)
        parts += [f"## {name}", "", module.help, "", *_options(parser)]
    return "\n".join(parts).rstrip() + "\n"


def _options(parser: argparse.ArgumentParser) -> list[str]:
    rows = [(_called(action), action.help or "") for action in parser._actions]
    if not rows:
        return []
    return ["| option | |", "|---|---|", *(f"| `{called}` | {text} |" for called, text in rows), ""]


def _called(action: argparse.Action) -> str:
    return ", ".join(action.option_strings) or str(action.metavar or action.dest)


if __name__ == "__main__":
    print(page(), end="")
