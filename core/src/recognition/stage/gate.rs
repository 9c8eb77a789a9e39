//! Gates: what excludes or holds somebody before a stage's rule is asked.

use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::decision::State;
use crate::recognition::policy::document::{Effect, Gate, Stage};
use crate::recognition::reason::Reason;
use crate::trace::Key;

/// What the gates of a stage do.
pub(super) enum Stopped<'a> {
    /// Nothing; the readings are kept.
    No(Vec<Reason>),
    /// One of them closes, or cannot be told.
    By(Option<&'a Gate>, Box<Outcome>),
}

/// Asks the gates. One that excludes comes before one that holds, and both before one that is not known.
pub(super) fn ask<'a>(
    stage: &'a Stage,
    reader: &Reader<'_>,
    of: Subject<'_>,
    released: &dyn Fn(&Gate) -> bool,
) -> Stopped<'a> {
    let (mut reasons, mut unknown) = (Vec::new(), Vec::new());
    let mut holding = None;
    for gate in stage.gates.iter().filter(|gate| !released(gate)) {
        let mut own = Vec::new();
        let truth = gate.when.evaluate(reader, of, &mut own);
        reasons.extend(own.into_iter().map(|reason| reason.cited(&gate.cite)));
        match truth {
            Truth::Met if gate.then == Effect::Exclude => {
                reasons.push(closed(gate, Key::GATE_EXCLUDES));
                return stopped(gate, State::Excluded(gate.id.clone()), reasons);
            }
            Truth::Met => holding = holding.or(Some(gate)),
            Truth::Failed => {}
            other => unknown.push(other),
        }
    }
    if let Truth::Unknown(missing) = Truth::all(unknown) {
        return Stopped::By(None, Box::new(Outcome::unknown(missing, reasons)));
    }
    match holding {
        Some(gate) => {
            reasons.push(closed(gate, Key::GATE_HOLDS));
            stopped(gate, State::Held(gate.id.clone()), reasons)
        }
        None => Stopped::No(reasons),
    }
}

fn stopped(gate: &Gate, state: State, reasons: Vec<Reason>) -> Stopped<'_> {
    Stopped::By(Some(gate), Box::new(Outcome::new(state, reasons)))
}

fn closed(gate: &Gate, key: Key) -> Reason {
    Reason::new(key, [("gate", (&gate.label).into())]).cited(&gate.cite)
}
