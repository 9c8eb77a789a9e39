//! Conditions over ranks, by how sure they are: never by a rank alone.

use serde::{Deserialize, Serialize};

use super::Truth;
use crate::contribution::Certainty;
use crate::num::Fraction;
use crate::pack::Quantity;
use crate::recognition::board::{Reader, Subject};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

/// A rank that is certainly within so many, by its set of possible ranks: those of the standings, or those that two facts give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Rank {
    /// How many.
    pub(crate) within: Quantity,
    /// The facts that give the best and the worst rank that is possible; the standings where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) facts: Option<RankFacts>,
    /// How sure the standings' sets of ranks must be, from 0 to 1; as sure as their scheme makes them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) coverage: Option<Quantity>,
}

/// The facts that give a set of possible ranks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct RankFacts {
    /// The best rank that is possible.
    pub(crate) best: Id,
    /// The worst.
    pub(crate) worst: Id,
}

/// The best share of a group, by standings whose errors are known: the most likely ones, while few of those chosen are expected not to
/// belong to it. Places may stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct TopShare {
    /// The share of the group that the top is.
    pub(crate) share: Quantity,
    /// The share of those chosen that may be expected not to belong to it.
    pub(crate) false_share: Quantity,
}

impl Rank {
    /// Certainly within where the worst possible rank is, certainly not where the best possible one is not; else not known.
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>, reasons: &mut Vec<Reason>) -> Truth {
        let fact = |id: &Id| reader.fact(of, id).and_then(|value| value.number());
        let least = self.coverage.as_ref().map(|own| reader.numbers.get(own)).transpose();
        let coverage = reader.certainty.and_then(Certainty::coverage).map(Fraction::from);
        let sure_enough = match &least {
            Ok(least) => least.as_ref().is_none_or(|least| coverage.as_ref().is_some_and(|own| own >= least)),
            Err(_) => false,
        };
        let set = match &self.facts {
            Some(facts) => fact(&facts.best).zip(fact(&facts.worst)),
            None => reader.rank_set(of.id).filter(|_| sure_enough),
        };
        let within = reader.numbers.get(&self.within);
        let truth = match (&set, &within) {
            (_, Err(open)) => Truth::missing(of.id, open.parameter()),
            (Some((_, worst)), Ok(within)) if worst <= within => Truth::Met,
            (Some((best, _)), Ok(within)) if best > within => Truth::Failed,
            _ => Truth::missing(of.id, &Id::fixed("certainty")),
        };
        let shown = |rank: Option<&Fraction>| rank.map_or_else(|| "?".into(), Into::into);
        let args = [
            ("of", of.id.into()),
            ("best", shown(set.as_ref().map(|(best, _)| best))),
            ("worst", shown(set.as_ref().map(|(_, worst)| worst))),
            ("within", shown(within.as_ref().ok())),
        ];
        reasons.push(Reason::new(Key::READ_RANK, args).held(truth.holds()));
        truth
    }
}

impl TopShare {
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>, reasons: &mut Vec<Reason>) -> Truth {
        let unknown = || Truth::missing(of.id, &Id::fixed("certainty"));
        let (truth, share) = match (reader.numbers.get(&self.share), reader.numbers.get(&self.false_share)) {
            (Err(open), _) | (_, Err(open)) => (Truth::missing(of.id, open.parameter()), None),
            (Ok(share), Ok(false_share)) => {
                let chosen =
                    reader.tops.chosen.get(&(share.clone(), false_share)).and_then(|all| all.get(of.id));
                // equals for a place wait for people; whose error is not known is not judged by it
                let truth = chosen.copied().flatten().map_or_else(unknown, Truth::of);
                (truth, Some(share))
            }
        };
        let key = match truth {
            Truth::Met => Key::READ_TOP,
            Truth::Failed => Key::READ_TOP_NOT,
            Truth::Unknown(_) => Key::READ_TOP_UNKNOWN,
        };
        let share = share.map_or_else(|| "?".into(), Into::into);
        reasons.push(Reason::new(key, [("of", of.id.into()), ("share", share)]).held(truth.holds()));
        truth
    }
}
