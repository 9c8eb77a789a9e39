//! Weighted means: the smallest change of one weight that changes who is inside the line, solved exactly.
//!
//! When one weight changes and the others keep their proportions, every score is a straight line in that weight, so whoever
//! overtakes whom does so at a fraction that can be written down.

use std::cmp::Ordering;

use super::exchanged;
use super::left_out::LeftOut;
use crate::error::{Code, Diagnostic, Error};
use crate::num::Fraction;
use crate::ranking::Better;
use crate::ranking::input::{counted, enough, length, outside};

/// Units scored by the weighted mean of their values, and a line after so many places. Inside the line is who has fewer than
/// that many strictly better units, so a tie across the line is inside as a whole.
///
/// # Examples
/// ```
/// use thidua::Fraction;
/// use thidua::ranking::{Better, WeightedMeans};
/// let whole = |values: &[i64]| values.iter().map(|value| Fraction::from(*value)).collect::<Vec<_>>();
/// // 60 · 3/4 + 40 · 1/4 = 55 against 50 · 3/4 + 50 · 1/4 = 50
/// let means = WeightedMeans::new(&[whole(&[60, 40]), whole(&[50, 50])], &whole(&[3, 1]), 1, Better::Higher)?;
/// assert_eq!(means.inside(), [0]);
/// let change = &means.smallest_changes()[0];
/// assert_eq!((change.from().to_string(), change.to().to_string()), ("3/4".to_owned(), "1/2".to_owned()));
/// assert_eq!((change.entering(), change.leaving()), (&[1][..], &[0][..]));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct WeightedMeans {
    /// By unit and criterion; negated where less is better.
    values: Vec<Vec<Fraction>>,
    /// As shares of the whole.
    weights: Vec<Fraction>,
    places: usize,
    better: Better,
}

/// The point at which a changing weight changes who is inside the line. At the point itself there is a tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightChange {
    criterion: usize,
    rises: bool,
    from: Fraction,
    to: Fraction,
    entering: Vec<usize>,
    leaving: Vec<usize>,
}

impl WeightChange {
    /// The criterion whose weight changes, counted from 0.
    #[must_use]
    pub const fn criterion(&self) -> usize {
        self.criterion
    }

    /// Whether the weight rises; else it falls.
    #[must_use]
    pub const fn rises(&self) -> bool {
        self.rises
    }

    /// Its weight now, as a share of all weights.
    #[must_use]
    pub const fn from(&self) -> &Fraction {
        &self.from
    }

    /// The share up to which nothing changes, and beyond which something does. The same as now where a tie at the line breaks
    /// at the least change.
    #[must_use]
    pub const fn to(&self) -> &Fraction {
        &self.to
    }

    /// How large the change is.
    #[must_use]
    pub fn size(&self) -> Fraction {
        let change = self.to.sub(&self.from);
        if change.is_negative() { change.neg() } else { change }
    }

    /// Who comes inside just beyond, by places in the caller's order of units.
    #[must_use]
    pub fn entering(&self) -> &[usize] {
        &self.entering
    }

    /// Who is no longer inside just beyond.
    #[must_use]
    pub fn leaving(&self) -> &[usize] {
        &self.leaving
    }
}

impl WeightedMeans {
    /// `values` by unit and criterion, one weight for each criterion (of any total), and the number of places.
    ///
    /// # Errors
    /// [`Code::EMPTY`] without units or criteria, [`Code::TOO_LARGE`] with more than 2,000, [`Code::LENGTH_MISMATCH`] where the
    /// shapes do not fit, [`Code::OUT_OF_BOUNDS`] for a negative weight, for no place or for more places than units,
    /// [`Code::ZERO_WHOLE`] for weights that are all 0.
    pub fn new(
        values: &[Vec<Fraction>],
        weights: &[Fraction],
        places: usize,
        better: Better,
    ) -> Result<Self, Error> {
        enough("values", 1, values.len())?;
        enough("weights", 1, weights.len())?;
        for (at, row) in values.iter().enumerate() {
            length(&format!("/values/{at}"), weights.len(), row.len())?;
        }
        if let Some((at, weight)) = weights.iter().enumerate().find(|(_, weight)| weight.is_negative()) {
            return Err(outside(&format!("/weights/{at}"), weight, "[0, ∞)"));
        }
        counted("places", places, (1, values.len()))?;
        let whole = weights.iter().fold(Fraction::ZERO, |sum, weight| sum.add(weight));
        let zero = || Diagnostic::new(Code::ZERO_WHOLE).with("id", "weights").at("/weights").data();
        let shares: Option<Vec<Fraction>> = weights.iter().map(|weight| weight.div(&whole)).collect();
        let turned = |value: &Fraction| if better == Better::Higher { value.clone() } else { value.neg() };
        let values = values.iter().map(|row| row.iter().map(turned).collect()).collect();
        Ok(Self { values, weights: shares.ok_or_else(zero)?, places, better })
    }

