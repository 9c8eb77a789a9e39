//! The rules of the pack guide a second time, as plainly as they can be written: recursive, with big fractions, nothing
//! computed ahead. Slow, and easy to check against the guide.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::random::{Aggregate, Body, Case, Node, Policy, Reply, Rounding, Scale, Tenths};

pub enum Outcome {
    /// Exact, published, and how many levels are reached.
    Score(BigRational, BigRational, usize),
    /// A criterion whose absence forbids a score.
    Forbidden,
    /// Nothing counts.
    Empty,
}

/// What a node came to, where it counts.
struct Points {
    score: BigRational,
    max: BigRational,
}

/// One of the two numbers of a part.
type Of = fn(&Points) -> &BigRational;

pub fn evaluate(case: &Case) -> Outcome {
    if forbids(case, &case.root) {
        return Outcome::Forbidden;
    }
    let Some(Points { score, .. }) = points(case, &case.root, false) else { return Outcome::Empty };
    let published = round(&score, case.places, case.rounding);
    let compared = if case.levels_on_exact { &score } else { &published };
    let level = case.levels.iter().take_while(|from| *compared >= tenths(**from)).count();
    Outcome::Score(score, published, level)
}

pub fn tenths(value: Tenths) -> BigRational {
    BigRational::new(value.into(), 10.into())
}

fn whole(value: i64) -> BigRational {
    BigRational::from_integer(value.into())
}

pub fn round(value: &BigRational, places: u32, rounding: Rounding) -> BigRational {
    let unit = BigRational::from_integer(BigInt::from(10).pow(places));
    let scaled = value * &unit;
    let (below, half) = (scaled.abs().floor(), BigRational::new(1.into(), 2.into()));
    let rest = scaled.abs() - &below;
    let odd = !(below.to_integer() % BigInt::from(2)).is_zero();
    let up = match rounding {
        Rounding::HalfUp => rest >= half,
        Rounding::HalfEven => rest > half || (rest == half && odd),
        Rounding::Up => !rest.is_zero(),
        Rounding::Down => false,
    };
    let size = if up { below + whole(1) } else { below };
    (if scaled.is_negative() { -size } else { size }) / unit
}

fn policy(case: &Case, reply: Reply) -> Option<Policy> {
    match reply {
        Reply::Value(..) => None,
        Reply::NotApplicable => Some(case.missing[0]),
        Reply::Nothing => Some(case.missing[1]),
        Reply::Unknown => Some(case.missing[2]),
        Reply::Refused => Some(case.missing[3]),
    }
}

fn forbids(case: &Case, node: &Node) -> bool {
    match &node.body {
        Body::Leaf(_, reply) => policy(case, *reply) == Some(Policy::Fail),
        Body::Inner(_, children) => children.iter().any(|child| forbids(case, child)),
    }
}

/// `bad` says whether points here lower the whole: below an odd number of deductions.
fn points(case: &Case, node: &Node, bad: bool) -> Option<Points> {
    let mut points = match &node.body {
        Body::Leaf(scale, reply) => {
            let (min, max) = ends(scale);
            match policy(case, *reply) {
                None => Points { score: answered(scale, *reply), max },
                Some(Policy::Leave) => return None,
                Some(_) => Points { score: if bad { max.clone() } else { min }, max },
            }
        }
        Body::Inner(aggregate, children) => {
            let bad = bad != matches!(aggregate, Aggregate::Deduction { .. });
            let counted: Vec<(i64, Points)> = children
                .iter()
                .filter_map(|child| Some((child.weight, self::points(case, child, bad)?)))
                .collect();
            inner(aggregate, children, &counted)?
        }
    };
    points.score = rounded(points.score, node);
    points.max = rounded(points.max, node);
    Some(points)
}

fn rounded(score: BigRational, node: &Node) -> BigRational {
    node.round.map_or(score.clone(), |(places, rounding)| round(&score, places, rounding))
}

fn sum<'a>(parts: impl Iterator<Item = &'a BigRational>) -> BigRational {
    parts.fold(whole(0), |sum, part| sum + part)
}

