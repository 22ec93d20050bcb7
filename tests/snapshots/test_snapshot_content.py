"""Kinds of files, told by their bytes."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.snapshots.content import refuse_html, refuse_page, verify
from auxilia.snapshots.trouble import Trouble


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 200)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = {
    "csv": b"a,b\n1,2\n",
    "tsv": b"a\tb\r\n1\t2\r\n",
    "xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "xls": OLE,
    "pdf": b"%PDF-1.7\n...\n%%EOF\n",
    "zip": packed("a.csv"),
    "dta": b"\x73\x02\x01\x00" + bytes(100),
    "json": b' [{"a": 1}]\n',
}
PAGE = b"\xef\xbb\xbf  <!DOCTYPE HTML PUBLIC><html><body>Sorry</body></html>"


def verdict(tmp_path: Path, kind: str, content: bytes, name: str = "file.bin", url: str = "") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    try:
        verify(path, kind, url=url)  # type: ignore[arg-type]
    except Trouble as trouble:
        return f"{trouble.kind}: {trouble.text}"
    return "fine"


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_of_its_kind_is_fine(tmp_path: Path, kind: str) -> None:
    assert verdict(tmp_path, kind, GOOD[kind]) == "fine"


@pytest.mark.parametrize("kind", GOOD)
def test_a_web_page_is_of_no_kind(tmp_path: Path, kind: str) -> None:
    assert verdict(tmp_path, kind, PAGE) == "page: a web page came instead of the file"
    assert verdict(tmp_path, kind, PAGE, url="https://x.org/auth/login.php").startswith("login: ")
    assert verdict(tmp_path, kind, b"<html><INPUT id=p TYPE=password>").startswith("login: ")


@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        b"\n\n<!-- served by x --><p>Moved</p><body>",
        b"<?xml version='1.0'?>\n<html xmlns='x'>",
        b"\xff\xfe" + "<html><body>".encode("utf-16-le"),
        b"\xfe\xff" + "<!DOCTYPE html>".encode("utf-16-be"),
    ],
)
def test_a_page_at_hand_is_told_by_its_beginning(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(Trouble, match="a web page came instead"):
        refuse_page(path)


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_at_hand_is_no_page(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"file.{kind}"
    path.write_bytes(GOOD[kind])
    refuse_page(path)


@pytest.mark.parametrize("kind", GOOD)
def test_an_empty_file_is_of_no_kind(tmp_path: Path, kind: str) -> None:
    assert verdict(tmp_path, kind, b"") == "wrong: the file is empty"


@pytest.mark.parametrize("declared", GOOD)
@pytest.mark.parametrize("real", GOOD)
def test_one_kind_is_not_taken_for_another(tmp_path: Path, declared: str, real: str) -> None:
    alike = {declared, real} == {"csv", "tsv"} or (declared, real) == ("zip", "xlsx")
    expected = declared == real or alike
    assert (verdict(tmp_path, declared, GOOD[real]) == "fine") == expected


@pytest.mark.parametrize(
    ("kind", "content", "says_what"),
    [
        ("csv", b"Service unavailable, try later", "single line"),
        ("csv", b'{"error": "not found",\n "code": 1}', "markup or JSON"),
        ("csv", b"<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code></Error>", "markup or JSON"),
        ("csv", b"a,b\n1,\0\0\0\n", "binary"),
        ("tsv", b"\x1f\x8b\x08" + bytes(40), "packed"),
        ("xlsx", OLE, "old or password-protected"),
        ("xlsx", GOOD["xlsx"][:-40], "no xlsx workbook, or was cut short"),
        ("xlsx", GOOD["zip"], "an archive, and no xlsx workbook"),
        ("pdf", b"%PDF-1.7\n" + b"x" * 9000, "cut short"),
        ("dta", b"<stata_dta><header>", "cut short"),
        ("json", b'{"a": [1, 2', "cut short"),
        ("zip", b"PK\x03\x04" + bytes(100), "cut short"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, kind: str, content: bytes, says_what: str) -> None:
    text = verdict(tmp_path, kind, content)
    assert text.startswith("wrong: the file is")
    assert says_what in text


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", "a,b\n1,é\n".encode("latin-1")),
        ("csv", "a,b\n1,é\n".encode("utf-16")),
        ("csv", b"note: <b>bold</b>\na,b\n"),
        ("dta", b"<stata_dta>...</stata_dta>"),
    ],
)
def test_unusual_but_right_files_are_fine(tmp_path: Path, kind: str, content: bytes) -> None:
    assert verdict(tmp_path, kind, content) == "fine"


def test_a_zstandard_name_wants_zstandard_bytes(tmp_path: Path) -> None:
    assert verdict(tmp_path, "tsv", b"\x28\xb5\x2f\xfd....", name="a.tsv.zst") == "fine"
    assert "no zstandard file" in verdict(tmp_path, "tsv", GOOD["tsv"], name="a.tsv.zst")


@pytest.mark.mirror
def test_every_file_of_the_mirror_is_of_its_kind(mirror: Path) -> None:
    kinds = {f".{kind}": kind for kind in GOOD}
    checked = [path for path in mirror.glob("*/*") if path.suffix in kinds]
    for path in checked:
        verify(path, kinds[path.suffix])  # type: ignore[arg-type]
    assert len(checked) > 50


@given(st.binary(max_size=300))
def test_nothing_before_a_page_hides_it_but_no_table_is_one(text: bytes) -> None:
    spaces = bytes(byte for byte in text if byte in b" \t\r\n")
    with pytest.raises(Trouble):
        refuse_html(spaces + b"<html>" + text, "")
    refuse_html(b"provider,recipient\n" + text, "")
