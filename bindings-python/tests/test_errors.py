from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import thidua

ANSWERS = "subject: bao-x\nanswers:\n  '1': 15\n  '11': 3\n"


@pytest.fixture
def error(national: thidua.Framework) -> thidua.DataError:
    with pytest.raises(thidua.DataError) as caught:
        national.assess_document(ANSWERS, file="answers.yaml")
    return caught.value


def test_every_attribute(error: thidua.DataError) -> None:
    assert error.code == "unknown-criterion"
    assert error.pointer == "/answers/11"
    assert (error.file, error.line, error.column) == ("answers.yaml", 4, 3)
    assert error.suggestion == "1"
    assert error.message == "there is no criterion `11`"
    assert error.help.startswith("did you mean `1`?")
    assert str(error) == (
        f"answers.yaml:4:3 /answers/11: [unknown-criterion] {error.message} — help: {error.help}"
    )
    assert error.args == (str(error),)
    assert error.explain() == error.explain("en") == str(error)
    assert "không có tiêu chí `11`" in error.explain("vi")
    assert "cách sửa: có phải ý bạn là" in error.explain("vi")
    assert error.diagnostics == [
        {
            "code": error.code,
            "pointer": error.pointer,
            "file": error.file,
            "line": error.line,
            "column": error.column,
            "suggestion": error.suggestion,
            "message": error.message,
            "help": error.help,
            "vi": error.diagnostics[0]["vi"],
        }
    ]
    wire = json.loads(error.to_json())
    assert wire["error"] == "data"
    assert wire["diagnostics"][0]["code"] == error.code


def test_two_kinds_with_one_base(error: thidua.DataError) -> None:
    assert isinstance(error, thidua.Error)
    assert issubclass(thidua.Error, ValueError)
    assert not issubclass(thidua.DataError, thidua.PackError)
    with pytest.raises(thidua.PackError) as caught:
        thidua.edition("absent", "1")
    assert caught.value.code == "unknown-pack"
    assert json.loads(caught.value.to_json())["error"] == "pack"


def test_every_diagnostic_is_there() -> None:
    with pytest.raises(thidua.PackError) as caught:
        thidua.load('{"pack":"x","edition":"1","kind":"framework","title":{"vi":"x","en":"x"},"tree":[]}')
    codes = [diagnostic["code"] for diagnostic in caught.value.diagnostics]
    assert len(codes) > 1
    assert str(caught.value).count("\n") == len(codes) - 1
    assert codes[0] == caught.value.code


@pytest.mark.parametrize("name", ["code", "pointer", "line", "message", "_wire", "note"])
def test_errors_are_frozen(error: thidua.DataError, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(error, name, 1)


def test_errors_travel(error: thidua.DataError) -> None:
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is thidua.DataError
        assert other == error
        assert hash(other) == hash(error)
        assert other.explain("vi") == error.explain("vi")
    assert error != ValueError(str(error))


def test_languages_are_checked(error: thidua.DataError) -> None:
    lang: Any = "fr"
    with pytest.raises(thidua.DataError) as caught:
        error.explain(lang)
    assert caught.value.code == "unknown-choice"


def test_a_row_moves_no_sentence(national: thidua.Framework) -> None:
    with pytest.raises(thidua.DataError) as caught:
        national.assess({"1": "99"}, subject="x")
    with pytest.raises(thidua.DataError) as in_row:
        national.assess_many([{"subject": "x", "1": "99"}])
    assert str(in_row.value) == "/rows/0" + str(caught.value)
    assert in_row.value.explain("vi") == "/rows/0" + caught.value.explain("vi")


def test_odd_keys_are_escaped_in_pointers(national: thidua.Framework) -> None:
    with pytest.raises(thidua.DataError) as caught:
        national.assess({"a/b~c": 0.5}, subject="x")  # type: ignore[dict-item]
    assert caught.value.pointer == "/answers/a~1b~0c"


def test_vietnamese_says_what_was_expected_and_found(national: thidua.Framework) -> None:
    day: Any = 20240101
    with pytest.raises(thidua.DataError) as caught:
        national.assess({"1": 5}, subject="x", as_of=day)
    assert "cần một ngày, lại gặp `int` — cách sửa: hãy viết một ngày" in caught.value.explain("vi")
    key: Any = {1: 5}
    with pytest.raises(thidua.DataError) as caught:
        national.assess(key, subject="x")
    assert caught.value.pointer == "/answers"
    assert "cần chữ, lại gặp `int`" in caught.value.explain("vi")
