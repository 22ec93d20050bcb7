"""The page of the model is what the declarations say, and its example runs."""

import re
from pathlib import Path

import pytest

from auxilia.errors import UsageError
from auxilia.saom.catalogue import catalogue
from auxilia.saom.page import MARK, effects_text, write_effects

PAGE = Path(__file__).parents[2] / "docs" / "saom.md"


def test_the_page_is_that_of_the_declarations() -> None:
    text = PAGE.read_text("utf-8").partition(MARK)[2]
    assert text.strip() == effects_text().strip(), "run: python -m auxilia.saom.page docs/saom.md"


def test_every_effect_has_a_row() -> None:
    text = effects_text()
    assert all(f"| `{name}` |" in text for _, name in catalogue())
    assert text.count("\n| `") == len(catalogue())


def test_a_page_without_a_mark_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n", "utf-8")
    with pytest.raises(UsageError, match="no line"):
        write_effects(page)


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
    exec(compile(code, "docs/saom.md", "exec"), {})
    assert "overall maximum convergence ratio" in capsys.readouterr().out
