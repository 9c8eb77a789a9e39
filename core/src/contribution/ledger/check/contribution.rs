//! What is wrong with a contribution alone.

use std::collections::BTreeSet;

use super::super::record::{Contribution, Status};
use super::{not_before, not_independent, plausible, referenced};
use crate::date::Date;
use crate::error::{Code, Diagnostic, escape};
use crate::num::Fraction;

impl Contribution {
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        let (from, day) = self.span()?;
        let (first, last) = if self.on.is_some() { ("on", "on") } else { ("over/from", "over/until") };
        plausible(first, Some(from))?;
        plausible(last, Some(day))?;
        plausible("recorded", self.recorded)?;
        not_before(("recorded", self.recorded), (last, day))?;
        self.check_credits()?;
        self.check_shares()?;
        for (name, value) in &self.quantities {
            if Fraction::from(*value).is_negative() {
                let diagnostic = outside(format_args!("`{name}`"), value, "0 or more");
                return Err(diagnostic.at(format!("/quantities/{}", escape(name.as_str()))));
            }
        }
        referenced(&self.id, &self.evidence)?;
        self.check_status()?;
        if self.corrects.as_ref() == Some(&self.id) {
            return Err(Diagnostic::new(Code::SELF_REFERENCE).with("id", &self.id).at("/corrects"));
        }
        Ok(())
    }

    /// First and last day.
    pub(in super::super) fn span(&self) -> Result<(Date, Date), Diagnostic> {
        let found = match (self.on, self.over) {
            (Some(day), None) => return Ok((day, day)),
            (None, Some(period)) => {
                period.check().map_err(|error| error.first().clone().under("over"))?;
                let missing = |field| {
                    Diagnostic::new(Code::MISSING_FIELD).with("field", field).at(format!("/over/{field}"))
                };
                return match (period.from(), period.until()) {
                    (Some(from), Some(until)) => Ok((from, until)),
                    (None, _) => Err(missing("from")),
                    (_, None) => Err(missing("until")),
                };
            }
            (None, None) => "none",
            (Some(_), Some(_)) => "`on`, `over`",
        };
        Err(Diagnostic::new(Code::ONE_OF).with("expected", "`on`, `over`").with("found", found))
    }

    /// Whom it is credited to: somebody, and nobody twice; each place once, from 1.
    fn check_credits(&self) -> Result<(), Diagnostic> {
        if self.credits.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`credits`").at("/credits"));
        }
        let (mut credited, mut positions) = (BTreeSet::new(), BTreeSet::new());
        for (at, credit) in self.credits.iter().enumerate() {
            if !credited.insert(&credit.to) {
                let diagnostic = Diagnostic::new(Code::CREDITED_TWICE).with("id", &self.id);
                return Err(diagnostic.with("to", &credit.to).at(format!("/credits/{at}/to")));
            }
            match credit.position {
                Some(0) => {
                    let diagnostic = outside("`position`", "0", "1 or more");
                    return Err(diagnostic.at(format!("/credits/{at}/position")));
                }
                Some(position) if !positions.insert(position) => {
                    let diagnostic = Diagnostic::new(Code::POSITION_TWICE).with("id", &self.id);
                    return Err(diagnostic.with("position", position).at(format!("/credits/{at}/position")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shares: all declared or none; each above 0, together exactly 1.
    fn check_shares(&self) -> Result<(), Diagnostic> {
        let Some(first) = self.credits.iter().find_map(|credit| credit.share.as_ref()) else {
            return Ok(());
        };
        let mut sum = Fraction::ZERO;
        for (at, credit) in self.credits.iter().enumerate() {
            let Some(share) = &credit.share else {
                let diagnostic = Diagnostic::new(Code::SHARES_PARTLY).with("id", &self.id);
                return Err(diagnostic
                    .with("to", &credit.to)
                    .with("share", first)
                    .at(format!("/credits/{at}")));
            };
            if *share <= Fraction::ZERO {
                return Err(outside("`share`", share, "above 0").at(format!("/credits/{at}/share")));
            }
            sum.accumulate(share);
        }
        if sum != Fraction::ONE {
            let diagnostic = Diagnostic::new(Code::SHARES_SUM).with("id", &self.id).with("sum", sum);
            return Err(diagnostic.at("/credits"));
        }
        Ok(())
    }

    /// Who verified it, and whether its status says the same.
    fn check_status(&self) -> Result<(), Diagnostic> {
        match (self.status, &self.verified_by) {
            (Some(Status::Verified), None) => {
                return Err(Diagnostic::new(Code::NEEDS_VERIFIER).with("id", &self.id).at("/status"));
            }
            (Some(Status::Claimed), Some(by)) => {
                let diagnostic = Diagnostic::new(Code::STATUS_CONTRADICTS).with("id", &self.id);
                return Err(diagnostic.with("by", by).at("/status"));
            }
            _ => {}
        }
        match &self.verified_by {
            Some(by) if self.credits.iter().any(|credit| credit.to == *by) => {
                Err(not_independent(&self.id, by, "it is credited to them", "/verified_by"))
            }
            _ => Ok(()),
        }
    }
}

fn outside(what: impl std::fmt::Display, value: impl std::fmt::Display, bounds: &str) -> Diagnostic {
    Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value).with("bounds", bounds)
}
