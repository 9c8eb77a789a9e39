//! Who belongs to the best share of a group, chosen so that few of those chosen do not: by scores and the errors that the
//! scheme's source of error gives.

use std::collections::BTreeMap;

use super::Standings;
use crate::error::Error;
use crate::num::{Exact, Fraction, Real, Rounding};
use crate::ranking::{Estimates, TopChoice, TopShare, top_share};
use crate::text::Id;

/// Of each member whose error is known, whether they are chosen; none where they tie with others for a place.
pub(crate) type Chosen = BTreeMap<Id, Option<bool>>;

impl Standings {
    /// The choice for the top `share` of each group, of which at most `false_share` is expected not to belong to it.
    ///
    /// # Errors
    /// As [`Standings::certainty`] and [`top_share`].
    pub(crate) fn top_share(&self, share: &Fraction, false_share: &Fraction) -> Result<Chosen, Error> {
        let mut chosen = Chosen::new();
        let options = TopShare::default().share(nearest(share)?).false_share(nearest(false_share)?);
        self.tops(&options, |members, choice| {
            let state = |at: &usize| (!choice.tied().contains(at)).then(|| choice.chosen().contains(at));
            chosen.extend(members.iter().enumerate().map(|(at, id)| (id.clone(), state(&at))));
            Ok(())
        })?;
        Ok(chosen)
    }

    /// How likely each member whose error is known is to belong to the top `share` of the group, rounded to twelve places; 0 where the errors
    /// tell the group's members not apart at all.
    ///
    /// # Errors
    /// As [`Standings::certainty`] and [`top_share`].
    pub(crate) fn likely(&self, share: &Fraction) -> Result<BTreeMap<Id, Fraction>, Error> {
        let mut likely = BTreeMap::new();
        self.tops(&TopShare::default().share(nearest(share)?), |members, choice| {
            for (id, v) in members.iter().zip(choice.probabilities()) {
                let v = if choice.tells_apart() { v.round(12, Rounding::HalfEven)? } else { Exact::ZERO };
                likely.insert(id.clone(), Fraction::from(v));
            }
            Ok(())
        })?;
        Ok(likely)
    }

    /// Goes through the groups whose members' scores and errors are known.
    fn tops(
        &self,
        options: &TopShare,
        mut found: impl FnMut(&[Id], &TopChoice) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for group in self.certainty()?.groups() {
            let Ok(sure) = group.sure() else { continue };
            let errors: Option<Vec<f64>> =
                sure.iter().map(|own| own.standard_error().map(Real::get)).collect();
            let scores = group.members().iter().map(|id| self.of(id.as_str())?.score());
            let (Some(errors), Some(scores)) = (errors, scores.collect::<Option<Vec<_>>>()) else { continue };
            let scores: Vec<f64> = scores.into_iter().map(nearest).collect::<Result<_, _>>()?;
            found(group.members(), &top_share(&Estimates::new(&scores, &errors)?, options)?)?;
        }
        Ok(())
    }
}

fn nearest(value: &Fraction) -> Result<f64, Error> {
    Ok(Real::nearest(value)?.get())
}
