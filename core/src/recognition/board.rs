//! The results of stages as they come, and what a rule may read of them and of the facts.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Missing, Truth};
use super::decision::State;
use super::driving::Driving;
use super::facts::document::{Decided, Person, Unit, Year};
use super::facts::{Inner as Facts, Value};
use super::policy::coded::{Choice, Coded};
use super::policy::document::{Body, Scope, Stage};
use super::reason::{Reason, Word};
use super::round::Round;
use crate::contribution::roster::Spell;
use crate::contribution::{Certainty, Chosen};
use crate::date::Date;
use crate::num::Fraction;
use crate::pack::{Amount, Open, Quantity, Values};
use crate::text::{Id, Text};

/// What a stage came to for one person or unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) state: State,
    pub(crate) points: Option<Fraction>,
    pub(crate) level: Option<Id>,
    /// Whether it came out well; none where that is not known, or waits.
    pub(crate) holds: Option<bool>,
    pub(crate) missing: BTreeSet<Missing>,
    pub(crate) reasons: Vec<Reason>,
    /// It rests on something that nobody decided yet.
    pub(crate) provisional: bool,
    /// A competent person decided it.
    pub(crate) decided: Option<Decided>,
    /// Whom it ties with at the line: its place among the ties of the stage.
    pub(crate) tie: Option<usize>,
    /// Held, and its place is kept.
    pub(crate) reserved: bool,
    /// What it would be, were what it waits for released.
    pub(crate) would: Option<Box<Self>>,
    /// Whether what it waits for keeps its place, here and in the quotas that read it.
    pub(crate) keeps: bool,
    /// What it awards: an achievement of a single occasion.
    pub(crate) achievement: Option<Id>,
    /// The same for further achievements.
    pub(crate) more: Vec<Self>,
    /// The day of the event that drives it.
    pub(crate) event: Option<Date>,
    /// The breach it is about.
    pub(crate) breach: Option<Id>,
    /// The gate that stopped it still counts it in the base of quotas, and in groups of similar duties.
    pub(crate) counted: (bool, bool),
}

impl Outcome {
    pub(crate) fn new(state: State, reasons: Vec<Reason>) -> Self {
        Self {
            state,
            points: None,
            level: None,
            holds: None,
            missing: BTreeSet::new(),
            reasons,
            provisional: false,
            decided: None,
            tie: None,
            reserved: false,
            would: None,
            keeps: false,
            achievement: None,
            more: Vec::new(),
            event: None,
            breach: None,
            counted: (true, true),
        }
    }

    /// Something is not known.
    pub(crate) fn unknown(missing: BTreeSet<Missing>, reasons: Vec<Reason>) -> Self {
        Self { missing, ..Self::new(State::InsufficientEvidence, reasons) }
    }

    pub(crate) fn points(points: Fraction, reasons: Vec<Reason>) -> Self {
        Self { points: Some(points), ..Self::new(State::None, reasons) }
    }

    pub(crate) fn level(level: Id, reasons: Vec<Reason>) -> Self {
        Self { level: Some(level), ..Self::new(State::None, reasons) }
    }

    /// Whether a rule stops it, here or further up: there is nothing of it to decide until that is over.
    pub(crate) const fn is_stopped(&self) -> bool {
        matches!(self.state, State::Excluded(_) | State::Held(_)) || self.would.is_some()
    }

    /// Of what takes everything to hold.
    pub(crate) fn of(truth: Truth, well: State, reasons: Vec<Reason>) -> Self {
        match truth {
            Truth::Met => Self { holds: Some(true), ..Self::new(well, reasons) },
            Truth::Failed => Self { holds: Some(false), ..Self::new(State::None, reasons) },
            Truth::Unknown(missing) => Self::unknown(missing, reasons),
        }
    }
}

/// The numbers of the rules on the driving day.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(pub(crate) Values);

impl Numbers {
    pub(crate) fn get(&self, quantity: &Quantity) -> Amount {
        self.0.amount(quantity)
    }

    pub(crate) fn choice<T: Choice>(&self, coded: &Coded<T>) -> Result<T, Open> {
        match coded {
            Coded::Said(choice) => Ok(*choice),
            Coded::Parameter(reference) => {
                let number = self.get(&Quantity::Parameter(reference.clone()))?;
                Coded::of(&number).ok_or_else(|| Open::of(reference.parameter.clone()))
            }
        }
    }
}

/// Somebody a stage is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) id: &'a Id,
    pub(crate) person: Option<&'a Person>,
    pub(crate) unit: Option<&'a Unit>,
    /// Where a person was at the end of the period.
    pub(crate) spell: Option<&'a Spell>,
}

impl<'a> Subject<'a> {
    pub(crate) fn years(&self) -> &'a [Year] {
        match (self.person, self.unit) {
            (Some(person), _) => &person.years,
            (_, Some(unit)) => &unit.years,
            _ => &[],
        }
    }

    pub(crate) fn is_head(&self) -> bool {
        self.spell.is_some_and(|spell| spell.head)
    }

    pub(crate) fn home(&self) -> Option<&'a Id> {
        self.spell.and_then(|spell| spell.unit.as_ref())
    }
}

