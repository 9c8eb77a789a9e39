//! What points come from: pieces done of those assigned, failures, delays, and facts that are added up. By how much one of them would have to
//! differ for points that flip a result is solved on the exact lane; that it flips is found by deciding again.

use super::points::no_less;
use super::{Change, Flip, Tries, Try};
use crate::num::{Exact, Fraction};
use crate::recognition::board::Numbers;
use crate::recognition::decision::Decision;
use crate::recognition::decisions::Decisions;
use crate::recognition::facts::document::{Line, Person, Stretch};
use crate::recognition::facts::{FactType, Value};
use crate::recognition::policy::document::{Rule, Score, Share};
use crate::text::Id;

/// The points that are wanted, and what they come from.
struct Wanted<'a> {
    score: &'a Score,
    numbers: &'a Numbers,
    /// How many more, or less.
    by: Fraction,
}

/// Makes facts in which the person differs in one thing.
type Set<'a> = dyn Fn(&dyn Fn(&mut Person)) -> Change + 'a;

/// A number of a line that is changed.
#[derive(Clone, Copy)]
enum Part {
    Done,
    Failures,
    Delays,
}

impl Part {
    const ALL: [Self; 3] = [Self::Done, Self::Failures, Self::Delays];

    const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failures => "failures",
            Self::Delays => "delays",
        }
    }
}

impl Decisions {
    /// What the points of a flip could come from: of pieces done, of failures, of delays and of each fact the least change.
    pub(super) fn worked(&self, decision: &Decision, flip: &Flip) -> Vec<Tries> {
        let body = &self.0.policy.0.body;
        let place = body.stages.iter().position(|stage| stage.id == flip.what);
        let (Some(place), Some(by)) = (place, flip.by.clone()) else { return Vec::new() };
        let stage = body.stages.get(place).map(|stage| &stage.rule);
        let (Some(Rule::Score(score)), Some(numbers)) = (stage, self.0.driving.stage(place)) else {
            return Vec::new();
        };
        let wanted = Wanted { score, numbers, by };
        let document = &self.0.facts.0.document;
        let at = document.people.iter().position(|one| one.id == *decision.subject());
        let Some((at, person)) = at.and_then(|at| Some((at, document.people.get(at)?))) else {
            return Vec::new();
        };
        let set = |change: &dyn Fn(&mut Person)| {
            let mut changed = document.clone();
            changed.people.get_mut(at).into_iter().for_each(change);
            Change::Document(Box::new(changed))
        };
        let mut found: Vec<Tries> = Part::ALL.iter().map(|part| wanted.lines(*part, person, &set)).collect();
        found.extend(self.added(&wanted, person, &set));
        found
    }

    /// The facts that are added up: general points, and shares that are facts.
    fn added(&self, wanted: &Wanted<'_>, person: &Person, set: &Set<'_>) -> Vec<Tries> {
        let Wanted { score, by, .. } = wanted;
        let each = wanted.each();
        let shares = score.shares.iter().filter_map(|share| match share {
            Share::Fact(fact) => Some((fact, by.div(&each)?)),
            _ => None,
        });
        let mut found = Vec::new();
        for (fact, more) in std::iter::once((&score.general, by.clone())).chain(shares) {
            let now = person.facts.get(fact).and_then(Value::number);
            let Some((now, FactType::Number(range))) = now.zip(self.0.policy.0.body.facts.people.get(fact))
            else {
                continue;
            };
            let to = no_less(&now.add(&more), 2, !by.is_negative()).filter(|to| range.holds(*to));
            found.extend(to.map(|to| {
                let by = Some(Fraction::from(to).sub(&now));
                let change = set(&|person| {
                    person.facts.insert(fact.clone(), Value::Text(to.to_string()));
                });
                vec![Try { what: fact.clone(), to: to.to_string(), by, change }]
            }));
        }
        found
    }
}

