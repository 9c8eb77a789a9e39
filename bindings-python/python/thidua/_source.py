"""Reading packs, assessments and ledgers from files: the only place where files are opened."""

from __future__ import annotations

import os

# The core takes 8 MiB; one byte more is enough for it to refuse.
_MAX_BYTES = (8 << 20) + 1


def read(
    source: str | os.PathLike[str], file: str | None = None, rows: bool = False
) -> tuple[str, str | None, tuple[int, int] | None]:
    """Return the text of a source, the name it goes by in errors, and where it is not UTF-8.

    A string that holds a newline or begins with ``{`` is the text itself; anything else is a path. Rows,
    such as those of a ledger, may be of any length; what is empty or begins with ``[`` is text there too.
    """
    if isinstance(source, str) and _is_text(source, rows):
        return source, file, None
    path = os.fsdecode(source)
    with open(path, "rb") as opened:
        data = opened.read(-1 if rows else _MAX_BYTES)
    name = path.encode("utf-8", "replace").decode("utf-8") if file is None else file
    try:
        return data.decode("utf-8"), name, None
    except UnicodeDecodeError as error:
        line, column = 1 + data.count(b"\n", 0, error.start), 1 + data.rfind(b"\n", 0, error.start)
        return "", name, (line, len(data[column : error.start].decode("utf-8-sig")) + 1)


def _is_text(source: str, rows: bool) -> bool:
    begins = source.lstrip("\ufeff \t\r")
    return "\n" in source or begins.startswith("{") or (rows and (not begins or begins.startswith("[")))
