//! Ranks and levels over all replicates.
//!
//! Saisana, Saltelli and Tarantola, JRSS A 2005; rank acceptability and central weights as Lahdelma and Salminen, *SMAA-2*, Operations Research 2001.

use super::super::level;
use super::super::model::From as Source;
use super::super::rank;
use super::document::Document;
use super::vary::Vary;
use crate::error::Error;
use crate::num::{Float, Random, Real};

/// How sure an index is.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    replicates: u32,
    subjects: Vec<SubjectCertainty>,
    flips: Vec<Vec<Real>>,
}

impl Certainty {
    /// How often the index was computed.
    #[must_use]
    pub const fn replicates(&self) -> u32 {
        self.replicates
    }

    /// The subjects, in the caller's order.
    #[must_use]
    pub fn subjects(&self) -> &[SubjectCertainty] {
        &self.subjects
    }

    /// For each two subjects the share of replicates in which their order is not the one the pack gives: places in the caller's order;
    /// 0 for two that share a rank as the pack has it, and where one has none.
    #[must_use]
    pub fn flips(&self) -> &[Vec<Real>] {
        &self.flips
    }
}

/// How sure one subject's rank and level are.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectCertainty {
    subject: String,
    rank: Option<u32>,
    ranks: (u32, u32),
    median: u32,
    mean: Real,
    scores: Option<(Real, Real)>,
    acceptability: Vec<Real>,
    levels: Vec<(String, Real)>,
    central_weights: Vec<(String, String, Real)>,
    ranked: Real,
}

impl SubjectCertainty {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The rank as the pack gives it, rounded up where ties share a mean; none without a score.
    #[must_use]
    pub const fn rank(&self) -> Option<u32> {
        self.rank
    }

    /// The first and the last rank of the interval that holds the share of replicates asked for, with as many left out on either side.
    #[must_use]
    pub const fn ranks(&self) -> (u32, u32) {
        self.ranks
    }

    /// The median rank.
    #[must_use]
    pub const fn median(&self) -> u32 {
        self.median
    }

    /// The mean rank.
    #[must_use]
    pub const fn mean(&self) -> Real {
        self.mean
    }

    /// The least and the largest score within the same share of replicates; none where there never was one.
    #[must_use]
    pub const fn scores(&self) -> Option<(Real, Real)> {
        self.scores
    }

    /// The share of replicates in which the subject has each rank, from the first.
    #[must_use]
    pub fn acceptability(&self) -> &[Real] {
        &self.acceptability
    }

    /// The share of replicates in which the subject reaches each level, in the pack's order.
    #[must_use]
    pub fn levels(&self) -> &[(String, Real)] {
        &self.levels
    }

    /// The mean share of each part, by node, over the replicates in which the subject is first: what somebody thinks important who would put it
    /// first. Empty where weights do not vary or the subject never is.
    #[must_use]
    pub fn central_weights(&self) -> &[(String, String, Real)] {
        &self.central_weights
    }

    /// The share of replicates in which the subject has a score at all.
    #[must_use]
    pub const fn ranked(&self) -> Real {
        self.ranked
    }
}

/// What is counted of one subject.
#[derive(Clone)]
struct Tally {
    ranks: Vec<u32>,
    scores: Vec<Float>,
    levels: Vec<u32>,
    weights: Vec<Float>,
    first: u32,
}

pub(super) fn certainty(vary: &Vary<'_>, plan: &Document) -> Result<Certainty, Error> {
    let (index, model) = (vary.index, &vary.index.model);
    let count = index.frame.subjects.len();
    let publish = index.publish(model.top());
    let replicates = usize::try_from(plan.replicates).unwrap_or(usize::MAX);
    let blank = Tally {
        ranks: Vec::with_capacity(replicates),
        scores: Vec::with_capacity(replicates),
        levels: vec![0; model.levels.len()],
        weights: Vec::new(),
        first: 0,
    };
    let mut tallies = vec![blank; count];
    let nominal = rank::twice(vary.nominal(), publish)?;
    let mut flips = vec![vec![0_u32; count]; count];
    let weighs = vary.factors.iter().any(|factor| factor.what.draws_weights());
    let mut random = Random::new(plan.seed);
    for _ in 0..plan.replicates {
        let draws: Vec<Float> = vary.factors.iter().map(|_| random.uniform()).collect();
        let (scores, drawn) = vary.scores_and_model(&draws)?;
        let ranks = rank::twice(&scores, publish)?;
        for ((tally, score), rank) in tallies.iter_mut().zip(&scores).zip(&ranks) {
            let (Some(score), Some(rank)) = (score, rank) else { continue };
            tally.ranks.push(*rank);
            tally.scores.push(*score);
            if !model.levels.is_empty()
                && let Some(at) = level::reached(&model.levels, *score, publish)?
            {
                tally.levels.get_mut(at).into_iter().for_each(|own| *own = own.saturating_add(1));
            }
            if weighs && *rank == 2 {
                add(&mut tally.weights, &shares(&drawn));
                tally.first = tally.first.saturating_add(1);
            }
        }
        for ((own, before), row) in ranks.iter().zip(&nominal).zip(&mut flips) {
            let (Some(own), Some(before)) = (own, before) else { continue };
            for ((other, other_before), flip) in ranks.iter().zip(&nominal).zip(row) {
                let (Some(other), Some(other_before)) = (other, other_before) else { continue };
                if before != other_before && own.cmp(other) != before.cmp(other_before) {
                    *flip = flip.saturating_add(1);
                }
            }
        }
    }
    let names: Vec<(String, String)> = parts(model).collect();
    let coverage = plan.coverage.map_or(Float::from(9) / Float::from(10), |own| Real::from(own).into());
    let mut subjects = Vec::with_capacity(count);
    let mut turned = Vec::with_capacity(count);
    for (at, subject) in index.frame.order.iter().zip(index.subjects()) {
        let (Some(tally), Some(rank)) = (tallies.get(*at), nominal.get(*at)) else { continue };
        subjects.push(summary(subject, *rank, tally, (vary, plan, coverage, &names))?);
        let row = flips.get(*at).map_or(&[][..], Vec::as_slice);
        let share = |to: &usize| {
            (Float::from(row.get(*to).copied().unwrap_or(0)) / Float::from(plan.replicates)).real()
        };
        turned.push(index.frame.order.iter().map(share).collect::<Result<Vec<Real>, Error>>()?);
    }
    Ok(Certainty { replicates: plan.replicates, subjects, flips: turned })
}

