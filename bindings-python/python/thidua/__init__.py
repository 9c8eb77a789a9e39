"""Scores how mature an organisation's digital transformation is, exactly, and explains every number."""

from . import ranking
from ._errors import DataError, Diagnostic, Error, PackError
from ._thidua import (
    Certificate,
    Explanation,
    Framework,
    Report,
    __version__,
    edition,
    framework,
    load,
    packs,
)
from ._values import (
    Coverage,
    Finding,
    Gap,
    Gate,
    Level,
    LevelRange,
    NextLevel,
    Node,
    Outcome,
    Period,
    RejectedEvidence,
    Text,
)

__all__ = [
    "Certificate",
    "Coverage",
    "DataError",
    "Diagnostic",
    "Error",
    "Explanation",
    "Finding",
    "Framework",
    "Gap",
    "Gate",
    "Level",
    "LevelRange",
    "NextLevel",
    "Node",
    "Outcome",
    "PackError",
    "Period",
    "RejectedEvidence",
    "Report",
    "Text",
    "__version__",
    "edition",
    "framework",
    "load",
    "packs",
    "ranking",
]
