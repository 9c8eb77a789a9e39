//! The benefit of the doubt: every subject is weighed by the weights that suit it best, within bounds on what each part may contribute.
//!
//! Cherchye, Moesen, Rogge and Van Puyenbroeck, *An introduction to "benefit of the doubt" composite indicators*, Social Indicators Research 2007; OECD and
//! JRC, *Handbook on constructing composite indicators*, 2008, step 6: max Σ w x over weights of 0 or more under which no subject comes to more than 1,
//! where each part contributes its share of the whole within bounds. A linear programme for each subject, solved by `microlp`, whose tolerance is 1e-8:
//! scores, shares, and weights of parts in units of their largest figures are rounded to eight places.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Method, Own, Owns, Part, Parts};
use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;
use crate::text::{Id, gathered};

/// The highest whole that weights of 0 or more give, none of which brings any subject above 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct BenefitOfTheDoubt<Q> {
    /// What every part contributes to the whole of a subject, at least and at most.
    #[serde(default = "Share::<Q>::free", skip_serializing_if = "Share::is_free")]
    pub(crate) shares: Share<Q>,
    /// The same for some parts, by id, in place of that.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) of: BTreeMap<Id, Share<Q>>,
}

/// A share of the whole, from 0 to 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Share<Q> {
    /// 0 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

impl<Q> Share<Q> {
    const fn free() -> Self {
        Self { at_least: None, at_most: None }
    }

    const fn is_free(&self) -> bool {
        self.at_least.is_none() && self.at_most.is_none()
    }

    fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Share<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        Share { at_least: one(&self.at_least), at_most: one(&self.at_most) }
    }
}

impl Share<Float> {
    fn ends(&self) -> (Float, Float) {
        (self.at_least.unwrap_or(Float::ZERO), self.at_most.unwrap_or(Float::ONE))
    }

    fn check(&self, at: &str) -> Result<(), Diagnostic> {
        let (least, most) = self.ends();
        let fits = least >= Float::ZERO && least <= most && most <= Float::ONE && most > Float::ZERO;
        if fits {
            return Ok(());
        }
        let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`shares`");
        let found = format!("{} – {}", shown(least), shown(most));
        Err(diagnostic.with("value", found).with("bounds", "0 ≤ `at_least` ≤ `at_most` ≤ 1").at(at))
    }
}

impl<Q> BenefitOfTheDoubt<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> BenefitOfTheDoubt<R> {
        let of = gathered(self.of.iter().map(|(id, share)| (id.clone(), share.map(number))));
        BenefitOfTheDoubt { shares: self.shares.map(number), of }
    }
}

impl BenefitOfTheDoubt<Float> {
    fn share(&self, name: &str) -> (Float, Float) {
        self.of.iter().find(|(id, _)| **id == *name).map_or(&self.shares, |(_, share)| share).ends()
    }
}

impl Method for BenefitOfTheDoubt<Float> {
    fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        solver()?;
        self.shares.check("/shares")?;
        for (id, share) in &self.of {
            let at = format!("/of/{}", crate::error::escape(id.as_str()));
            if !names.contains(&id.as_str()) {
                let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", id);
                return Err(diagnostic.meant(id.as_str(), names.iter().copied()).at(at));
            }
            share.check(&at)?;
        }
        // shares of one whole add up to it
        let (least, most): (Vec<Float>, Vec<Float>) = names.iter().map(|name| self.share(name)).unzip();
        let (least, most) = (Float::total(least), Float::total(most));
        let slack = Float::SLACK * Float::from(16);
        if least > Float::ONE + slack || most < Float::ONE - slack {
            let sum = if least > Float::ONE { least } else { most };
            let shown = sum.real().map(|real| real.to_string()).unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "Σ `shares`");
            let bounds = "Σ `at_least` ≤ 1 ≤ Σ `at_most`";
            return Err(diagnostic.with("value", shown).with("bounds", bounds).at("/shares"));
        }
        Ok(())
    }

    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        self.weighed(parts).map(|(column, _)| column)
    }

    fn weighed(&self, parts: &Parts<'_>) -> Result<(Column, Owns), Diagnostic> {
        let rows = parts.rows();
        for (subject, row) in &rows {
            // a share of what is 0 is 0, so a part that must contribute has to be above 0
            let short = |part: &&Part| {
                let least = self.share(parts.names.get(part.at).copied().unwrap_or_default()).0;
                part.value < Float::ZERO || (least > Float::ZERO && part.value <= Float::ZERO)
            };
            if let Some(part) = row.iter().find(short) {
                return Err(parts.not_positive("benefit_of_the_doubt", *subject, part));
            }
        }
        let mut wholes = Vec::with_capacity(rows.len());
        let mut weights = vec![Vec::new(); parts.subjects.len()];
        for (subject, row) in &rows {
            let (whole, own) = self.best(parts, row, &rows)?;
            wholes.push((*subject, whole));
            weights.get_mut(*subject).into_iter().for_each(|cell| cell.clone_from(&own));
        }
        Ok((parts.column(wholes), Some(weights)))
    }

    fn needs_cohort(&self) -> bool {
        true
    }
}

