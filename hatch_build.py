"""Guards the wheel: none is built without the explorer's scripts, or with scripts older than their sources.

The built files are part of the repository, so that installing from a checkout needs no Node. `web/` holds
their sources; `sources.json` beside the built files holds the hash of the sources that they were built from.
A wheel also takes the findings of `docs/` along, so that an installed explorer shows them.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = "web"
BUILT = "src/auxilia/explorer/static/app"
FINDINGS, FINDINGS_IN_WHEEL = "docs/findings", "auxilia/report/findings/pages"
ASIDE = frozenset({"node_modules", "package-lock.json", ".svelte-kit"})
MEND = "Mend: `npm install --no-package-lock && npm run build` in web/ (Node 20 or newer)."


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every build, of a wheel and of an editable install alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop a build without the scripts; an editable one finds the pages in the checkout."""
        check(Path(self.root))
        if version == "standard":
            build_data["force_include"][str(Path(self.root, FINDINGS))] = FINDINGS_IN_WHEEL


def check(root: Path) -> None:
    """See that the built files are whole and made from the sources beside them.

    Raises
    ------
    RuntimeError
        When a file is missing or the sources have changed; the message says how to build them.
    """
    folder = root / BUILT
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise RuntimeError(f"the explorer's scripts are not built: {manifest} is not there. {MEND}")
    for name in sorted(named(json.loads(manifest.read_text("utf-8")))):
        if not (folder / name).is_file():
            raise RuntimeError(f"{BUILT}/manifest.json names {name}, which is not there. {MEND}")
    if not (root / WEB).is_dir():
        return
    built_from = json.loads((folder / "sources.json").read_text("utf-8"))["sha256"]
    if built_from != sources_hash(root / WEB):
        raise RuntimeError(f"the explorer's scripts are older than their sources in {WEB}/. {MEND}")


def named(manifest: dict[str, dict[str, Any]]) -> set[str]:
    """Every file that a manifest of Vite names."""
    return {
        name
        for chunk in manifest.values()
        for name in (chunk["file"], *chunk.get("css", ()), *chunk.get("assets", ()))
    }


def sources_hash(web: Path) -> str:
    """The SHA-256 over paths and contents of all sources, as `web/make/seal.js` works it out."""
    found = sha256()
    paths = [path for path in web.rglob("*") if path.is_file()]
    relative = {path.relative_to(web).as_posix(): path for path in paths}
    for name in sorted(relative):
        if not ASIDE & set(name.split("/")):
            found.update(name.encode() + b"\0" + relative[name].read_bytes() + b"\0")
    return found.hexdigest()
