"""Reading packs and assessments from files: the only place where files are opened."""

from __future__ import annotations

import os

# The core takes 8 MiB; one byte more is enough for it to refuse.
_MAX_BYTES = (8 << 20) + 1


def read(source: str | os.PathLike[str], file: str | None = None) -> tuple[str, str | None]:
    """Return the text of a source and the name it goes by in errors.

    A string that holds a newline or begins with ``{`` is the text itself; anything else is a path.
    """
    if isinstance(source, str) and ("\n" in source or source.lstrip("\ufeff \t\r").startswith("{")):
        return source, file
    path = os.fspath(source)
    with open(path, "rb") as opened:
        data = opened.read(_MAX_BYTES)
    name = path.encode("utf-8", "replace").decode("utf-8") if file is None else file
    # what is not UTF-8 becomes half a character, which the library refuses by name
    return data.decode("utf-8", "surrogateescape"), name