/// Where a person was at the end of a round's period: the last spell that touches it.
pub(crate) fn last_spell<'a>(person: &'a Person, round: &Round) -> Option<&'a Spell> {
    let within =
        |spell: &&Spell| spell.from <= round.until && spell.until.is_none_or(|until| until >= round.from);
    person.spells.iter().rfind(within)
}

/// The results so far, stage by stage in the pack's order.
pub(crate) type Board = Vec<BTreeMap<Id, Outcome>>;

/// What standings say of top shares.
#[derive(Debug, Default)]
pub(crate) struct Tops {
    /// Who is chosen, by the share and the share of false choices.
    pub(crate) chosen: BTreeMap<(Fraction, Fraction), Chosen>,
    /// How likely each is to belong to it, by the share.
    pub(crate) likely: BTreeMap<Fraction, BTreeMap<Id, Fraction>>,
}

/// What a rule may read.
pub(crate) struct Reader<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) body: &'a Body,
    pub(crate) board: &'a Board,
    /// The numbers that hold for the stage, or for the event that is read of.
    pub(crate) numbers: &'a Numbers,
    /// Those of every day.
    pub(crate) driving: &'a Driving,
    pub(crate) round: &'a Round,
    /// Whom the pack is for, by the name of their employment.
    pub(crate) status: Option<&'a Id>,
    /// How sure ranks are, where standings were given.
    pub(crate) certainty: Option<&'a Certainty>,
    /// What standings say of top shares.
    pub(crate) tops: &'a Tops,
    /// Whether something was read that nobody decided.
    pub(crate) undecided: Cell<bool>,
    /// Whether something was read that waits, and then whether its place is kept.
    pub(crate) waits: Cell<Option<bool>>,
    /// Whether what waits is read as it would be, were it released.
    pub(crate) released: Cell<bool>,
}

