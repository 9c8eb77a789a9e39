//! How contributions stand on a day: what was recorded, verified, contested or reversed by then, and nothing later.

use super::links::Target;
use super::record::{Dispute, Settlement, Status};
use super::symbol::place;
use super::{Inner, Ledger};
use crate::date::Date;
use crate::text::Id;

/// How a contribution stands on a day. What comes later here outweighs what comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Somebody says so.
    Claimed,
    /// Somebody else confirmed it.
    Verified,
    /// Somebody contests it: it counts neither way.
    Disputed,
    /// It counts no more: reversed, corrected by another, or contested with success.
    Reversed,
    /// The ledger did not know of it yet.
    NotYet,
}

impl From<Status> for State {
    fn from(status: Status) -> Self {
        match status {
            Status::Claimed => Self::Claimed,
            Status::Verified => Self::Verified,
            Status::Disputed => Self::Disputed,
            Status::Reversed => Self::Reversed,
        }
    }
}

impl Dispute {
    /// What it makes of its target on a day.
    fn effect(&self, as_of: Date) -> Option<State> {
        if self.on > as_of {
            return None;
        }
        match self.settled.as_ref().filter(|settled| settled.on <= as_of).map(|settled| settled.outcome) {
            None => Some(State::Disputed),
            Some(Settlement::Upheld) => Some(State::Reversed),
            Some(Settlement::Dismissed) => None,
        }
    }
}

impl Inner {
    /// How each contribution stands on a day, aligned with the contributions.
    pub(crate) fn states(&self, as_of: Date) -> Vec<State> {
        let of = |entry: &super::Entry| match entry.recorded > as_of {
            true => State::NotYet,
            false => State::from(entry.status),
        };
        let mut states: Vec<State> = self.contributions.iter().map(of).collect();
        for (record, target) in self.verifications.iter().zip(&self.links.verifications) {
            if record.on <= as_of {
                raise(&mut states, *target, State::Verified);
            }
        }
        for (target, state) in self.contested(as_of) {
            raise(&mut states, target, state);
        }
        for target in self.replaced(&states) {
            raise(&mut states, target, State::Reversed);
        }
        states
    }

    /// What is reversed or contested on a day, contributions and assignments alike.
    pub(super) fn contested(&self, as_of: Date) -> impl Iterator<Item = (Target, State)> {
        let reversed = self.reversals.iter().zip(&self.links.reversals);
        let reversed = reversed
            .filter(move |(record, _)| record.on <= as_of)
            .map(|(_, target)| (*target, State::Reversed));
        let disputed = self.disputes.iter().zip(&self.links.disputes);
        reversed.chain(disputed.filter_map(move |(record, target)| Some((*target, record.effect(as_of)?))))
    }

    /// What stands corrected, given how everything else stands. A correction that is itself reversed corrects nothing; one that was corrected
    /// in turn has been stood in for, and so has all that came before it.
    fn replaced(&self, states: &[State]) -> Vec<Target> {
        let corrections = &self.links.corrections;
        let mut seen = vec![false; corrections.len()];
        let mut replaced = Vec::new();
        for (start, (at, _)) in corrections.iter().enumerate() {
            if states.get(place(*at)).is_none_or(|state| *state >= State::Reversed) {
                continue;
            }
            let mut next = Some(start);
            while let Some((step, (_, target))) = next.and_then(|step| Some((step, corrections.get(step)?))) {
                match seen.get_mut(step) {
                    Some(seen) if !*seen => *seen = true,
                    _ => break,
                }
                replaced.push(*target);
                next = match target {
                    Target::Contribution(at) => corrections.binary_search_by_key(at, |(from, _)| *from).ok(),
                    _ => None,
                };
            }
        }
        replaced
    }
}

/// Lets a state outweigh the one before.
fn raise(states: &mut [State], target: Target, state: State) {
    if let Target::Contribution(at) = target
        && let Some(current) = states.get_mut(place(at))
    {
        *current = state.max(*current);
    }
}

