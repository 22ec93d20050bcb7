"""`auxilia release`: freeze the ledger under a name, list the releases, check them."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.group("release")
def command() -> None:
    """Freeze the ledger under a name; `?v=NAME` in the explorer answers from it for ever."""


@command.command("create")
@click.argument("name")
@home_option
def create(name: str, home: Path | None) -> None:
    """Freeze the ledger in force under NAME, with a manifest of hashes.

    \b
    auxilia release create 2026-01
    """
    from auxilia.explorer.releases import create_release
    from auxilia.ledger.home import default_home

    release = create_release(home or default_home(), name)
    total = sum(size for _, size, _ in release.files)
    click.echo(f"{release.name}: build {release.build_id}, {len(release.files)} files, {total:,} bytes")


@command.command("package")
@click.argument("name")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--own", is_flag=True, help="With what may not be passed on, for your own archive alone.")
@home_option
def package(name: str, folder: Path, own: bool, home: Path | None) -> None:
    """Write a release as Parquet files with datapackage.json, croissant.json, CITATION.cff and prov.json.

    \b
    auxilia release package 2026-01 auxilia-2026-01
    """
    from auxilia.cli.progress import Progress
    from auxilia.explorer.packaging import write_package
    from auxilia.ledger.home import default_home

    progress = Progress()
    try:
        packed = write_package(home or default_home(), name, folder, "own" if own else "open", progress)
    finally:
        progress.close()
    for resource in packed.resources:
        click.echo(f"{resource.path}: {resource.rows:,} rows, {resource.bytes:,} bytes")
    if packed.left_out:
        click.echo(f"Left out by licence: {', '.join(packed.left_out)}.", err=True)


@command.command("list")
@home_option
def show(home: Path | None) -> None:
    """List the releases, oldest name first."""
    from auxilia.explorer.releases import read_release, release_names
    from auxilia.ledger.home import Home, default_home

    at = Home(home or default_home())
    for name in release_names(at):
        release = read_release(at, name)
        click.echo(f"{name}  build {release.build_id}  built {release.built[:10]}  auxilia {release.auxilia}")


@command.command("check")
@click.argument("name")
@home_option
def check(name: str, home: Path | None) -> None:
    """Compare the files of a release with its manifest."""
    from auxilia.errors import LedgerError
    from auxilia.explorer.releases import changed_files
    from auxilia.ledger.home import Home, default_home

    changed = changed_files(Home(home or default_home()), name)
    if changed:
        raise LedgerError(f"the release {name} is not what its manifest says: {', '.join(changed)}.")
    click.echo(f"{name}: every file is what the manifest says.")