impl Wanted<'_> {
    /// The points that one of the shares gives where it is whole.
    fn each(&self) -> Fraction {
        let count = Fraction::from(u32::try_from(self.score.shares.len()).unwrap_or(u32::MAX));
        let tasks = self.numbers.get(&self.score.tasks).unwrap_or(Fraction::ZERO);
        tasks.div(&count).unwrap_or(Fraction::ZERO)
    }

    /// Whether so many points more, or less, are enough.
    fn is_enough(&self, gain: &Fraction) -> bool {
        if self.by.is_negative() { *gain <= self.by } else { *gain >= self.by }
    }

    /// The lines of which one number may differ, by the least that is enough.
    fn lines(&self, part: Part, person: &Person, set: &Set<'_>) -> Tries {
        let work = person.work.as_deref().unwrap_or_default();
        let Some(before) = self.score.worked(work, self.numbers) else { return Tries::new() };
        let mut found = Tries::new();
        for (month, stretch) in work.iter().enumerate() {
            for (at, line) in stretch.lines.iter().enumerate() {
                let gain = |changed: &Line| {
                    let mut work = work.to_vec();
                    put(&mut work, month, at, changed);
                    self.score.worked(&work, self.numbers).map_or(Fraction::ZERO, |after| after.sub(&before))
                };
                let Some((changed, to, by)) = self.least(part, line, &gain) else { continue };
                let what = Id::new(&format!("work/{}/{}/{}", stretch.name, line.product, part.name()));
                let change = set(&|person| {
                    put(
                        person.work.as_mut().map_or(&mut [], |work| work.as_mut_slice()),
                        month,
                        at,
                        &changed,
                    );
                });
                found.extend(what.ok().map(|what| Try { what, to: to.to_string(), by: Some(by), change }));
            }
        }
        found
    }

    /// The line with one number changed by the least that is enough, what it is then, and by how much it differs.
    fn least(
        &self,
        part: Part,
        line: &Line,
        gain: &dyn Fn(&Line) -> Fraction,
    ) -> Option<(Line, Exact, Fraction)> {
        let more = !self.by.is_negative();
        let (count, excused) = match part {
            Part::Done => return self.done(line, gain),
            Part::Failures => (line.failures, line.excused_failures),
            Part::Delays => (line.delays, line.excused_delays),
        };
        let with = |count: u32| match part {
            Part::Delays => Line { delays: count, ..line.clone() },
            _ => Line { failures: count, ..line.clone() },
        };
        // points fall with every one of them: the nearest count is found by halving
        let far = if more { excused } else { count.saturating_add(1_000) };
        if !self.is_enough(&gain(&with(far))) {
            return None;
        }
        let (mut short, mut enough) = (count, far);
        while short.abs_diff(enough) > 1 {
            let middle = short.midpoint(enough);
            if self.is_enough(&gain(&with(middle))) { enough = middle } else { short = middle }
        }
        let to = Exact::from(u64::from(enough));
        let by = Fraction::from(to).sub(&Fraction::from(count));
        (enough != count).then(|| (with(enough), to, by))
    }

    /// Points are linear in what was done, up to what was assigned.
    fn done(&self, line: &Line, gain: &dyn Fn(&Line) -> Fraction) -> Option<(Line, Exact, Fraction)> {
        let more = !self.by.is_negative();
        let with = |done: Exact| Line { done, ..line.clone() };
        let now = Fraction::from(line.done.min(line.assigned));
        let far = if more { line.assigned } else { Exact::ZERO };
        let most = gain(&with(far));
        if !self.is_enough(&most) {
            return None;
        }
        let distance = Fraction::from(far).sub(&now);
        let exactly = now.add(&distance.mul(&self.by.div(&most)?));
        let places = if line.assigned.is_whole() && line.done.is_whole() { 0 } else { 2 };
        let to = no_less(&exactly, places, more)?;
        let to = if more { to.min(far) } else { to.max(far) };
        let by = Fraction::from(to).sub(&Fraction::from(line.done));
        self.is_enough(&gain(&with(to))).then(|| (with(to), to, by))
    }
}

impl Score {
    /// The points of the shares of work alone.
    fn worked(&self, work: &[Stretch], numbers: &Numbers) -> Option<Fraction> {
        let [quantity, quality, progress] = self.means(work, numbers).ok()?;
        let sum = self.shares.iter().fold(Fraction::ZERO, |sum, share| match share {
            Share::Quantity => sum.add(&quantity),
            Share::Quality => sum.add(&quality),
            Share::Progress => sum.add(&progress),
            Share::Fact(_) | Share::Worst(_) => sum,
        });
        let count = Fraction::from(u32::try_from(self.shares.len()).unwrap_or(u32::MAX));
        numbers.get(&self.tasks).ok()?.mul(&sum).div(&count)
    }
}

fn put(work: &mut [Stretch], month: usize, at: usize, line: &Line) {
    let own = work.get_mut(month).and_then(|stretch| stretch.lines.get_mut(at));
    own.into_iter().for_each(|own| own.clone_from(line));
}
