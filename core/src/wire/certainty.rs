//! The JSON of what stands beside standings: how sure they are, how stable, what verifiers are asked, how they moved.

use serde::{Serialize, Serializer};

use crate::canonical;
use crate::contribution::{
    Certainty, Exchange, Group, GroupCertainty, KindStability, Movement, Question, Stability, Sure,
};
use crate::error::Lang;
use crate::num::{Exact, Fraction, Real};
use crate::ranking::RankSet;
use crate::text::Id;

/// How sure ranks are.
#[must_use]
pub fn certainty(certainty: &Certainty) -> String {
    #[derive(Serialize)]
    struct All<'a> {
        coverage: Option<Exact>,
        groups: Vec<One<'a>>,
        source: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        top_share: Option<Exact>,
    }
    #[derive(Serialize)]
    struct One<'a> {
        group: &'a Group,
        members: &'a [Id],
        not_evaluated: Option<&'static str>,
        sure: Option<&'a [Sure]>,
    }
    fn one(group: &GroupCertainty) -> One<'_> {
        let sure = group.sure();
        One {
            group: group.group(),
            members: group.members(),
            not_evaluated: sure.err().map(crate::contribution::NotEvaluated::code),
            sure: sure.ok(),
        }
    }
    let groups = certainty.groups().iter().map(one).collect();
    let top_share = certainty.top_share();
    canonical::text(&All { coverage: certainty.coverage(), groups, source: certainty.source(), top_share })
}

impl Serialize for Sure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            marginal: (usize, usize),
            simultaneous: Option<(usize, usize)>,
            standard_error: Option<Real>,
            #[serde(skip_serializing_if = "Option::is_none")]
            top_share: Option<&'a Fraction>,
        }
        let ends = |set: RankSet| (set.lower(), set.upper());
        let fields = Fields {
            marginal: ends(self.marginal()),
            simultaneous: self.simultaneous().map(ends),
            standard_error: self.standard_error(),
            top_share: self.top_share(),
        };
        fields.serialize(serializer)
    }
}

/// How little would have to be otherwise for somebody else to be inside the line.
#[must_use]
pub fn stability(stability: &Stability) -> String {
    #[derive(Serialize)]
    struct All<'a> {
        group: &'a Group,
        inside: &'a [Id],
        kinds: Vec<One<'a>>,
        places: u32,
        records: Option<&'a [Id]>,
    }
    #[derive(Serialize)]
    struct One<'a> {
        higher: Option<&'a Fraction>,
        kind: &'a Id,
        lower: Option<&'a Fraction>,
        without: Both<'a>,
    }
    #[derive(Serialize)]
    struct Both<'a> {
        entering: &'a [Id],
        leaving: &'a [Id],
    }
    fn both(exchange: &Exchange) -> Both<'_> {
        Both { entering: exchange.entering(), leaving: exchange.leaving() }
    }
    fn one(kind: &KindStability) -> One<'_> {
        One { higher: kind.higher(), kind: kind.kind(), lower: kind.lower(), without: both(kind.without()) }
    }
    canonical::text(&All {
        group: stability.group(),
        inside: stability.inside(),
        kinds: stability.kinds().iter().map(one).collect(),
        places: stability.places(),
        records: stability.records(),
    })
}

/// Questions for the verifiers.
#[must_use]
pub fn questions(questions: &[Question]) -> String {
    #[derive(Serialize)]
    struct One<'a> {
        about: &'a str,
        code: &'static str,
        contributors: &'a [Id],
        en: String,
        found: &'a Fraction,
        records: &'a [Id],
        vi: String,
    }
    fn one(question: &Question) -> One<'_> {
        One {
            about: question.about(),
            code: question.code(),
            contributors: question.contributors(),
            en: question.message(Lang::En),
            found: question.found(),
            records: question.records(),
            vi: question.message(Lang::Vi),
        }
    }
    canonical::text(&questions.iter().map(one).collect::<Vec<_>>())
}

/// How standings moved since those before.
#[must_use]
pub fn movements(movements: &[Movement]) -> String {
    #[derive(Serialize)]
    struct One<'a> {
        contributor: &'a Id,
        rank_before: Option<&'a Fraction>,
        ranks: Option<&'a Fraction>,
        score: Option<&'a Fraction>,
        score_before: Option<&'a Fraction>,
    }
    fn one(movement: &Movement) -> One<'_> {
        let before = movement.before();
        One {
            contributor: movement.contributor(),
            rank_before: before.and_then(|before| before.rank()),
            ranks: movement.ranks(),
            score: movement.score(),
            score_before: before.and_then(|before| before.score()),
        }
    }
    canonical::text(&movements.iter().map(one).collect::<Vec<_>>())
}
