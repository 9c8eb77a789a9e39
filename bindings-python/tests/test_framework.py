from __future__ import annotations

import json
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import thidua
from conftest import NEWSROOM


def test_the_edition_in_force_is_chosen() -> None:
    assert thidua.framework("vn-press-dx", on="2024-11-15").edition == "1827"
    assert thidua.framework("vn-press-dx", on=date(2025, 10, 6)).edition == "3560"
    with pytest.raises(thidua.PackError) as caught:
        thidua.framework("vn-press-dx", on="2020-01-01")
    assert caught.value.code == "no-edition"


def test_applies_to_takes_names_and_values() -> None:
    framework = thidua.framework("vn-press-dx", on="2024-11-15", applies_to={"subject": "press_agency"})
    assert framework.id == "vn-press-dx"


def test_every_bundled_pack_loads() -> None:
    assert len(thidua.packs()) >= 7
    for name, edition in thidua.packs():
        framework = thidua.edition(name, edition)
        assert (framework.id, framework.edition) == (name, edition)
        assert framework.name == f"{name}@{edition}"
        assert thidua.load(framework.to_json()).digest == framework.digest


def test_what_a_framework_says_of_itself(newsroom: thidua.Framework) -> None:
    assert newsroom.title("en").startswith("Sample newsroom")
    assert newsroom.title("vi").startswith("Tòa soạn mẫu")
    assert len(newsroom.criteria) == 43
    start, until = newsroom.in_force
    assert (start, until) == (date(2024, 10, 24), date(2025, 10, 5))
    assert repr(newsroom).startswith("<Framework toa-soan-mau@2024")
    assert json.loads(newsroom.to_json())["pack"] == "toa-soan-mau"


def test_text_and_path_are_told_apart(tmp_path: Path) -> None:
    text = (NEWSROOM / "agency.yaml").read_text(encoding="utf-8")
    path = tmp_path / "agency.yaml"
    path.write_text(text, encoding="utf-8")
    digests = {
        thidua.load(text).digest,
        thidua.load(path).digest,
        thidua.load(str(path)).digest,
        thidua.load(thidua.load(text).to_json()).digest,
        thidua.edition("vn-press-dx", "1827").extend(path).digest,
        thidua.edition("vn-press-dx", "1827").extend(text).digest,
    }
    assert len(digests) == 1
    with pytest.raises(FileNotFoundError):
        thidua.load(tmp_path / "absent.yaml")


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("pack: x\nlevles: []\n", encoding="utf-8")
    with pytest.raises(thidua.PackError) as caught:
        thidua.load(path)
    assert (caught.value.file, caught.value.line, caught.value.suggestion) == (str(path), 2, "levels")
    assert str(caught.value).startswith(f"{path}:2:1 ")
    with pytest.raises(thidua.PackError) as caught:
        thidua.load("pack: x\nlevles: []\n", file="mine.yaml")
    assert caught.value.file == "mine.yaml"


def test_extending_another_base_is_refused() -> None:
    with pytest.raises(thidua.PackError) as caught:
        thidua.edition("owasp-samm", "2.0").extend(NEWSROOM / "agency.yaml")
    assert caught.value.code == "wrong-base"


def test_lint_says_where_and_why() -> None:
    findings = thidua.edition("vn-press-dx", "1827").lint()
    assert "open-parameter" in {finding.code for finding in findings}
    for finding in findings:
        assert finding.pointer.startswith("/")
        assert finding.message("vi") != finding.message("en")
        assert finding.code in str(finding)


def test_coverage_tells_what_the_own_tests_of_a_pack_reach() -> None:
    bundled = thidua.edition("openssf-scorecard", "v5")
    own = bundled.test_coverage()
    text = json.loads(bundled.to_json())
    assert own.tests == len(text.pop("tests"))
    untested = thidua.load(json.dumps(text)).test_coverage()
    assert (untested.tests, len(untested.unreached)) == (0, untested.rules)
    assert untested.rules == own.rules > len(own.unreached)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"pack: \xc3\x28\n", b"\x00" * 64, b"", b"%" * 9_000_000])
def test_any_bytes_end_in_a_typed_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    with pytest.raises(thidua.PackError):
        thidua.load(path)
    with pytest.raises(thidua.PackError):
        thidua.edition("vn-press-dx", "1827").extend(path)
    with pytest.raises(thidua.DataError):
        thidua.edition("vn-press-dx", "1827").assess_document(path)


def test_the_interpreter_runs_on_while_a_pack_loads() -> None:
    text = (NEWSROOM / "agency.yaml").read_text(encoding="utf-8")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        worker = threading.Thread(target=lambda: [thidua.load(text) for _ in range(40)])
        worker.start()
        turns = 0
        while worker.is_alive():
            turns += 1
            time.sleep(0.0001)
    finally:
        sys.setswitchinterval(interval)
    assert turns > 5


def test_files_that_are_not_utf_8_are_named_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    for data, place in [
        ("pack: x\ntitle: Báo \u00e9\n".encode("latin-1"), (2, 9)),
        ("pack: x\n".encode("utf-16"), (1, 1)),
        ("\ufeffề: ".encode() + b"\xff\n", (1, 4)),
    ]:
        path.write_bytes(data)
        with pytest.raises(thidua.PackError) as caught:
            thidua.load(path)
        error = caught.value
        assert (error.code, error.file, (error.line, error.column)) == ("syntax", str(path), place)
        assert "không phải UTF-8 hợp lệ" in error.explain("vi")


def test_a_path_of_bytes_is_a_path() -> None:
    path: Any = str(NEWSROOM / "agency.yaml").encode()
    assert thidua.load(path).id == "toa-soan-mau"
