"""The shell: parse, call, show. Data on standard output, everything else on standard error."""

from auxilia.cli.main import main

__all__ = ["main"]