fn summary(
    subject: &str,
    rank: Option<u32>,
    tally: &Tally,
    (vary, plan, coverage, names): (&Vary<'_>, &Document, Float, &[(String, String)]),
) -> Result<SubjectCertainty, Error> {
    let all = Float::from(plan.replicates);
    let mut ranks: Vec<Float> = tally.ranks.iter().map(|twice| Float::from(*twice) * Float::HALF).collect();
    ranks.sort_unstable_by(Float::order);
    let mut scores = tally.scores.clone();
    scores.sort_unstable_by(Float::order);
    let tail = (Float::ONE - coverage) * Float::HALF;
    let last = ranks.len().saturating_sub(1);
    let low = (Float::count(ranks.len()) * tail).floor_count().min(last);
    let ends = (low, last.saturating_sub(low));
    let whole =
        |at: usize| ranks.get(at).map_or(0, |rank| u32::try_from(rank.ceil_count()).unwrap_or(u32::MAX));
    let mut acceptability = vec![0_u32; vary.index.frame.subjects.len()];
    for twice in &tally.ranks {
        let place = usize::try_from(twice.div_ceil(2)).unwrap_or(1).saturating_sub(1);
        acceptability.get_mut(place).into_iter().for_each(|own| *own = own.saturating_add(1));
    }
    let share = |count: &u32| (Float::from(*count) / all).real();
    let levels = vary.index.model.levels.iter().zip(&tally.levels);
    let levels = levels.map(|(level, count)| Ok((level.id.to_string(), share(count)?)));
    let central = names.iter().zip(&tally.weights).map(|((node, part), sum)| {
        Ok((node.clone(), part.clone(), (*sum / Float::from(tally.first)).real()?))
    });
    let ends_of = |at: usize| scores.get(at).map(|score| score.real()).transpose();
    let mean = if ranks.is_empty() { Float::ZERO } else { super::super::column::mean(&ranks) };
    Ok(SubjectCertainty {
        subject: subject.to_owned(),
        rank: rank.map(|twice| twice.div_ceil(2)),
        ranks: (whole(ends.0), whole(ends.1)),
        median: whole(ranks.len().checked_div(2).unwrap_or(0).min(last)),
        mean: mean.real()?,
        scores: ends_of(ends.0)?.zip(ends_of(ends.1)?),
        acceptability: acceptability.iter().map(share).collect::<Result<_, Error>>()?,
        levels: levels.collect::<Result<_, Error>>()?,
        central_weights: central.collect::<Result<_, Error>>()?,
        ranked: (Float::count(ranks.len()) / all).real()?,
    })
}

/// Node and part of every weight of a model.
fn parts(model: &super::super::model::Model) -> impl Iterator<Item = (String, String)> {
    model.nodes.iter().flat_map(|node| {
        let parts = match &node.from {
            Source::Parts(group) => group.parts.as_slice(),
            Source::Constant(_) => &[],
        };
        parts.iter().map(|slot| (node.id.to_string(), model.name(*slot).to_owned()))
    })
}

/// The weights of a model as shares, in the same order.
fn shares(model: &super::super::model::Model) -> Vec<Float> {
    let mut shares = Vec::new();
    for node in &model.nodes {
        if let Source::Parts(group) = &node.from {
            let sum = Float::total(group.given.iter().copied());
            shares.extend(group.given.iter().map(|weight| *weight / sum));
        }
    }
    shares
}

fn add(sums: &mut Vec<Float>, terms: &[Float]) {
    if sums.is_empty() {
        sums.extend_from_slice(terms);
        return;
    }
    sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum = *sum + *term);
}
