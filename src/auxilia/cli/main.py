"""The entry point: finds the commands, turns errors into one line and an exit status."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import click

from auxilia.cli import commands
from auxilia.errors import AuxiliaError, UsageError


class Commands(click.Group):
    """Commands are modules of `auxilia.cli.commands`, loaded when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"auxilia.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: auxilia ties USA MLI, auxilia report MLI. Names: Mali, MLI, 432 or state:MLI.",
)
@click.version_option(package_name="auxilia", message="auxilia %(version)s")
def cli() -> None:
    """Who trains, equips and supports whose armed forces, and how we know."""


def main() -> None:
    """Run the shell; leave with 0, 1 (could not be done), 2 (asked wrongly) or 130 (interrupted)."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("auxilia: interrupted; what was finished is kept.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except AuxiliaError as error:
        click.echo(f"auxilia: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