impl Ledger {
    /// How each contribution stands on a day, in the order of ids.
    pub fn states(&self, as_of: Date) -> impl Iterator<Item = (&Id, State)> {
        self.0.contributions.iter().map(|entry| &entry.id).zip(self.0.states(as_of))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{id, january, ledger, work};
    use super::super::record::{Contribution, Credit, Record, Reversal, Verification};
    use super::*;
    use crate::date::Period;

    fn states(records: &[Record], day: u32) -> String {
        let state = |(name, state): (&Id, State)| {
            let sign = match state {
                State::Claimed => "claimed",
                State::Verified => "verified",
                State::Disputed => "disputed",
                State::Reversed => "reversed",
                State::NotYet => "-",
            };
            format!("{name} {sign}")
        };
        ledger(records.to_vec()).states(january(day)).map(state).collect::<Vec<_>>().join(", ")
    }

    #[track_caller]
    fn check(records: &[Record], expect: &[(u32, &str)]) {
        for (day, expect) in expect {
            assert_eq!(states(records, *day), *expect, "on {day} January");
        }
    }

    #[test]
    fn what_is_recorded_later_is_not_known_yet() {
        let late = work("a", 3).recorded(january(6)).verified_by(id("v"));
        check(&[late.into()], &[(3, "a -"), (5, "a -"), (6, "a verified")]);
        let over = Contribution::new(id("a"), january(1), id("story"));
        let over = over.over(Period::new(Some(january(2)), Some(january(9))).unwrap());
        let over = over.credit(Credit::new(id("p")));
        check(&[over.into()], &[(2, "a -"), (8, "a -"), (9, "a claimed")]);
    }

    #[test]
    fn verified_from_the_day_it_was() {
        let verified = Verification::new(id("v1"), id("a"), january(5), id("v"));
        check(&[work("a", 3).into(), verified.into()], &[(4, "a claimed"), (5, "a verified")]);
    }

    #[test]
    fn a_dispute_counts_while_it_lasts() {
        let dispute = || Dispute::new(id("d"), id("a"), january(5));
        let work = || Record::from(work("a", 3).verified_by(id("v")));
        check(&[work(), dispute().into()], &[(4, "a verified"), (5, "a disputed"), (31, "a disputed")]);
        let dismissed = dispute().settled(january(8), Settlement::Dismissed);
        check(&[work(), dismissed.into()], &[(5, "a disputed"), (7, "a disputed"), (8, "a verified")]);
        let upheld = dispute().settled(january(8), Settlement::Upheld);
        check(&[work(), upheld.into()], &[(4, "a verified"), (7, "a disputed"), (8, "a reversed")]);
    }

    #[test]
    fn a_reversal_outweighs_all_else() {
        let reversal = Reversal::new(id("r"), id("a"), january(6), id("v"), "counted twice");
        let dispute = Dispute::new(id("d"), id("a"), january(5));
        let verified = Verification::new(id("v1"), id("a"), january(7), id("v"));
        check(
            &[work("a", 3).into(), reversal.into(), dispute.into(), verified.into()],
            &[(5, "a disputed"), (6, "a reversed"), (7, "a reversed")],
        );
        check(&[work("a", 3).status(Status::Reversed).into()], &[(3, "a reversed")]);
        check(&[work("a", 3).status(Status::Disputed).into()], &[(3, "a disputed")]);
    }

    #[test]
    fn a_correction_stands_in_from_the_day_it_was_recorded() {
        let records = [work("a", 3).into(), work("b", 3).recorded(january(5)).corrects(id("a")).into()];
        check(&records, &[(4, "a claimed, b -"), (5, "a reversed, b claimed")]);
    }

    #[test]
    fn a_reversed_correction_corrects_nothing_but_a_corrected_one_does() {
        let mut records: Vec<Record> = vec![
            work("a", 3).into(),
            work("b", 3).recorded(january(5)).corrects(id("a")).into(),
            work("c", 3).recorded(january(7)).corrects(id("b")).into(),
        ];
        check(&records, &[(5, "a reversed, b claimed, c -"), (7, "a reversed, b reversed, c claimed")]);
        records.push(Reversal::new(id("r"), id("c"), january(9), id("v"), "wrong").into());
        check(&records, &[(9, "a reversed, b claimed, c reversed")]);
        records.push(Reversal::new(id("s"), id("b"), january(9), id("v"), "wrong").into());
        check(
            &records,
            &[(8, "a reversed, b reversed, c claimed"), (9, "a claimed, b reversed, c reversed")],
        );
    }

    #[test]
    fn what_is_about_something_elsewhere_changes_nothing_here() {
        let strange = Reversal::new(id("r"), id("elsewhere"), january(3), id("v"), "wrong");
        check(&[work("a", 3).into(), strange.into()], &[(3, "a claimed")]);
    }
}
