//! The JSON of a maturity report, and of the framework it is by.

use serde::{Serialize, Serializer};

use super::VERSION;
use crate::canonical;
use crate::date::Period;
use crate::maturity::{self, Basis, Coverage, Framework, Level, LevelResult, NodeScore, Report, Score};
use crate::num::Fraction;
use crate::text::{Id, Text};

impl Report {
    /// The result as canonical JSON: the same bytes in every language.
    ///
    /// # Examples
    /// ```
    /// use thidua::{Assessment, Date, packs};
    /// let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
    /// let report = framework.assess(&Assessment::parse(r#"{"subject": "bao-x", "answers": {"1": 15}}"#, None)?)?;
    /// assert!(report.to_json().contains(r#""published":"15.00""#));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(&outcome(self))
    }

    /// SHA-256 of [`Report::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        canonical::digest_of(&outcome(self))
    }
}

/// Score, level and coverage of a report: what is known at once, without the rest.
#[must_use]
pub fn headline(report: &Report) -> String {
    #[derive(Serialize)]
    struct Headline<'a> {
        coverage: Coverage,
        level: LevelResult<'a>,
        score: &'a Score,
        share: Option<Fraction>,
        text: String,
    }
    let (coverage, score) = (report.coverage(), report.score());
    canonical::text(&Headline {
        coverage,
        level: report.level(),
        score,
        share: coverage.share(),
        text: score.to_string(),
    })
}

/// What a report says of its parts, with what people call them: gaps, nodes, the next level.
#[must_use]
pub fn parts(report: &Report) -> String {
    #[derive(Serialize)]
    struct Parts<'a> {
        gaps: Vec<Gap<'a>>,
        next_level: Option<Next<'a>>,
        nodes: Vec<Node<'a>>,
    }
    #[derive(Serialize)]
    struct Gap<'a> {
        criterion: &'a Id,
        label: &'a Text,
        to_win: &'a Fraction,
    }
    #[derive(Serialize)]
    struct Next<'a> {
        level: Named<'a>,
        needed: Fraction,
    }
    #[derive(Serialize)]
    struct Node<'a> {
        id: &'a Id,
        label: &'a Text,
        max: Option<&'a Fraction>,
        score: Option<&'a Fraction>,
        state: &'static str,
        weight: Option<&'a Fraction>,
    }
    let gap = |maturity::Gap { criterion, label, to_win }| Gap { criterion, label, to_win };
    let node =
        |NodeScore { id, label, score, max, weight, state }| Node { id, label, max, score, state, weight };
    fn next<'a>((level, needed): (Level<'a>, Fraction)) -> Next<'a> {
        Next { level: Named { id: level.id(), label: level.label() }, needed }
    }
    canonical::text(&Parts {
        gaps: report.gaps().into_iter().map(gap).collect(),
        next_level: report.next_level().map(next),
        nodes: report.nodes().into_iter().map(node).collect(),
    })
}

/// Identity of a framework and its criteria.
#[must_use]
pub fn framework(framework: &Framework) -> String {
    #[derive(Serialize)]
    struct Identity<'a> {
        criteria: Vec<&'a str>,
        digest: &'a str,
        edition: &'a str,
        id: &'a str,
        in_force: Period,
        name: String,
        title: &'a Text,
    }
    canonical::text(&Identity {
        criteria: framework.criteria(),
        digest: framework.digest(),
        edition: framework.edition(),
        id: framework.id(),
        in_force: framework.in_force(),
        name: framework.name(),
        title: framework.title(),
    })
}

/// The whole result.
#[derive(Serialize)]
struct Outcome<'a> {
    basis: Basis,
    claimed: Lane<'a>,
    coverage: Coverage,
    framework: String,
    gaps: Gaps<'a>,
    gates: Vec<Gate<'a>>,
    level: LevelResult<'a>,
    next_level: Option<Next<'a>>,
    nodes: Nodes<'a>,
    not_applicable_at_minimum: &'a Score,
    rejected_evidence: Vec<Rejected<'a>>,
    score: &'a Score,
    still_to_answer: Vec<&'a Id>,
    subject: &'a Id,
    verified: Lane<'a>,
    wire: u32,
}

#[derive(Serialize)]
struct Lane<'a> {
    level: LevelResult<'a>,
    score: Score,
}

#[derive(Serialize)]
struct Gate<'a> {
    id: &'a Id,
    outcome: &'static str,
}