impl BenefitOfTheDoubt<Float> {
    /// The best whole of one subject, and the weights that give it: where several do, one of them.
    #[cfg(feature = "benefit-of-the-doubt")]
    fn best(
        &self,
        parts: &Parts<'_>,
        own: &[Part],
        rows: &[(usize, Vec<Part>)],
    ) -> Result<(Float, Vec<Own>), Diagnostic> {
        use crate::num::Programme;

        // each part in units of its largest figure, so that what is compared in the solver is of one size
        let largest = |at: usize| {
            let figures = rows.iter().flat_map(|(_, row)| row).filter(|part| part.at == at);
            figures.map(|part| part.value).fold(Float::ZERO, Float::max)
        };
        let kept: Vec<(&Part, Float)> = own
            .iter()
            .map(|part| (part, largest(part.at)))
            .filter(|(_, largest)| *largest > Float::ZERO)
            .collect();
        let figures: Vec<Float> = kept.iter().map(|(part, largest)| part.value / *largest).collect();
        let mut programme = Programme::maximise(&figures);
        for (_, row) in rows {
            let figure = |(part, largest): &(&Part, Float)| {
                let other = row.iter().find(|other| other.at == part.at);
                other.map_or(Float::ZERO, |other| other.value / *largest)
            };
            programme.at_most(&kept.iter().map(figure).collect::<Vec<_>>(), Float::ONE);
        }
        for (at, (part, _)) in kept.iter().enumerate() {
            let (least, most) = self.share(parts.names.get(part.at).copied().unwrap_or_default());
            // w x − share Σ w x, above 0 and below
            let less = |share: Float| -> Vec<Float> {
                let one = |(place, figure): (usize, &Float)| {
                    let own = if place == at { Float::ONE } else { Float::ZERO };
                    (own - share) * *figure
                };
                figures.iter().enumerate().map(one).collect()
            };
            if least > Float::ZERO {
                programme.at_least(&less(least), Float::ZERO);
            }
            if most < Float::ONE {
                programme.at_most(&less(most), Float::ZERO);
            }
        }
        let unsolved = || {
            let subject = rows.iter().find(|(_, row)| row.as_slice() == own);
            let subject = subject.and_then(|(at, _)| parts.subjects.get(*at)).map_or("", String::as_str);
            let why = (
                format!("no weights were found for `{subject}`"),
                format!("không tìm được trọng số cho `{subject}`"),
            );
            let diagnostic = Diagnostic::new(Code::DEGENERATE).with("name", subject);
            diagnostic.with("method", "benefit_of_the_doubt").with("why", why.0).with("why_vi", why.1)
        };
        let (best, found) = programme.best().ok_or_else(unsolved)?;
        let best = to_eight_places(best).ok_or_else(unsolved)?;
        let mut weights = vec![Float::ZERO; parts.names.len()];
        for ((part, largest), weight) in kept.iter().zip(found) {
            let weight = to_eight_places(weight).ok_or_else(unsolved)?;
            weights.get_mut(part.at).into_iter().for_each(|cell| *cell = weight / *largest);
        }
        let weight = |part: &Part| weights.get(part.at).copied().unwrap_or(Float::ZERO);
        let all = Float::total(own.iter().map(|part| weight(part) * part.value));
        let mut told = Vec::with_capacity(own.len());
        for part in own {
            let share = if all > Float::ZERO { weight(part) * part.value / all } else { Float::ZERO };
            let share = to_eight_places(share).ok_or_else(unsolved)?;
            told.push(Own { at: part.at, weight: weight(part), share });
        }
        Ok((best, told))
    }

    /// There is no solver, and so no pack that needs one is loaded.
    #[cfg(not(feature = "benefit-of-the-doubt"))]
    fn best(
        &self,
        _: &Parts<'_>,
        _: &[Part],
        _: &[(usize, Vec<Part>)],
    ) -> Result<(Float, Vec<Own>), Diagnostic> {
        solver().map(|()| (Float::ZERO, Vec::new()))
    }
}

/// What the solver's tolerance leaves of a number.
#[cfg(feature = "benefit-of-the-doubt")]
fn to_eight_places(value: Float) -> Option<Float> {
    let rounded = value.real().ok()?.round(8, crate::num::Rounding::HalfEven).ok()?;
    Some(crate::num::Real::from(rounded).into())
}

/// Whether there is a solver.
fn solver() -> Result<(), Diagnostic> {
    match cfg!(feature = "benefit-of-the-doubt") {
        true => Ok(()),
        false => Err(Diagnostic::new(Code::NEEDS_FEATURE).with("feature", "`benefit-of-the-doubt`")),
    }
}