    /// The score of each unit.
    #[must_use]
    pub fn scores(&self) -> Vec<Fraction> {
        let scores = self.values.iter().map(|row| dot(row, &self.weights));
        scores.map(|score| if self.better == Better::Higher { score } else { score.neg() }).collect()
    }

    /// Who is inside the line, by places in the caller's order of units, ascending.
    #[must_use]
    pub fn inside(&self) -> Vec<usize> {
        let scores: Vec<Fraction> = self.values.iter().map(|row| dot(row, &self.weights)).collect();
        inside(&scores, self.places)
    }

    /// For each criterion, the nearest change below its weight and the nearest above, where there are any: a weight goes from 0
    /// to the whole, and the others keep their proportions. In order of criteria.
    #[must_use]
    pub fn changes(&self) -> Vec<WeightChange> {
        let before = self.inside();
        let criteria = self.weights.iter().enumerate();
        let lines =
            criteria.filter_map(|(criterion, weight)| Some((criterion, weight, self.lines(criterion)?)));
        let both = lines.flat_map(|(criterion, weight, lines)| {
            [Ordering::Less, Ordering::Greater].map(|way| {
                let (to, after) = self.nearest(&lines, weight, way, &before)?;
                let (entering, leaving) = exchanged(&before, &after);
                let rises = way == Ordering::Greater;
                Some(WeightChange { criterion, rises, from: weight.clone(), to, entering, leaving })
            })
        });
        both.flatten().collect()
    }

    /// The smallest of all changes; several if they are equally small, none if no change of one weight changes anything.
    #[must_use]
    pub fn smallest_changes(&self) -> Vec<WeightChange> {
        let mut changes = self.changes();
        let least = changes.iter().map(WeightChange::size).min();
        changes.retain(|change| Some(change.size()) == least);
        changes
    }

    /// Who comes inside and who does not stay, were one criterion left out. A criterion that carries all the weight cannot be.
    #[must_use]
    pub fn without_criteria(&self) -> Vec<Option<LeftOut>> {
        let before = self.inside();
        let without = |criterion| {
            let scores: Vec<Fraction> = self.lines(criterion)?.into_iter().map(|line| line.others).collect();
            Some(LeftOut::new(&before, &inside(&scores, self.places)))
        };
        (0..self.weights.len()).map(without).collect()
    }

    /// Who comes inside, were one unit left out.
    #[must_use]
    pub fn without_units(&self) -> Vec<LeftOut> {
        let before = self.inside();
        let scores: Vec<(usize, Fraction)> =
            self.values.iter().map(|row| dot(row, &self.weights)).enumerate().collect();
        let without = |left: usize| {
            let others: Vec<&(usize, Fraction)> = scores.iter().filter(|(unit, _)| *unit != left).collect();
            let left_scores: Vec<Fraction> = others.iter().map(|(_, score)| score.clone()).collect();
            let after = inside(&left_scores, self.places);
            let after: Vec<usize> =
                after.iter().filter_map(|at| others.get(*at)).map(|(unit, _)| *unit).collect();
            let before: Vec<usize> = before.iter().filter(|unit| **unit != left).copied().collect();
            LeftOut::new(&before, &after)
        };
        (0..self.values.len()).map(without).collect()
    }

    /// The score of each unit as a line in the share of one criterion; none if the others have no weight to keep.
    fn lines(&self, criterion: usize) -> Option<Vec<Line>> {
        let own = self.weights.get(criterion)?;
        let rest = Fraction::ONE.sub(own);
        let line = |row: &Vec<Fraction>| {
            let alone = row.get(criterion)?.clone();
            let others = dot(row, &self.weights).sub(&alone.mul(own)).div(&rest)?;
            Some(Line { alone, others })
        };
        self.values.iter().map(line).collect()
    }

    /// The nearest share beyond which others are inside, and who they are.
    fn nearest(
        &self,
        lines: &[Line],
        now: &Fraction,
        way: Ordering,
        before: &[usize],
    ) -> Option<(Fraction, Vec<usize>)> {
        // without a tie at the line the first to change are one inside and one outside
        let tied = before.len() > self.places;
        let mut points = if tied { vec![now.clone()] } else { Vec::new() };
        for (j, one) in lines.iter().enumerate() {
            for (k, other) in lines.iter().enumerate().skip(j.saturating_add(1)) {
                let apart = before.binary_search(&j).is_ok() != before.binary_search(&k).is_ok();
                if (tied || apart)
                    && let Some(point) = one.meets(other)
                    && point.cmp(now) == way
                    && point > Fraction::ZERO
                    && point < Fraction::ONE
                {
                    points.push(point);
                }
            }
        }
        points.sort();
        points.dedup();
        if way == Ordering::Less {
            points.reverse();
        }
        // at its end a weight cannot change further
        let end = if way == Ordering::Less { Fraction::ZERO } else { Fraction::ONE };
        points.into_iter().filter(|point| *point != end).find_map(|point| {
            let after = beyond(lines, &point, way, self.places);
            (after != before).then_some((point, after))
        })
    }
}

