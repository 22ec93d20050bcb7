"""`auxilia explore`: the explorer in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("explore")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8250, show_default=True, help="0 takes a free port."
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--query", is_flag=True, help="Add a page for a SELECT of your own, at /query.")
@home_option
def command(host: str, port: int, no_browser: bool, query: bool, home: Path | None) -> None:
    """Serve the explorer on this machine and open it in the browser; nothing leaves the machine.

    \b
    auxilia explore
    auxilia explore --port 0 --no-browser
    """
    from auxilia.errors import UsageError

    try:
        from auxilia.explorer.serve import serve
    except ImportError as error:
        raise UsageError(
            f"the explorer needs the extra `web` ({error}). Mend: pip install 'auxilia[web]'"
        ) from error
    serve(home, host, port, browser=not no_browser, say=lambda line: click.echo(line, err=True), query=query)