fn inner(aggregate: &Aggregate, children: &[Node], counted: &[(i64, Points)]) -> Option<Points> {
    if let Aggregate::Deduction { from, floor } = aggregate {
        let left = tenths(*from) - sum(counted.iter().map(|(_, part)| &part.score));
        let score = floor.map_or(left.clone(), |floor| left.max(tenths(floor)));
        return Some(Points { score, max: tenths(*from) });
    }
    let lowest = |of: Of| counted.iter().map(|(_, part)| of(part).clone()).min();
    let total = |of: Of| sum(counted.iter().map(|(_, part)| of(part)));
    let (score, max): (Of, Of) = (|part| &part.score, |part| &part.max);
    lowest(score)?;
    Some(match aggregate {
        Aggregate::Sum { rescale: false } => Points { score: total(score), max: total(max) },
        Aggregate::Sum { rescale: true } => {
            let (full, applicable) = (sum(children.iter().map(full).collect::<Vec<_>>().iter()), total(max));
            let factor = if applicable.is_zero() { whole(1) } else { &full / applicable };
            Points { score: total(score) * factor, max: full }
        }
        Aggregate::CappedSum(cap) => {
            Points { score: total(score).min(tenths(*cap)), max: total(max).min(tenths(*cap)) }
        }
        Aggregate::WeightedMean => {
            let weights = whole(counted.iter().map(|(weight, _)| weight).sum());
            let mean = |of: Of| {
                let parts: Vec<_> = counted.iter().map(|(weight, part)| whole(*weight) * of(part)).collect();
                sum(parts.iter()) / &weights
            };
            Points { score: mean(score), max: mean(max) }
        }
        Aggregate::Minimum => Points { score: lowest(score)?, max: lowest(max)? },
        Aggregate::Proportion(to) => {
            let met = counted.iter().filter(|(_, part)| part.score >= part.max).count();
            let share = BigRational::new(met.into(), counted.len().into());
            Points { score: share * tenths(*to), max: tenths(*to) }
        }
        Aggregate::Ladder => {
            let mut climbed = whole(0);
            for (_, part) in counted {
                climbed += &part.score;
                if part.score < part.max {
                    break;
                }
            }
            Points { score: climbed, max: total(max) }
        }
        Aggregate::Deduction { .. } => return None,
    })
}

/// The most a node can have when everything applies.
fn full(node: &Node) -> BigRational {
    let (aggregate, children) = match &node.body {
        Body::Inner(aggregate, children) => (aggregate, children),
        Body::Leaf(scale, _) => return rounded(ends(scale).1, node),
    };
    let parts: Vec<(i64, Points)> = children
        .iter()
        .map(|child| (child.weight, Points { score: full(child), max: full(child) }))
        .collect();
    inner(aggregate, children, &parts).map_or_else(|| whole(0), |points| rounded(points.max, node))
}

/// The fewest and the most points of a scale.
fn ends(scale: &Scale) -> (BigRational, BigRational) {
    let span = |points: &[Tenths]| {
        (tenths(points.iter().copied().min().unwrap_or(0)), tenths(points.iter().copied().max().unwrap_or(0)))
    };
    match scale {
        Scale::YesNo(points) | Scale::Ratio(points, _) => span(&[0, *points]),
        Scale::Rubric(points) | Scale::Steps { points, .. } => span(points),
        Scale::Linear(points) => span(&points.iter().map(|(_, score)| *score).collect::<Vec<_>>()),
        Scale::Count(each, cap) => span(&[0, each * cap]),
        Scale::Score(max, min) => span(&[*min, *max]),
    }
}

fn answered(scale: &Scale, reply: Reply) -> BigRational {
    let Reply::Value(a, b) = reply else { return whole(0) };
    let at = a % 120 - 60;
    match scale {
        Scale::YesNo(points) => tenths(if a % 2 == 1 { *points } else { 0 }),
        Scale::Rubric(points) => tenths(points[a as usize % points.len()]),
        Scale::Steps { lower, ends, points } => {
            tenths(points[ends.iter().filter(|end| if *lower { **end <= at } else { **end < at }).count()])
        }
        Scale::Linear(points) => {
            let (first, last) = (points[0], points[points.len() - 1]);
            let at = at.clamp(first.0, last.0);
            let upper = points.iter().position(|point| point.0 >= at).unwrap_or(0).max(1);
            let (low, high) = (points[upper - 1], points[upper]);
            let way = BigRational::new((at - low.0).into(), (high.0 - low.0).into());
            tenths(low.1) + way * tenths(high.1 - low.1)
        }
        Scale::Ratio(points, places) => {
            let share = BigRational::new(a.into(), (b % 50 + 1).into()).min(whole(1));
            let share = places.map_or(share.clone(), |(places, rounding)| round(&share, places, rounding));
            share * tenths(*points)
        }
        Scale::Count(each, cap) => tenths(each * (a % 12).min(*cap)),
        Scale::Score(max, min) => tenths(min + a % (max - min + 1)),
    }
}