#[cfg(all(test, feature = "benefit-of-the-doubt"))]
mod tests {
    use super::super::testing::{float, whole};
    use super::*;

    fn method(shares: (f64, f64)) -> BenefitOfTheDoubt<Float> {
        let shares = Share { at_least: Some(float(shares.0)), at_most: Some(float(shares.1)) };
        BenefitOfTheDoubt { shares, of: BTreeMap::new() }
    }

    /// Three subjects by two parts, reckoned by hand: without bounds the first two are best at a part each, and the third is best with the
    /// weights that bring both of them to 1.
    #[test]
    fn weights_that_suit_each_best() {
        let columns: [&[f64]; 2] = [&[4.0, 1.0, 2.0], &[1.0, 8.0, 4.0]];
        let free = whole(&method((0.0, 1.0)), &columns, &[1.0; 2]).unwrap();
        // w1 = 7/31, w2 = 3/31: 2 w1 + 4 w2
        for (found, expect) in free.iter().zip([1.0, 1.0, 26.0 / 31.0]) {
            assert!((found - expect).abs() < 1e-8, "{free:?}");
        }
        // each part gives a half t: of the first w = (t/4, t) and the second comes to 1 at t = 4/33; and so on
        let even = whole(&method((0.5, 0.5)), &columns, &[1.0; 2]).unwrap();
        for (found, expect) in even.iter().zip([8.0 / 33.0, 16.0 / 33.0, 0.8]) {
            assert!((found - expect).abs() < 1e-8, "{even:?}");
        }
    }

    /// The weights of the third above, and what comes to its whole by each: 14/26 and 12/26.
    #[test]
    fn weights_are_told_by_subject() {
        let columns = [[4.0, 1.0, 2.0], [1.0, 8.0, 4.0]].map(|own| own.map(|value| Some(float(value))));
        let parts = Parts {
            names: &["a", "b"],
            columns: &[&columns[0], &columns[1]],
            weights: &[Float::ONE; 2],
            subjects: &["x".to_owned(), "y".to_owned(), "z".to_owned()],
            available: super::super::Available::default(),
            below: &[],
        };
        let (_, weights) = method((0.0, 1.0)).weighed(&parts).unwrap();
        let third = weights.unwrap().pop().unwrap();
        let expect = [(0, 7.0 / 31.0, 14.0 / 26.0), (1, 3.0 / 31.0, 12.0 / 26.0)];
        for (own, (at, weight, share)) in third.iter().zip(expect) {
            assert_eq!(own.at, at);
            assert!((own.weight - float(weight)).abs() < float(1e-8), "{third:?}");
            assert!((own.share - float(share)).abs() < float(1e-7), "{third:?}");
        }
    }

    /// What is larger or measured in another unit in one part does not matter.
    #[test]
    fn units_of_measure_do_not_matter() {
        let own =
            whole(&method((0.2, 0.7)), &[&[3.0, 5.0, 2.0], &[9.0, 4.0, 7.0], &[1.0, 2.0, 6.0]], &[1.0; 3]);
        let scaled =
            whole(&method((0.2, 0.7)), &[&[3e6, 5e6, 2e6], &[9.0, 4.0, 7.0], &[1e-6, 2e-6, 6e-6]], &[1.0; 3]);
        assert_eq!(own.unwrap(), scaled.unwrap());
    }

    #[test]
    fn shares_that_cannot_be() {
        for (shares, parts) in [((0.6, 1.0), 2), ((0.0, 0.4), 2), ((0.5, 0.2), 2), ((-0.1, 1.0), 2)] {
            let error = method(shares).check(&["a", "b"][..parts]).unwrap_err();
            assert_eq!(error.code(), Code::OUT_OF_BOUNDS, "{shares:?}");
        }
        assert!(method((1.0 / 3.0, 1.0 / 3.0)).check(&["a", "b", "c"]).is_ok());
        let unknown =
            BenefitOfTheDoubt { of: [(Id::new("z").unwrap(), Share::free())].into(), ..method((0.0, 1.0)) };
        assert_eq!(unknown.check(&["a", "b"]).unwrap_err().code(), Code::UNKNOWN_NODE);
        // nothing of a part cannot be a tenth of the whole
        let error = whole(&method((0.1, 1.0)), &[&[0.0, 1.0], &[1.0, 1.0]], &[1.0; 2]).unwrap_err();
        assert_eq!(error.code(), Code::NOT_POSITIVE);
        assert!(whole(&method((0.0, 1.0)), &[&[-1.0, 1.0], &[1.0, 1.0]], &[1.0; 2]).is_err());
        // without bounds it is nothing, and of who has nothing at all the whole is nothing
        assert_eq!(whole(&method((0.0, 1.0)), &[&[0.0, 1.0], &[0.0, 1.0]], &[1.0; 2]).unwrap(), [0.0, 1.0]);
    }
}
