"""The built scripts: made from the sources beside them, small, and without a word of another server."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
BUILT = ROOT / "src" / "auxilia" / "explorer" / "static" / "app"
FIRST_LOAD, LAZY = 60_000, 160_000
ENTRIES = ("page", "explore")
# Names of XML languages and of the pages that explain Svelte's errors; nothing is fetched from them.
WORDS = re.compile(r"https?://(www\.w3\.org/|svelte\.dev/e/)")


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    pytest.importorskip("hatchling")
    if not (ROOT / "hatch_build.py").is_file():
        pytest.skip("no checkout: the wheel was looked at when it was built")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    return told


def packed(name: str) -> int:
    return len(gzip.compress((BUILT / name).read_bytes(), 9))


def chunk(manifest: dict[str, dict[str, object]], name: str) -> dict[str, object]:
    return next(c for c in manifest.values() if c.get("isEntry") and c["name"] == name)


def loaded(manifest: dict[str, dict[str, object]], start: dict[str, object]) -> set[str]:
    """The scripts that come with a chunk, without those it loads when asked."""
    found = {str(start["file"])}
    for key in start.get("imports", ()):  # type: ignore[attr-defined]
        found |= loaded(manifest, manifest[key])
    return found


def test_the_built_files_are_made_from_the_sources(hook: ModuleType) -> None:
    hook.check(ROOT)


def checkout(root: Path) -> Path:
    shutil.copytree(BUILT, root / "src" / "auxilia" / "explorer" / "static" / "app")
    shutil.copytree(ROOT / "web", root / "web", ignore=shutil.ignore_patterns("node_modules"))
    return root


def test_a_build_without_scripts_fails_and_says_how_they_are_made(hook: ModuleType, tmp_path: Path) -> None:
    root = checkout(tmp_path)
    hook.check(root)
    (root / "src/auxilia/explorer/static/app/manifest.json").unlink()
    with pytest.raises(RuntimeError, match="npm run build"):
        hook.check(root)


def test_a_build_with_a_missing_file_names_it(hook: ModuleType, tmp_path: Path) -> None:
    root = checkout(tmp_path)
    gone = next((root / "src/auxilia/explorer/static/app").glob("World-*.js"))
    gone.unlink()
    with pytest.raises(RuntimeError, match=re.escape(gone.name)):
        hook.check(root)


@pytest.mark.parametrize("change", ["changed", "added", "renamed"])
def test_stale_scripts_are_noticed(hook: ModuleType, tmp_path: Path, change: str) -> None:
    root = checkout(tmp_path)
    source = root / "web" / "src" / "page.ts"
    if change == "changed":
        source.write_text(source.read_text() + "// more\n")
    elif change == "added":
        (source.parent / "other.ts").write_text("")
    else:
        source.rename(source.with_name("pages.ts"))
    with pytest.raises(RuntimeError, match="older than their sources"):
        hook.check(root)


def test_the_first_load_is_light(manifest: dict[str, dict[str, object]]) -> None:
    names = set().union(*(loaded(manifest, chunk(manifest, entry)) for entry in ENTRIES))
    assert 10_000 < sum(packed(name) for name in names) <= FIRST_LOAD


def test_what_is_loaded_when_asked_for_is_light(manifest: dict[str, dict[str, object]]) -> None:
    first = set().union(*(loaded(manifest, chunk(manifest, entry)) for entry in ENTRIES))
    lazy = {
        name for c in manifest.values() if c.get("isDynamicEntry") for name in loaded(manifest, c)
    } - first
    assert len(lazy) >= 3
    assert {name: packed(name) for name in lazy if packed(name) > LAZY} == {}
    assert all(packed(path.name) <= LAZY for path in BUILT.glob("*.json"))


def test_nothing_in_the_built_files_names_another_server() -> None:
    for path in [*BUILT.glob("*.js"), *BUILT.glob("*.css")]:
        text = WORDS.sub("", path.read_text("utf-8"))
        assert re.findall(r"https?://[^\"'` )]+", text) == [], path.name


def test_the_folder_holds_what_the_manifest_names_and_nothing_else(
    hook: ModuleType, manifest: dict[str, dict[str, object]]
) -> None:
    held = {path.name for path in BUILT.iterdir()}
    assert held == hook.named(manifest) | {"manifest.json", "sources.json", "licences.txt"}


def test_every_bundled_work_comes_with_its_licence() -> None:
    told = (BUILT / "licences.txt").read_text("utf-8")
    for name in (
        "inter",
        "source-serif-4",
        "svelte",
        "d3-geo",
        "d3-sankey",
        "sigma",
        "graphology",
        "topojson",
    ):
        assert re.search(rf"^\S*{name}\S* [\d.]+ \(", told, re.M), name
    assert told.count("SIL OPEN FONT LICENSE") >= 2


def test_versions_are_exact_and_no_lock_names_a_host() -> None:
    package = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))
    versions = {**package.get("dependencies", {}), **package["devDependencies"]}
    assert {name: v for name, v in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)} == {}
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    assert "node_modules/" in ignored
    assert not (ROOT / "web" / "package-lock.json").exists()
