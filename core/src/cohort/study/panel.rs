//! Indices of several times, subject by subject: how scores change and ranks move.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 8; the yearly rate of growth is that of the package COINr.

use std::collections::BTreeSet;

use crate::cohort::index::Index;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Fraction, Real};
use crate::text::gathered;

/// Indices of several times.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    times: Vec<Real>,
    frameworks: Vec<String>,
    trends: Vec<Trend>,
}

/// One subject over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    subject: String,
    scores: Vec<Option<Real>>,
    ranks: Vec<Option<Fraction>>,
    change: Option<Real>,
    per_year: Option<Real>,
    growth: Option<Real>,
    ranks_gained: Option<Fraction>,
}

impl Panel {
    /// Indices with the times they are of, such as years, the first time first: each subject that has a place in any of them, at the top of each.
    ///
    /// # Errors
    /// [`Code::TOO_FEW`] for fewer than two, [`Code::NOT_FINITE`] and [`Code::NOT_ASCENDING`] for their times.
    ///
    /// # Examples
    /// ```
    /// use thidua::cohort::{Panel, Table};
    /// use thidua::{Date, packs};
    /// let egdi = packs::index("un-egdi", Date::parse("2022-01-01")?)?;
    /// let year = |osi: f64| {
    ///     let table = Table::new(["VNM", "LAO"])?.numbers("osi", &[Some(osi), Some(0.3)])?;
    ///     egdi.index(&table.numbers("hci", &[Some(0.7), Some(0.5)])?.numbers("tii", &[Some(0.7), Some(0.2)])?)
    /// };
    /// let panel = Panel::new(&[(2020.0, &year(0.64)?), (2022.0, &year(0.7)?)])?;
    /// let vietnam = panel.trends().iter().find(|own| own.subject() == "VNM").expect("a subject of both");
    /// assert_eq!(vietnam.per_year().map(|own| own.round(6, thidua::Rounding::HalfUp)).transpose()?.map(|own| own.to_string()), Some("0.01".into()));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn new(indices: &[(f64, &Index)]) -> Result<Self, Error> {
        if indices.len() < 2 {
            let diagnostic = Diagnostic::new(Code::TOO_FEW).with("what", "`indices`").with("expected", 2);
            return Err(diagnostic.with("found", indices.len()).data());
        }
        let mut times: Vec<Real> = Vec::with_capacity(indices.len());
        for (at, (time, _)) in indices.iter().enumerate() {
            let time = Real::new(*time).map_err(|error| error.map(|one| one.at(format!("/{at}"))))?;
            if let Some(before) = times.last().filter(|before| **before >= time) {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "values");
                return Err(diagnostic
                    .with("next", time)
                    .with("previous", before)
                    .at(format!("/{at}"))
                    .data());
            }
            times.push(time);
        }
        let subjects: BTreeSet<&String> = gathered(indices.iter().flat_map(|(_, index)| index.subjects()));
        let trends =
            subjects.into_iter().map(|subject| trend(subject, &times, indices)).collect::<Result<_, _>>()?;
        let frameworks = indices.iter().map(|(_, index)| index.framework().name()).collect();
        Ok(Self { times, frameworks, trends })
    }

    /// The times.
    #[must_use]
    pub fn times(&self) -> &[Real] {
        &self.times
    }

    /// The name of the pack at each time: where they differ, so may what the scores mean.
    #[must_use]
    pub fn frameworks(&self) -> &[String] {
        &self.frameworks
    }

    /// The subjects, in the order of their names.
    #[must_use]
    pub fn trends(&self) -> &[Trend] {
        &self.trends
    }
}

impl Trend {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Its score at each time.
    #[must_use]
    pub fn scores(&self) -> &[Option<Real>] {
        &self.scores
    }

    /// Its rank at each time.
    #[must_use]
    pub fn ranks(&self) -> &[Option<Fraction>] {
        &self.ranks
    }

    /// The last score less the first; none with fewer than two.
    #[must_use]
    pub const fn change(&self) -> Option<Real> {
        self.change
    }

    /// The change for each unit of time, by least squares over all times with a score.
    #[must_use]
    pub const fn per_year(&self) -> Option<Real> {
        self.per_year
    }

    /// The yearly rate of growth from the first score to the last, compounded; none where either is not above 0.
    #[must_use]
    pub const fn growth(&self) -> Option<Real> {
        self.growth
    }

    /// How many ranks it is better off at its last time than at its first; below 0 where it fell.
    #[must_use]
    pub const fn ranks_gained(&self) -> Option<&Fraction> {
        self.ranks_gained.as_ref()
    }
}

fn trend(subject: &str, times: &[Real], indices: &[(f64, &Index)]) -> Result<Trend, Error> {
    let (mut scores, mut ranks) = (Vec::new(), Vec::new());
    for (_, index) in indices {
        let there = index.place(subject).is_ok();
        scores.push(if there { index.score(index.top(), subject)? } else { None });
        ranks.push(if there { index.rank(index.top(), subject)? } else { None });
    }
    let points: Vec<(Float, Float)> = times
        .iter()
        .zip(&scores)
        .filter_map(|(time, score)| Some((Float::from(*time), Float::from((*score)?))))
        .collect();
    let ends = points.first().zip(points.last()).filter(|_| points.len() > 1);
    let change = ends.map(|(first, last)| (last.1 - first.1).real()).transpose()?;
    let growth = ends.filter(|(first, last)| first.1 > Float::ZERO && last.1 > Float::ZERO);
    let growth = growth.map(|(first, last)| {
        let yearly = (last.1 / first.1).power(Float::ONE / (last.0 - first.0));
        (yearly - Float::ONE).real()
    });
    let slope = ends.map(|_| {
        let (times, scores): (Vec<Float>, Vec<Float>) = points.iter().copied().unzip();
        let mean = |values: &[Float]| Float::total(values.iter().copied()) / Float::count(values.len());
        let (time, score) = (mean(&times), mean(&scores));
        let both = points.iter().map(|own| (own.0 - time) * (own.1 - score));
        (Float::total(both) / Float::total(times.iter().map(|own| (*own - time).squared()))).real()
    });
    let mut there = ranks.iter().flatten();
    let gained = there.next().zip(there.next_back()).map(|(first, last)| first.sub(last));
    Ok(Trend {
        subject: subject.to_owned(),
        scores,
        ranks_gained: gained,
        ranks,
        change,
        per_year: slope.transpose()?,
        growth: growth.transpose()?,
    })
}