impl<'a> Reader<'a> {
    /// A person as of the end of the period: the last spell that touches it.
    pub(crate) fn of_person(&self, person: &'a Person) -> Subject<'a> {
        let spell = last_spell(person, self.round);
        Subject { id: &person.id, person: Some(person), unit: None, spell }
    }

    pub(crate) fn of_unit(&self, unit: &'a Unit) -> Subject<'a> {
        Subject { id: &unit.id, person: None, unit: Some(unit), spell: None }
    }

    /// Whether the pack is for somebody employed so.
    fn is_for(&self, spell: &Spell) -> bool {
        spell.status.is_staff() && self.status.is_none_or(|status| status.as_str() == spell.status.name())
    }

    /// The people the pack is for.
    pub(crate) fn people(&self) -> impl Iterator<Item = Subject<'a>> {
        let all = self.facts.document.people.iter().map(|person| self.of_person(person));
        all.filter(|one| one.spell.is_some_and(|spell| self.is_for(spell)))
    }

    /// Those a stage is about, in the order of their ids.
    pub(crate) fn subjects(&self, stage: &Stage) -> Vec<Subject<'a>> {
        if stage.of == Scope::Units {
            return self.facts.document.units.iter().map(|unit| self.of_unit(unit)).collect();
        }
        let wanted = |one: &Subject<'a>| {
            let scope = match stage.of {
                Scope::Staff => !one.is_head(),
                Scope::Heads => one.is_head(),
                Scope::People | Scope::Units => true,
            };
            let spell = |spell: &Spell| {
                (stage.status.is_empty() || stage.status.contains(&spell.status))
                    && (stage.role.is_empty()
                        || spell.role.as_ref().is_some_and(|role| stage.role.contains(role)))
            };
            scope && one.spell.is_some_and(spell)
        };
        self.people().filter(wanted).collect()
    }

    /// The members of a unit at the end of the period.
    pub(crate) fn members(&self, unit: &Id) -> Vec<Subject<'a>> {
        self.people().filter(|one| one.home() == Some(unit)).collect()
    }

    pub(crate) fn head_of(&self, of: Subject<'a>) -> Option<Subject<'a>> {
        let unit = of.unit.map(|unit| &unit.id).or_else(|| of.home())?;
        self.people().find(|one| one.is_head() && one.home() == Some(unit))
    }

    pub(crate) fn unit_of(&self, of: Subject<'a>) -> Option<Subject<'a>> {
        match of.unit {
            Some(_) => Some(of),
            None => self.facts.unit(of.home()?).map(|unit| self.of_unit(unit)),
        }
    }

    /// The unit that the facts call the whole.
    pub(crate) fn whole(&self) -> Option<Subject<'a>> {
        self.facts.document.units.iter().find(|unit| unit.whole).map(|unit| self.of_unit(unit))
    }

    /// A fact of the policy's schema.
    pub(crate) fn fact(&self, of: Subject<'a>, fact: &Id) -> Option<&'a Value> {
        match (of.person, of.unit) {
            (Some(person), _) => person.facts.get(fact),
            (_, Some(unit)) => unit.facts.get(fact),
            _ => None,
        }
    }

    /// The place of a stage; references were checked when the policy was loaded.
    pub(crate) fn place(&self, stage: &Id) -> Option<usize> {
        self.body.stages.iter().position(|own| own.id == *stage)
    }

    /// What a stage came to for somebody. Reading what nobody decided is noted, and so is reading what waits.
    pub(crate) fn outcome(&self, of: &Id, stage: &Id) -> Option<&'a Outcome> {
        let place = self.place(stage)?;
        let outcome = self.board.get(place)?.get(of)?;
        let open = self.body.decides(place) && outcome.decided.is_none() && !outcome.is_stopped();
        if outcome.provisional || open {
            self.undecided.set(true);
        }
        let Some(would) = &outcome.would else { return Some(outcome) };
        self.waits.set(Some(outcome.keeps || self.waits.get() == Some(true)));
        Some(if self.released.get() { would } else { outcome })
    }

    /// Reads what waits as it would be, were it released.
    pub(crate) fn as_released<T>(&self, read: impl FnOnce() -> T) -> T {
        let before = self.released.replace(true);
        let found = read();
        self.released.set(before);
        found
    }

    /// Reads by the numbers of another day; what is noted on the way is noted here as well.
    pub(crate) fn on<T>(&self, day: Date, read: impl FnOnce(&Self) -> T) -> T {
        let numbers = self.driving.on(day).unwrap_or(self.numbers);
        let (undecided, waits) = (self.undecided.clone(), self.waits.clone());
        let other = Self { numbers, undecided, waits, released: self.released.clone(), ..*self };
        let found = read(&other);
        self.undecided.set(other.undecided.get());
        self.waits.set(other.waits.get());
        found
    }

    /// Forgets what was noted, before somebody else is asked about.
    pub(crate) fn begin(&self) {
        self.undecided.set(false);
        self.waits.set(None);
    }

    pub(crate) fn points(&self, of: Subject<'a>, stage: &Id) -> Option<Fraction> {
        self.outcome(of.id, stage)?.points.clone()
    }

    /// Whether a stage came out at one of these levels, and at which it did.
    pub(crate) fn level(&self, of: Subject<'a>, stage: &Id, among: &[Id]) -> (Truth, String) {
        match self.outcome(of.id, stage) {
            None => (Truth::missing(of.id, stage), "?".to_owned()),
            Some(outcome) => match (&outcome.level, &outcome.state) {
                // equals at the line wait for people to settle
                _ if outcome.tie.is_some() => (Truth::missing(of.id, stage), "?".to_owned()),
                (Some(level), _) => (Truth::of(among.contains(level)), level.to_string()),
                (None, State::Excluded(_)) => (Truth::Failed, "–".to_owned()),
                (None, State::InsufficientEvidence) => {
                    (Truth::Unknown(outcome.missing.clone()), "?".to_owned())
                }
                _ => (Truth::missing(of.id, stage), "?".to_owned()),
            },
        }
    }

    /// Whether a stage came out well.
    pub(crate) fn holds(&self, of: Subject<'a>, stage: &Id) -> Truth {
        match self.outcome(of.id, stage) {
            None => Truth::missing(of.id, stage),
            Some(outcome) => match (outcome.holds, &outcome.state) {
                (Some(holds), _) => Truth::of(holds),
                (None, State::Excluded(_)) => Truth::Failed,
                (None, State::InsufficientEvidence) => Truth::Unknown(outcome.missing.clone()),
                _ => Truth::missing(of.id, stage),
            },
        }
    }

    /// The best and the worst rank that the standings leave possible.
    pub(crate) fn rank_set(&self, of: &Id) -> Option<(Fraction, Fraction)> {
        let sure = self.certainty?.of(of.as_str())?;
        let set = sure.simultaneous.unwrap_or(sure.marginal);
        let rank = |rank: usize| Fraction::from(u32::try_from(rank).unwrap_or(u32::MAX));
        Some((rank(set.lower()), rank(set.upper())))
    }

    pub(crate) fn label(&self, stage: &Id) -> Word {
        let own = self.body.stages.iter().find(|own| own.id == *stage);
        own.map_or_else(|| stage.into(), |own| (&own.label).into())
    }
}

impl Body {
    /// What people call a fact, a stage or a level.
    pub(crate) fn word(&self, id: &Id) -> Option<&Text> {
        let stage = || self.stages.iter().find(|stage| stage.id == *id).map(|stage| &stage.label);
        let level = || self.levels.iter().find(|level| level.id == *id).map(|level| &level.label);
        self.facts.labels.get(id).or_else(stage).or_else(level)
    }

    /// What people call a level.
    pub(crate) fn level_label(&self, level: &Id) -> Word {
        let own = self.levels.iter().find(|own| own.id == *level);
        own.map_or_else(|| level.into(), |own| (&own.label).into())
    }
}
