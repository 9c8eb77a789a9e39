//! Settling: what the caps and the decay of a scheme make of everything one contributor earned.

use super::event::Source;
use super::view::Assessor;
use crate::contribution::scheme::Model;
use crate::contribution::scheme::caps::Capped;
use crate::contribution::scheme::document::Order;
use crate::date::Date;
use crate::num::Fraction;

/// One contributor's part in one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) source: Source,
    /// Who vouches for it, as the view numbers them: kept here, because looking it up event by event in the order of kinds is slow.
    pub(crate) assessor: Option<Assessor>,
    /// The kind's place in the scheme.
    pub(crate) kind: u32,
    pub(crate) day: Date,
    /// What decay leaves of it.
    pub(crate) left: Fraction,
    /// What it earned, and in the end what it counts.
    pub(crate) points: Fraction,
    /// Whether it is contested, so that it counts neither way.
    pub(crate) disputed: bool,
}

impl Capped for Line {
    fn day(&self) -> Date {
        self.day
    }

    fn left(&self) -> &Fraction {
        &self.left
    }

    fn points(&mut self) -> &mut Fraction {
        &mut self.points
    }
}

/// What happens to points on their way to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The cap at this place of a kind's own, by the kind's place.
    Cap { kind: u32, cap: usize },
    /// The cap at this place of those over several kinds.
    Shared(usize),
    /// Decay.
    Decay,
}

/// Brings the lines of one contributor from what they earned to what they count; `note` sees them after each stage that
/// may have changed something. The lines come sorted by kind; beyond that their order changes nothing.
pub(crate) fn settle(model: &Model, lines: &mut [Line], mut note: impl FnMut(Stage, &[Line])) {
    let decays = |lines: &mut [Line]| {
        for line in lines {
            if line.left != Fraction::ONE {
                line.points = line.points.mul(&line.left);
            }
        }
    };
    if model.order == Order::DecayThenCap {
        decays(lines);
        note(Stage::Decay, lines);
        // what has decayed is all there is: caps look at no ages
        lines.iter_mut().for_each(|line| line.left = Fraction::ONE);
    }
    for (kind, own) in (0_u32..).zip(&model.kinds) {
        let first = lines.partition_point(|line| line.kind < kind);
        let last = lines.partition_point(|line| line.kind <= kind);
        for cap in 0..if first < last { own.caps.len() } else { 0 } {
            if let (Some(own), Some(under)) = (own.caps.get(cap), lines.get_mut(first..last)) {
                own.cut(under.iter_mut());
                note(Stage::Cap { kind, cap }, lines);
            }
        }
    }
    for (at, shared) in model.caps.iter().enumerate() {
        let held =
            |kind: u32| usize::try_from(kind).ok().and_then(|kind| shared.holds.get(kind)) == Some(&true);
        if lines.iter().any(|line| held(line.kind)) {
            shared.cap.cut(lines.iter_mut().filter(|line| held(line.kind)));
            note(Stage::Shared(at), lines);
        }
    }
    if model.order == Order::CapThenDecay {
        decays(lines);
        note(Stage::Decay, lines);
    }
}
