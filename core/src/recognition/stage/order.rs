//! What the places of a quota are filled by: points, as laws have it; how likely each is to belong to the top share, where a law leaves
//! the choice free; or people alone.

use std::collections::BTreeMap;

use super::limit::Limit;
use crate::num::{Fraction, Rounding};
use crate::pack::Open;
use crate::recognition::board::{Reader, Subject};
use crate::recognition::policy::document::{Quota, Selection, Within};
use crate::recognition::quota::{Candidate, Placed, Tie, select, surest};
use crate::recognition::reason::{Reason, Word};
use crate::text::Id;
use crate::trace::Key;

/// What makes the order.
pub(super) enum Order<'a> {
    /// The points of the first of these stages that gives any.
    Points(&'a [Id]),
    /// How likely each is to belong to the top share; of those chosen no more may be expected not to belong to it.
    Sure { likely: Option<&'a BTreeMap<Id, Fraction>>, share: Fraction, most: Fraction },
    /// Nobody is before anybody.
    People,
}

impl Quota {
    pub(super) fn order<'a>(&'a self, reader: &Reader<'a>) -> Result<Order<'a>, Open> {
        Ok(match &self.selection {
            None => Order::Points(&self.by),
            Some(Selection::People) => Order::People,
            Some(Selection::TopShare(top)) => {
                let (share, most) = (reader.numbers.get(&top.share)?, reader.numbers.get(&top.false_share)?);
                Order::Sure { likely: reader.tops.likely.get(&share), share, most }
            }
        })
    }
}

impl Order<'_> {
    /// What puts somebody in the order, or what of it is not known.
    pub(super) fn of(&self, reader: &Reader<'_>, of: Subject<'_>) -> Result<Fraction, Id> {
        match self {
            Self::Points(by) => {
                let points = reader.as_released(|| by.iter().find_map(|stage| reader.points(of, stage)));
                points.ok_or_else(|| by.first().map_or_else(|| Id::fixed("points"), Clone::clone))
            }
            Self::Sure { likely, .. } => {
                let own = likely.and_then(|all| all.get(of.id)).cloned();
                own.ok_or_else(|| Id::fixed("certainty"))
            }
            Self::People => Ok(Fraction::ZERO),
        }
    }

    /// Who takes the places.
    pub(super) fn select(
        &self,
        candidates: &[Candidate],
        limits: &[(Within, u32)],
    ) -> (Vec<Placed>, Vec<Tie>) {
        match self {
            Self::Sure { most, .. } => (surest(candidates, limits, most), Vec::new()),
            Self::Points(_) | Self::People => select(candidates, limits),
        }
    }

    /// How somebody was placed, in a sentence.
    pub(super) fn reason(&self, placed: Placed, points: &Fraction, limit: &Limit) -> Reason {
        let key = match (self, placed) {
            (_, Placed::Gone(_)) | (Self::People, Placed::Over(_) | Placed::Unsure) => Key::PLACE_GONE,
            (Self::Points(_), Placed::In) => Key::PLACE_TAKEN,
            (Self::Points(_), Placed::Over(_) | Placed::Unsure) => Key::PLACE_OVER,
            (Self::Points(_), Placed::Tied(_)) => Key::PLACE_TIED,
            (Self::Sure { .. }, Placed::In) => Key::PLACE_SURE,
            (Self::Sure { .. }, Placed::Over(_) | Placed::Tied(_)) => Key::PLACE_LESS_SURE,
            (Self::Sure { .. }, Placed::Unsure) => Key::PLACE_UNSURE,
            (Self::People, Placed::In) => Key::PLACE_ROOM,
            (Self::People, Placed::Tied(_)) => Key::PLACE_BY_PEOPLE,
        };
        let mut args: Vec<(&'static str, Word)> = match self {
            _ if key == Key::PLACE_GONE => Vec::new(),
            Self::Points(_) => vec![("points", points.into())],
            Self::Sure { share, .. } => {
                // as sure as is told: four places are enough for people
                let told =
                    points.round(4, Rounding::HalfEven).map_or_else(|_| points.clone(), Fraction::from);
                vec![("points", told.into()), ("share", share.into())]
            }
            Self::People => Vec::new(),
        };
        args.extend([
            ("within", limit.shown().into()),
            ("places", limit.places.into()),
            ("base", limit.good.saturating_add(limit.candidates).into()),
        ]);
        let mut reason = Reason::new(key, []).held(placed.holds()).cited(&limit.cite);
        reason.args = args;
        reason
    }
}
