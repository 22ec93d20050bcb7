"""`auxilia coevolve`: a model from a file, interrupted and taken up again, and files that are wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

MODEL = """
seed = 3
[variables.ties]
kind = "network"
waves = ["one.csv", "two.csv"]
[variables.level]
kind = "behavior"
values = "level.csv"
[covariates.age]
values = "age.csv"
[[effects]]
variable = "ties"
effect = "density"
[[effects]]
variable = "ties"
effect = "recip"
[[effects]]
variable = "ties"
effect = "altX"
others = ["age"]
[[effects]]
variable = "level"
effect = "linear"
[settings]
phase3 = PHASE3
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    first = (rng.random((16, 16)) < 0.2).astype(int)
    second = first ^ (rng.random((16, 16)) < 0.12)
    level = rng.integers(1, 4, 16)
    later = np.clip(level + rng.integers(-1, 2, 16), 1, 3)
    for name, table in (("one", first), ("two", second), ("level", np.stack([level, later], axis=1))):
        np.savetxt(tmp_path / f"{name}.csv", table, fmt="%d", delimiter=",")
    (tmp_path / "age.csv").write_text("\n".join(["NA", *[f"{x:.2f}" for x in rng.normal(size=15)]]) + "\n")
    path = tmp_path / "model.toml"
    path.write_text(MODEL.replace("PHASE3", "1000"))
    return path


def coevolve(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "auxilia", "coevolve", str(path), "--home", str(path.parent / "home")]
    return subprocess.run([*command, *words], check=False, capture_output=True, text=True, env=os.environ)


def test_a_killed_estimation_is_taken_up_to_the_same_answer(model: Path) -> None:
    whole = json.loads(coevolve(model, "-f", "json").stdout)
    assert [one["effect"] for one in whole["parameters"][1:4]] == ["density", "recip", "altX (age)"]
    kept = model.parent / "home" / "models"
    assert not list(kept.glob("*.npz"))
    command = [sys.executable, "-m", "auxilia", "coevolve", str(model), "--home", str(model.parent / "home")]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list(kept.glob("*.npz")) and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert list(kept.glob("*.npz"))
    again = coevolve(model, "-f", "json", "--resume")
    assert json.loads(again.stdout) == whole
    assert "nothing to resume" in coevolve(model, "--resume").stderr


def test_what_is_wrong_is_named_by_file_and_entry(model: Path) -> None:
    text = model.read_text()

    def said(change: str) -> str:
        model.write_text(change)
        shown = coevolve(model)
        assert shown.returncode != 0
        assert "Traceback" not in shown.stderr
        return shown.stderr

    assert "'egoY'" in said(text.replace('"altX"', '"egoY"'))
    assert "effect 1 has 'efect'" in said(text.replace('effect = "density"', 'efect = "density"'))
    assert "settings has 'phase4'" in said(text.replace("phase3", "phase4"))
    assert "model.toml: not TOML" in said(text + "\n[")
    assert "three.csv" in said(text.replace("two.csv", "three.csv"))
    assert "kind 'net'" in said(text.replace('"network"', '"net"'))
    (model.parent / "age.csv").write_text("1\nold\n")
    assert "age.csv: row 2, column 1: 'old' is no number" in said(text)
