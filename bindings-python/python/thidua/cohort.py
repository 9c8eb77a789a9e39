"""What indices over a cohort are told in: frozen, comparable, hashable, picklable."""

from ._index_studies import (
    Availability,
    Certainty,
    Change,
    ChecklistStep,
    Comparison,
    Component,
    Components,
    Correlation,
    Importance,
    Outranking,
    Panel,
    Place,
    Removal,
    Sensitivities,
    Sensitivity,
    SubjectCertainty,
    Trend,
)
from ._index_values import NodeInfo, OwnWeight, Scored, Step
from ._thidua import Coinr, panel

__all__ = [
    "Availability",
    "Certainty",
    "Change",
    "ChecklistStep",
    "Coinr",
    "Comparison",
    "Component",
    "Components",
    "Correlation",
    "Importance",
    "NodeInfo",
    "Outranking",
    "OwnWeight",
    "Panel",
    "Place",
    "Removal",
    "Scored",
    "Sensitivities",
    "Sensitivity",
    "Step",
    "SubjectCertainty",
    "Trend",
    "panel",
]