#[derive(Serialize)]
struct Next<'a> {
    level: &'a Id,
    needed: Fraction,
}

#[derive(Serialize)]
struct Rejected<'a> {
    criterion: &'a Id,
    #[serde(rename = "ref")]
    reference: &'a str,
    why: &'static str,
}

/// The nodes by id. They and the gaps are most of a result, and most of what is said of them is the same in every result: so they
/// are written by hand from pieces that are there already, in the order of canonical objects.
struct Nodes<'a>(&'a Report);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Vec::with_capacity(8192);
        text.push(b'{');
        for (node, spelt, full) in self.0.nodes_spelt() {
            if text.len() > 1 {
                text.push(b',');
            }
            if full {
                text.extend_from_slice(spelt.entry.as_bytes());
            } else {
                text.extend_from_slice(spelt.id.as_bytes());
                text.extend_from_slice(br#":{"max":"#);
                number(&mut text, node.max);
                text.extend_from_slice(br#","score":"#);
            }
            number(&mut text, node.score);
            text.extend_from_slice(br#","state":""#);
            text.extend_from_slice(node.state.as_bytes());
            text.extend_from_slice(b"\"}");
        }
        text.push(b'}');
        canonical::Made(&text).serialize(serializer)
    }
}

/// What each criterion could still add.
struct Gaps<'a>(&'a Report);

impl Serialize for Gaps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Vec::with_capacity(4096);
        text.push(b'[');
        for (spelt, to_win) in self.0.gaps_spelt() {
            if text.len() > 1 {
                text.push(b',');
            }
            text.extend_from_slice(br#"{"criterion":"#);
            text.extend_from_slice(spelt.id.as_bytes());
            text.extend_from_slice(br#","to_win":"#);
            number(&mut text, Some(to_win));
            text.push(b'}');
        }
        text.push(b']');
        canonical::Made(&text).serialize(serializer)
    }
}

/// A number in canonical form, or none.
fn number(text: &mut Vec<u8>, number: Option<&Fraction>) {
    let Some(number) = number else { return text.extend_from_slice(b"null") };
    text.push(b'"');
    number.push_to(text);
    text.push(b'"');
}

fn outcome(report: &Report) -> Outcome<'_> {
    let lane = |(score, level)| Lane { level, score };
    let rejected = |(criterion, reference, why)| Rejected { criterion, reference, why };
    Outcome {
        basis: report.assessment().headline(),
        claimed: lane(report.claimed()),
        coverage: report.coverage(),
        framework: report.framework().name(),
        gaps: Gaps(report),
        gates: report.gates().into_iter().map(|(id, outcome)| Gate { id, outcome }).collect(),
        level: report.level(),
        next_level: report.next_level().map(|(level, needed)| Next { level: level.id(), needed }),
        nodes: Nodes(report),
        not_applicable_at_minimum: report.score_with_not_applicable_at_minimum(),
        rejected_evidence: report.rejected_evidence().into_iter().map(rejected).collect(),
        score: report.score(),
        still_to_answer: report.still_to_answer(),
        subject: report.assessment().subject(),
        verified: lane(report.verified()),
        wire: VERSION,
    }
}

#[derive(Serialize)]
struct Known<'a> {
    exact: &'a Fraction,
    published: String,
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known { exact, published, places } => {
                Known { exact, published: published.fixed(*places) }.serialize(serializer)
            }
            Self::Undetermined { parameter } => serializer.collect_map([("undetermined", parameter)]),
            Self::Forbidden { by } => serializer.collect_map([("forbidden_by", by)]),
            Self::Empty => serializer.serialize_none(),
        }
    }
}

impl Serialize for Coverage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { answered, applicable, total } = *self;
        serializer.collect_map([("answered", answered), ("applicable", applicable), ("total", total)])
    }
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a Id,
    label: &'a Text,
}

impl Serialize for LevelResult<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Between<'a> {
            between: (Option<Named<'a>>, Named<'a>),
            parameter: Option<&'a Id>,
        }
        fn named<'a>(level: &Level<'a>) -> Named<'a> {
            Named { id: level.id(), label: level.label() }
        }
        match self {
            Self::Reached(level) => named(level).serialize(serializer),
            Self::Between { low, high, parameter } => {
                let between = (low.as_ref().map(named), named(high));
                Between { between, parameter: *parameter }.serialize(serializer)
            }
            Self::None => serializer.serialize_none(),
        }
    }
}