/// A score as it moves with a share: `others` at 0, `alone` at 1.
struct Line {
    alone: Fraction,
    others: Fraction,
}

impl Line {
    fn at(&self, share: &Fraction) -> Fraction {
        self.others.add(&self.slope().mul(share))
    }

    fn slope(&self) -> Fraction {
        self.alone.sub(&self.others)
    }

    /// The share at which two lines cross.
    fn meets(&self, other: &Self) -> Option<Fraction> {
        other.others.sub(&self.others).div(&self.slope().sub(&other.slope()))
    }
}

/// Who is inside just beyond a share: equals there are told apart by how steeply they go on.
fn beyond(lines: &[Line], share: &Fraction, way: Ordering, places: usize) -> Vec<usize> {
    let key = |line: &Line| {
        let slope = line.slope();
        (line.at(share), if way == Ordering::Less { slope.neg() } else { slope })
    };
    inside(&lines.iter().map(key).collect::<Vec<_>>(), places)
}

/// Those with fewer than so many strictly better.
fn inside<T: Ord>(keys: &[T], places: usize) -> Vec<usize> {
    let mut sorted: Vec<&T> = keys.iter().collect();
    sorted.sort_by(|a, b| b.cmp(a));
    let last = sorted.get(places.saturating_sub(1)).or(sorted.last());
    keys.iter()
        .enumerate()
        .filter(|(_, key)| last.is_some_and(|last| key >= last))
        .map(|(unit, _)| unit)
        .collect()
}

fn dot(a: &[Fraction], b: &[Fraction]) -> Fraction {
    a.iter().zip(b).fold(Fraction::ZERO, |mut sum, (a, b)| {
        sum.accumulate(&a.mul(b));
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(values: &[&[i64]], weights: &[i64], places: usize) -> WeightedMeans {
        let row = |row: &&[i64]| row.iter().map(|value| Fraction::from(*value)).collect();
        let rows: Vec<Vec<Fraction>> = values.iter().map(row).collect();
        WeightedMeans::new(&rows, &row(&weights), places, Better::Higher).unwrap()
    }

    fn told(change: &WeightChange) -> String {
        format!(
            "{} {} → {} +{:?} −{:?}",
            change.criterion, change.from, change.to, change.entering, change.leaving
        )
    }

    #[test]
    fn ties_at_the_line_break_at_the_least_change() {
        let tied = means(&[&[4, 0], &[0, 4], &[1, 1]], &[1, 1], 1);
        assert_eq!(tied.inside(), [0, 1]);
        let changes: Vec<String> = tied.changes().iter().map(told).collect();
        assert_eq!(changes[0], "0 1/2 → 1/2 +[] −[0]");
        assert_eq!(changes[1], "0 1/2 → 1/2 +[] −[1]");
        assert!(tied.smallest_changes()[0].size().is_zero());
    }

    #[test]
    fn twins_stay_together() {
        // the first two are the same in everything: their tie never breaks, and the third enters beside them or they leave
        let twins = means(&[&[4, 0], &[4, 0], &[0, 3]], &[1, 1], 1);
        assert_eq!(twins.inside(), [0, 1]);
        let changes: Vec<String> = twins.changes().iter().map(told).collect();
        assert_eq!(changes, ["0 1/2 → 3/7 +[2] −[0, 1]", "1 1/2 → 4/7 +[2] −[0, 1]"]);
    }

    #[test]
    fn what_cannot_change() {
        assert!(means(&[&[4, 4], &[1, 1]], &[1, 1], 1).changes().is_empty());
        assert!(means(&[&[4, 0], &[0, 4]], &[1, 1], 2).changes().is_empty());
        // all weight on one criterion: there is nothing to keep in proportion
        let one = means(&[&[4], &[1]], &[1], 1);
        assert!(one.changes().is_empty());
        assert_eq!(one.without_criteria(), [None]);
    }

    #[test]
    fn leaving_out() {
        let three = means(&[&[9, 1], &[4, 5], &[5, 3]], &[1, 1], 1);
        assert_eq!(three.inside(), [0]);
        let without: Vec<_> =
            three.without_criteria().into_iter().flatten().map(|left| left.entering().to_vec()).collect();
        assert_eq!(without, [vec![1], vec![]]);
        let without: Vec<_> = three.without_units().iter().map(|left| left.entering().to_vec()).collect();
        assert_eq!(without, [vec![1], vec![], vec![]]);
    }
}
