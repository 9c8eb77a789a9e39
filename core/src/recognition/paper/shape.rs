//! What each kind of paper holds: the fields and rows that its template may name. The guide to decisions lists the same.

use super::PaperKind;

/// Fields, and rows with fields of their own.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(super) fields: &'static [&'static str],
    pub(super) rows: &'static [(&'static str, Self)],
}

const fn row(fields: &'static [&'static str]) -> Shape {
    Shape { fields, rows: &[] }
}

/// What every paper holds.
pub(super) static HEAD: Shape = Shape {
    fields: &[
        "agency",
        "agency_above",
        "council",
        "date",
        "number",
        "place",
        "policy",
        "from",
        "signer",
        "signer_title",
        "to",
        "until",
        "year",
    ],
    rows: &[("bases", row(&["basis"])), ("copies", row(&["copy"]))],
};

const PERSON: &[&str] = &["no", "name", "post", "unit", "who"];
/// Rows under a heading that stands once, where there are any.
const WAITING: Shape =
    Shape { fields: &[], rows: &[("people", row(&["no", "award", "name", "post", "unit", "who", "why"]))] };
const TIE: Shape = Shape { fields: &["award", "places"], rows: &[("people", row(PERSON))] };

/// One vote of a council, of which the last counts.
const VOTE: Shape = Shape {
    fields: &[
        "no",
        "day",
        "counted_by",
        "why",
        "entitled",
        "voted",
        "in_favour",
        "against",
        "abstaining",
        "share",
        "result",
    ],
    rows: &[("recused", row(&["name"]))],
};

static SUBMISSION: Shape = Shape {
    fields: &["matter", "people_count", "total", "unit_count"],
    rows: &[
        (
            "awards",
            Shape {
                fields: &["no", "award", "count", "merit"],
                rows: &[(
                    "people",
                    row(&["no", "name", "post", "unit", "who", "points", "achievement", "money"]),
                )],
            },
        ),
        (
            "ratings",
            Shape {
                fields: &["no", "rating", "level", "count"],
                rows: &[("people", row(&["no", "name", "post", "unit", "who", "points"]))],
            },
        ),
        (
            "over",
            Shape {
                fields: &[],
                rows: &[("people", row(&["no", "award", "name", "post", "unit", "who", "points"]))],
            },
        ),
        ("ties", TIE),
        ("waiting", WAITING),
    ],
};

static MINUTES: Shape = Shape {
    fields: &["absent_count", "began", "chair", "ended", "present_count", "room", "secretary"],
    rows: &[
        ("absent", row(&["name"])),
        ("present", row(&["name"])),
        (
            "items",
            Shape {
                fields: &["no", "award", "name", "post", "unit", "who", "achievement", "proposal", "result"],
                rows: &[("votes", VOTE)],
            },
        ),
        ("exceeded", row(&["award", "base", "places", "taken", "over", "within"])),
        ("ties", TIE),
        ("waiting", WAITING),
    ],
};

static VOTING_SHEET: Shape = Shape {
    fields: &[],
    rows: &[
        (
            "awards",
            Shape {
                fields: &["no", "award", "count", "in_favour", "quorum"],
                rows: &[("people", row(&["no", "name", "post", "unit", "who", "achievement"]))],
            },
        ),
        ("ties", TIE),
    ],
};

static CANDIDATES: Shape = Shape {
    fields: &["matter"],
    rows: &[(
        "awards",
        Shape {
            fields: &["no", "award", "count"],
            rows: &[
                ("limits", row(&["base", "places", "taken", "over", "within"])),
                (
                    "people",
                    row(&[
                        "no",
                        "name",
                        "post",
                        "unit",
                        "who",
                        "achievement",
                        "points",
                        "state",
                        "ranks",
                        "missing_count",
                        "money",
                    ]),
                ),
            ],
        },
    )],
};

static NOTICE: Shape = Shape {
    fields: &["name", "post", "unit", "who", "about", "state", "sent"],
    rows: &[
        ("readings", row(&["no", "reading", "basis"])),
        ("others", row(&["count"])),
        ("breach", Shape { fields: &["standard", "notified"], rows: &[("evidence", row(&["reference"]))] }),
        ("reply", row(&["how", "reply_to", "until_day"])),
        ("replied", row(&["day", "text"])),
        ("decision", row(&["decision_number", "day", "decided_by", "ruling", "reason"])),
        ("contest", row(&["how", "reply_to", "until_day"])),
        ("appeal", row(&["day", "until_day"])),
        ("answer", row(&["decision_number", "day", "outcome", "reason"])),
        ("closed", row(&["decision_number", "day", "outcome", "reason"])),
    ],
};

static ACHIEVEMENTS: Shape = Shape {
    fields: &["name", "post", "unit", "who"],
    rows: &[
        ("awards", row(&["award", "state"])),
        ("ratings", row(&["rating", "level"])),
        (
            "stretches",
            Shape { fields: &["stretch"], rows: &[("lines", row(&["product", "assigned", "done"]))] },
        ),
        ("initiatives", row(&["no", "initiative", "level", "day", "share"])),
        ("feats", row(&["no", "achievement", "day", "merit", "confirmed"])),
        ("years", row(&["in_year", "title", "came"])),
    ],
};

static CHECKLIST: Shape = Shape {
    fields: &["count"],
    rows: &[("people", Shape { fields: PERSON, rows: &[("papers", row(&["paper", "wanted_for"]))] })],
};

static PUBLIC_LIST: Shape = Shape {
    fields: &["count"],
    rows: &[
        ("awards", Shape { fields: &["no", "award", "count"], rows: &[("people", row(&["no", "name"]))] }),
        (
            "ratings",
            Shape {
                fields: &["rating", "total"],
                rows: &[
                    ("levels", row(&["level", "count"])),
                    (
                        "units",
                        Shape {
                            fields: &["unit", "unit_total"],
                            rows: &[("levels", row(&["level", "count"]))],
                        },
                    ),
                ],
            },
        ),
    ],
};

impl PaperKind {
    /// What papers of this kind hold beside what every paper does.
    pub(super) const fn shape(self) -> &'static Shape {
        match self {
            Self::Submission => &SUBMISSION,
            Self::Minutes => &MINUTES,
            Self::VotingSheet => &VOTING_SHEET,
            Self::Candidates => &CANDIDATES,
            Self::Notice => &NOTICE,
            Self::Achievements => &ACHIEVEMENTS,
            Self::Checklist => &CHECKLIST,
            Self::PublicList => &PUBLIC_LIST,
        }
    }
}
