"""The exceptions: what is wrong, where, and how to put it right."""

from __future__ import annotations

import json
from typing import Any, TypedDict

from ._thidua import _language


class Said(TypedDict):
    """A diagnostic in one language."""

    message: str
    help: str


class Diagnostic(TypedDict):
    """One thing that is wrong; ``message`` and ``help`` are English."""

    code: str
    pointer: str
    file: str | None
    line: int | None
    column: int | None
    suggestion: str | None
    message: str
    help: str
    vi: Said


class Error(ValueError):
    """What every error of the library is."""

    _wire: str
    _files: tuple[str | None, ...]
    _en: str
    _vi: str

    def __init__(self, wire: str, files: tuple[str | None, ...], en: str, vi: str) -> None:
        super().__init__(en)
        for name, value in (("_wire", wire), ("_files", files), ("_en", en), ("_vi", vi)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        # the interpreter itself sets `__traceback__` and its like
        if not name.startswith("__"):
            raise AttributeError(f"{type(self).__name__} is frozen: cannot set {name!r}")
        super().__setattr__(name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._wire, self._files, self._en, self._vi)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Error):
            return NotImplemented
        return self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((self._wire, self._files))

    def __str__(self) -> str:
        return self._en

    def explain(self, lang: str = "en") -> str:
        """Return every diagnostic, a line each, in ``"vi"`` or ``"en"``."""
        return self._vi if _language(lang) == "vi" else self._en

    def to_json(self) -> str:
        """Return the error as canonical JSON: the same bytes in every language."""
        return self._wire

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that is wrong, in the order found."""
        found = json.loads(self._wire)["diagnostics"]
        return [
            {
                "code": one["code"],
                "pointer": one["pointer"],
                "file": file,
                "line": one["line"],
                "column": one["column"],
                "suggestion": one["suggestion"],
                "message": one["en"]["message"],
                "help": one["en"]["help"],
                "vi": one["vi"],
            }
            for one, file in zip(found, self._files, strict=True)
        ]

    @property
    def code(self) -> str:
        """The stable name of the first thing that is wrong."""
        return self.diagnostics[0]["code"]

    @property
    def pointer(self) -> str:
        """JSON pointer to the first thing that is wrong; empty for the whole."""
        return self.diagnostics[0]["pointer"]

    @property
    def file(self) -> str | None:
        """The file, where there is one."""
        return self.diagnostics[0]["file"]

    @property
    def line(self) -> int | None:
        """Line, counted from 1, where a text was read."""
        return self.diagnostics[0]["line"]

    @property
    def column(self) -> int | None:
        """Column in characters, counted from 1, where a text was read."""
        return self.diagnostics[0]["column"]

    @property
    def suggestion(self) -> str | None:
        """What the writer probably meant."""
        return self.diagnostics[0]["suggestion"]

    @property
    def message(self) -> str:
        """What is wrong, in one English sentence."""
        return self.diagnostics[0]["message"]

    @property
    def help(self) -> str:
        """How to put it right, in English."""
        return self.diagnostics[0]["help"]


class PackError(Error):
    """The rules are wrong: a pack cannot be read, is inconsistent or is not in force."""


class DataError(Error):
    """The facts are wrong: answers, dates or numbers given to a pack that is sound."""
