//! The rules of the guide a second time, as plainly as they can be written: big fractions, loops over everything, nothing
//! kept from one question to the next but what decay leaves. Slow, and easy to check against the guide.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::plan::{
    BOT, Cap, Credit, Day, Decay, Kind, Later, Need, Origin, Person, Q, Rounding, Rule, Scheme, Span, Split,
    Status, Task, Term, Work, World, civil, q, unit,
};

/// A part of an event.
#[derive(Clone, Debug)]
struct Line {
    kind: usize,
    day: Day,
    left: Q,
    points: Q,
    disputed: bool,
}

/// What somebody comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    pub score: Option<Q>,
    pub published: Option<Q>,
    /// Where there is one.
    pub rank: Option<usize>,
}

/// What everybody comes to, people first: without what is contested, and with it.
pub fn reckon(scheme: &Scheme, world: &World, as_of: Day) -> (Vec<Came>, Vec<Came>) {
    let lines = Gatherer { scheme, world, as_of, left: BTreeMap::new() }.lines();
    let without: Vec<Vec<Line>> =
        lines.iter().map(|own| own.iter().filter(|line| !line.disputed).cloned().collect()).collect();
    let own = Own { scheme, world, end: world.until.min(as_of), as_of };
    (own.came(without), own.came(lines))
}

fn whole(value: i64) -> Q {
    Q::from_integer(value.into())
}

pub fn round(value: &Q, places: u32, rounding: Rounding) -> Q {
    let unit = Q::from_integer(BigInt::from(10).pow(places));
    let scaled = value.abs() * &unit;
    let (below, rest) = (scaled.floor(), &scaled - scaled.floor());
    let odd = !(below.to_integer() % BigInt::from(2)).is_zero();
    let up = match rounding {
        Rounding::HalfUp => rest >= q(1, 2),
        Rounding::HalfEven => rest > q(1, 2) || (rest == q(1, 2) && odd),
        Rounding::Up => !rest.is_zero(),
        Rounding::Down => false,
    };
    let size = if up { below + Q::one() } else { below } / unit;
    if value.is_negative() { -size } else { size }
}

/// Which stretch a day lies in.
fn stretch(span: Span, day: Day) -> i64 {
    let (year, month, _) = civil(day);
    match span {
        Span::Day => day,
        // 1970-01-01 was a Thursday, three days after a Monday
        Span::Week => (day + 3).div_euclid(7),
        Span::Month => year * 12 + month - 1,
        Span::Quarter => (year * 12 + month - 1) / 3,
        Span::Period => 0,
    }
}

/// 2^(−age ÷ half-life), to so many places: by the integer root of an integer.
fn half_life(age: i64, days: &Q, places: u32, rounding: Rounding) -> Q {
    let halves = whole(age) / days;
    let (p, n) = (u32::try_from(halves.numer()).unwrap(), u32::try_from(halves.denom()).unwrap());
    let scale = BigInt::from(10).pow(places);
    // the number of half units it holds: the greatest h with hⁿ 2ᵖ ≤ (2 scale)ⁿ
    let all = (&scale * 2_i32).pow(n);
    let held = (&all >> p).nth_root(n);
    let exact = (held.pow(n) << p) == all;
    let (units, odd) = (&held / 2_i32, !(&held % 2_i32).is_zero());
    let up = match rounding {
        Rounding::HalfUp => odd,
        Rounding::HalfEven => odd && (!exact || !(&units % 2_i32).is_zero()),
        Rounding::Up => odd || !exact,
        Rounding::Down => false,
    };
    Q::new(if up { units + 1_i32 } else { units }, scale)
}

struct Gatherer<'a> {
    scheme: &'a Scheme,
    world: &'a World,
    as_of: Day,
    /// What decay leaves, by kind and day.
    left: BTreeMap<(usize, Day), Q>,
}

impl World {
    /// The place of somebody among people and then units; none for a bot.
    fn place(&self, id: &str) -> Option<usize> {
        let id = self.aliases.get(id).map_or(id, String::as_str);
        let people = self.people.iter().map(|person| person.id.clone());
        people.chain((0..self.units.len()).map(unit)).position(|own| own == id)
    }

    fn later<'a>(&'a self, id: &'a str, as_of: Day) -> impl Iterator<Item = &'a Later> {
        self.later.iter().filter(move |later| match later {
            Later::Verified { of, on } | Later::Reversed { of, on } | Later::Excused { of, on } => {
                of == id && *on <= as_of
            }
            Later::Disputed { of, on, .. } => of == id && *on <= as_of,
            Later::Withheld { .. } => false,
        })
    }

    /// Whether a record counts no more.
    fn gone(&self, id: &str, as_of: Day) -> bool {
        let undone = |later: &Later| match later {
            Later::Reversed { .. } => true,
            Later::Disputed { settled: Some((on, upheld)), .. } => *upheld && *on <= as_of,
            _ => false,
        };
        self.later(id, as_of).any(undone)
    }

    /// Whether a record is contested.
    fn contested(&self, id: &str, as_of: Day) -> bool {
        let open = |later: &Later| match later {
            Later::Disputed { settled, .. } => settled.is_none_or(|(on, _)| as_of < on),
            _ => false,
        };
        self.later(id, as_of).any(open)
    }

    fn excused(&self, id: &str, as_of: Day) -> bool {
        self.later(id, as_of).any(|later| matches!(later, Later::Excused { .. }))
    }
}

impl Gatherer<'_> {
    fn lines(mut self) -> Vec<Vec<Line>> {
        let mut lines = vec![Vec::new(); self.world.people.len() + self.world.units.len()];
        for work in &self.world.works {
            self.work(work, &mut lines);
        }
        for task in &self.world.tasks {
            self.task(task, &mut lines);
        }
        lines
    }

    fn work(&mut self, work: &Work, lines: &mut [Vec<Line>]) {
        let (world, as_of) = (self.world, self.as_of);
        let corrected = world.works.iter().any(|other| {
            other.corrects.as_deref() == Some(&work.id)
                && other.recorded <= as_of
                && !world.gone(&other.id, as_of)
        });
        let within = world.from <= work.on && work.on <= world.until;
        if work.recorded > as_of || !within || world.gone(&work.id, as_of) || corrected {
            return;
        }
        let kind = &self.scheme.kinds[work.kind];
        let checked = |later: &Later| matches!(later, Later::Verified { .. });
        let verified = work.verified || world.later(&work.id, as_of).any(checked);
        if !verified && (kind.deduction || !self.scheme.claimed) {
            return;
        }
        if kind.deduction && world.excused(&work.id, as_of) {
            return;
        }
        let points = points(kind, work);
        let left = self.left(work.kind, work.on);
        let disputed = world.contested(&work.id, as_of);
        let parties: Vec<&Credit> =
            work.credits.iter().filter(|credit| credit.to != BOT || kind.split == Split::Declared).collect();
        for (credit, points) in parties.iter().zip(split(kind, &points, &parties)) {
            if let Some(at) = world.place(&credit.to) {
                let left = left.clone();
                lines[at].push(Line { kind: work.kind, day: work.on, left, points, disputed });
            }
        }
    }

    fn task(&mut self, task: &Task, lines: &mut [Vec<Line>]) {
        let (world, as_of) = (self.world, self.as_of);
        let known = |day: Option<Day>| day.filter(|day| *day <= as_of);
        let Some(notified) = known(task.notified) else { return };
        if world.gone(&task.id, as_of) {
            return;
        }
        let granted = task.extended.filter(|(_, granted)| *granted <= as_of).map(|(until, _)| until);
        let due = [task.due, notified, granted.unwrap_or(task.due)].into_iter().max().unwrap();
        let done = known(task.done);
        let end = done.unwrap_or(as_of);
        let waited = |day: Day| {
            let (from, until) = task.blocked.unwrap_or((1, 0));
            from <= day && day <= until && notified <= day && task.given <= day
        };
        // the days after the due date, less those on which the work waited, whenever that was
        let late_by = |day: Day| {
            let waited = (task.given..=day).filter(|day| waited(*day)).count();
            day - due - i64::try_from(waited).unwrap()
        };
        let (origin, day, late) = match late_by(end) {
            late if late > 0 => {
                let first = (due..=end).find(|day| late_by(*day) > 0).unwrap();
                (Origin::Late, first, late)
            }
            _ => match done {
                Some(done) => (Origin::OnTime, done, 0),
                None => return,
            },
        };
        if !(world.from <= day && day <= world.until) || (late > 0 && world.excused(&task.id, as_of)) {
            return;
        }
        let at = world.place(&task.to).unwrap();
        for (place, kind) in self.scheme.kinds.iter().enumerate() {
            if kind.origin != origin {
                continue;
            }
            let points = match &kind.rule {
                Rule::Fixed(each) => each.clone(),
                Rule::PerUnit { unit, each, whole: full } => {
                    let units = whole(late) / unit;
                    (if *full { units.floor() } else { units }) * each
                }
                _ => panic!("no such rule of assignments is drawn"),
            };
            let left = self.left(place, day);
            let disputed = known(task.contested).is_some() || world.contested(&task.id, as_of);
            lines[at].push(Line { kind: place, day, left, points, disputed });
        }
    }

    fn left(&mut self, kind: usize, day: Day) -> Q {
        let end = self.world.until.min(self.as_of);
        let left = |decay: &Decay| match decay {
            Decay::HalfLife { days, places, rounding } => half_life(end - day, days, *places, *rounding),
            Decay::Steps { per, lost } => {
                let times = stretch(*per, end) - stretch(*per, day);
                (0..times).fold(Q::one(), |left, _| left * (Q::one() - lost))
            }
        };
        let decay = self.scheme.kinds[kind].decay.as_ref();
        self.left.entry((kind, day)).or_insert_with(|| decay.map_or_else(Q::one, left)).clone()
    }
}

/// Steps 2 and 3: requirements, the rule, the factors.
fn points(kind: &Kind, work: &Work) -> Q {
    let (n, m) = (q(work.n, 100), q(work.m, 100));
    let met = kind.needs.iter().all(|need| match need {
        Need::Quantity(least, most) => {
            least.as_ref().is_none_or(|least| n >= *least) && most.as_ref().is_none_or(|most| n <= *most)
        }
        Need::Ratio(least) => !n.is_zero() && &m / &n >= *least,
        Need::Attribute => matches!(work.b, Some(0 | 1)),
        Need::Evidence => work.evidence > 0,
    });
    if !met {
        return Q::zero();
    }
    let points = match &kind.rule {
        Rule::Fixed(each) => each.clone(),
        Rule::PerUnit { unit, each, whole } => {
            let units = &n / unit;
            (if *whole { units.floor() } else { units }) * each
        }
        Rule::Table(by) => by[work.a].clone(),
        Rule::Banded(points, from) => points[from.iter().filter(|from| n >= **from).count()].clone(),
        Rule::Expected { points, most } => (&n / &m).min(most.clone()) * points,
    };
    match (&kind.factors, work.f) {
        (Some((factors, ceiling)), f) => {
            points * f.map_or_else(Q::one, |f| factors[f].clone()).min(ceiling.clone())
        }
        (None, _) => points,
    }
}

/// Step 4: the split.
fn split(kind: &Kind, points: &Q, parties: &[&Credit]) -> Vec<Q> {
    let count = i64::try_from(parties.len()).unwrap();
    // the place of each among those who are there
    let place = |own: &Credit| {
        let before = parties.iter().filter(|other| other.position <= own.position).count();
        i64::try_from(before).unwrap()
    };
    let share = |own: &Credit| match kind.split {
        _ if count == 1 => Q::one(),
        Split::Declared => own.share.clone().unwrap(),
        Split::Equal => q(1, count),
        Split::Harmonic => {
            let all: Q = (1..=count).map(|i| q(1, i)).sum();
            q(1, place(own)) / all
        }
        Split::Arithmetic => q(2 * (count + 1 - place(own)), count * (count + 1)),
    };
    let shares: Vec<Q> = parties.iter().map(|own| share(own)).collect();
    let Some((size, rounding)) = &kind.step else {
        return shares.into_iter().map(|share| share * points).collect();
    };
    let steps = round(&(points / size), 0, *rounding);
    let quotas: Vec<Q> = shares.iter().map(|share| share * &steps).collect();
    let mut dealt: Vec<Q> = quotas.iter().map(BigRational::floor).collect();
    let left = &steps - dealt.iter().sum::<Q>();
    let mut order: Vec<usize> = (0..parties.len()).collect();
    order.sort_by_key(|at| (&dealt[*at] - &quotas[*at], parties[*at].position));
    for at in order.into_iter().take(usize::try_from(left.to_integer()).unwrap()) {
        dealt[at] += Q::one();
    }
    dealt.into_iter().map(|steps| steps * size).collect()
}

/// Step 5: one cap over the lines that `held` picks.
fn cut(cap: &Cap, lines: &mut [Line], held: impl Fn(&Line) -> bool) {
    let stretches: BTreeSet<i64> = lines.iter().map(|line| stretch(cap.per, line.day)).collect();
    for own in stretches {
        for (limit, sign) in [(&cap.most, 1), (&cap.least, -1)] {
            let Some(limit) = limit else { continue };
            let under = |line: &Line| {
                held(line) && stretch(cap.per, line.day) == own && line.points.signum() == whole(sign)
            };
            let mut room = limit.abs();
            let mut lefts: Vec<Q> =
                lines.iter().filter(|line| under(line)).map(|line| line.left.clone()).collect();
            lefts.sort();
            lefts.dedup();
            for left in lefts.into_iter().rev() {
                let equals: Vec<usize> =
                    (0..lines.len()).filter(|at| under(&lines[*at]) && lines[*at].left == left).collect();
                let sum: Q = equals.iter().map(|at| lines[*at].points.abs()).sum();
                let share = if sum <= room { Q::one() } else { &room / &sum };
                for at in equals {
                    lines[at].points *= &share;
                }
                room -= sum * share;
            }
        }
    }
}

struct Own<'a> {
    scheme: &'a Scheme,
    world: &'a World,
    end: Day,
    as_of: Day,
}

impl Own<'_> {
    /// Steps 5 to 9.
    fn came(&self, mut lines: Vec<Vec<Line>>) -> Vec<Came> {
        let earned = lines.clone();
        for own in &mut lines {
            self.settle(own);
        }
        let people = self.world.people.len();
        let mut scores: Vec<Option<Q>> = Vec::new();
        let mut ranked: Vec<Option<String>> = Vec::new();
        for (at, own) in lines.iter().enumerate() {
            let factor = if at < people {
                self.factor(self.days(&self.world.people[at], |_| true), self.world.people[at].shifts)
            } else {
                // a unit is there all the time
                match &self.scheme.opportunity {
                    Some((false, reference)) => ratio(reference, self.world.units[at - people]),
                    _ => Some(Q::one()),
                }
            };
            let withheld = self.withheld(at);
            let (score, coverage) = self.score(own, factor, |part| withheld.contains(&part));
            let covered = self.scheme.parts.is_empty() || coverage >= self.scheme.coverage;
            let group = if at < people { self.group(at) } else { Some("units".to_owned()) };
            ranked.push(group.filter(|_| covered));
            scores.push(score);
        }
        if !self.scheme.terms.is_empty() {
            for at in 0..self.world.units.len() {
                scores[people + at] = self.unit(at, scores[people + at].clone(), &earned);
            }
        }
        let compared = |at: usize| scores[at].is_some() && (at < people || !self.scheme.terms.is_empty());
        let published: Vec<Option<Q>> = scores
            .iter()
            .map(|score| score.as_ref().map(|score| round(score, self.scheme.places, self.scheme.rounding)))
            .collect();
        let by = if self.scheme.on_published { &published } else { &scores };
        let rank = |at: usize| {
            let own = ranked[at].as_ref().filter(|_| compared(at))?;
            let better = |other: &usize| {
                ranked[*other].as_ref() == Some(own) && compared(*other) && by[*other] > by[at]
            };
            Some(1 + (0..scores.len()).filter(better).count())
        };
        let came =
            |at: usize| Came { score: scores[at].clone(), published: published[at].clone(), rank: rank(at) };
        (0..scores.len()).map(came).collect()
    }

    fn settle(&self, lines: &mut [Line]) {
        let fade = |lines: &mut [Line], caps_see_it: bool| {
            for line in lines {
                line.points *= &line.left;
                if !caps_see_it {
                    line.left = Q::one();
                }
            }
        };
        if self.scheme.decay_first {
            fade(lines, false);
        }
        for (at, kind) in self.scheme.kinds.iter().enumerate() {
            for cap in &kind.caps {
                cut(cap, lines, |line| line.kind == at);
            }
        }
        for (kinds, cap) in &self.scheme.shared {
            cut(cap, lines, |line| kinds.is_empty() || kinds.contains(&line.kind));
        }
        if !self.scheme.decay_first {
            fade(lines, true);
        }
    }

    /// Days of work in the period, protected absence taken away.
    fn days(&self, person: &Person, here: impl Fn(usize) -> bool) -> i64 {
        let there = |day: &Day| {
            person.spells.iter().enumerate().any(|(at, spell)| {
                here(at) && spell.from <= *day && spell.until.is_none_or(|until| *day <= until)
            })
        };
        let away = |day: &Day| {
            person.absences.iter().any(|(kind, from, until)| {
                let protected = *kind != "annual_leave" || self.scheme.protects_leave;
                protected && from <= day && day <= until
            })
        };
        let days = (self.world.from..=self.end).filter(|day| there(day) && !away(day));
        i64::try_from(days.count()).unwrap()
    }

    fn factor(&self, days: i64, shifts: Option<i64>) -> Option<Q> {
        match &self.scheme.opportunity {
            None => Some(Q::one()),
            Some((true, reference)) => ratio(reference, Some(days)),
            Some((false, reference)) => ratio(reference, shifts),
        }
    }

    fn withheld(&self, at: usize) -> BTreeSet<usize> {
        let own = |later: &Later| match later {
            Later::Withheld { by, part, on } => {
                let known = *on <= self.as_of && self.world.from <= *on && *on <= self.world.until;
                (known && self.world.place(by) == Some(at)).then_some(*part)
            }
            _ => None,
        };
        self.world.later.iter().filter_map(own).collect()
    }

    /// Steps 6 and 7: the score, and the share of the weight that is there.
    fn score(&self, lines: &[Line], factor: Option<Q>, withheld: impl Fn(usize) -> bool) -> (Option<Q>, Q) {
        let sum = |part: Option<usize>, sign: i64| -> Q {
            lines
                .iter()
                .filter(|line| part.is_none_or(|part| self.scheme.kinds[line.kind].part == part))
                .filter(|line| line.points.signum() == whole(sign))
                .map(|line| line.points.clone())
                .sum()
        };
        if self.scheme.parts.is_empty() {
            return (factor.map(|factor| sum(None, 1) * factor + sum(None, -1)), Q::one());
        }
        let (mut score, mut there, mut all) = (Q::zero(), Q::zero(), Q::zero());
        let (mut any, mut measured) = (false, true);
        for (at, part) in self.scheme.parts.iter().enumerate() {
            let count = lines.iter().filter(|line| self.scheme.kinds[line.kind].part == at).count();
            let value = if withheld(at) {
                Some(part.withheld.clone())
            } else if part.mean {
                let count = i64::try_from(count).unwrap();
                (count > 0).then(|| (sum(Some(at), 1) + sum(Some(at), -1)) / whole(count))
            } else {
                // points that cannot be measured leave no score at all, and are not there
                measured = measured && factor.is_some();
                factor.as_ref().map(|factor| sum(Some(at), 1) * factor + sum(Some(at), -1))
            };
            all += &part.weight;
            if let Some(value) = value {
                any = true;
                there += &part.weight;
                score += if self.scheme.mean { value * &part.weight } else { value };
            }
        }
        let score = match self.scheme.mean {
            true => any.then_some(score).filter(|_| !there.is_zero()).map(|score| score / &there),
            false => any.then_some(score),
        };
        (score.filter(|_| measured), there / all)
    }

    /// The population of a person in the spell with the most days, the later of equals; none without a spell.
    fn group(&self, at: usize) -> Option<String> {
        let person = &self.world.people[at];
        let mut best: Option<(i64, Status)> = None;
        for spell in &person.spells {
            let (from, until) =
                (spell.from.max(self.world.from), spell.until.unwrap_or(self.end).min(self.end));
            let days = until - from + 1;
            if days > 0 && best.is_none_or(|(most, _)| days >= most) {
                best = Some((days, spell.status));
            }
        }
        best.map(|(_, status)| format!("{status:?}"))
    }

    /// Step 8: what a unit comes to. What was earned elsewhere takes no room under its caps.
    fn unit(&self, unit: usize, own: Option<Q>, lines: &[Vec<Line>]) -> Option<Q> {
        let (mut heads, mut earned) = (Q::zero(), Q::zero());
        let mut measured: Vec<Q> = Vec::new();
        for (at, person) in self.world.people.iter().enumerate() {
            let here = |spell: usize| {
                person.spells[spell].unit == Some(unit) && person.spells[spell].status == Status::Staff
            };
            let days = self.days(person, here);
            heads += whole(days);
            let mut inside: Vec<Line> = lines[at]
                .iter()
                .filter(|line| {
                    person.spells.iter().enumerate().any(|(at, spell)| {
                        here(at)
                            && spell.from <= line.day
                            && spell.until.is_none_or(|until| line.day <= until)
                    })
                })
                .cloned()
                .collect();
            self.settle(&mut inside);
            // those without a day of work there have no part in a mean or a share
            if days > 0 {
                let factor = self.factor(days, person.shifts);
                measured.extend(factor.and_then(|factor| self.score(&inside, Some(factor), |_| false).0));
            }
            earned += self.score(&inside, Some(Q::one()), |_| false).0.unwrap_or_else(Q::zero);
        }
        heads /= whole((self.end - self.world.from + 1).max(0).max(1));
        let count = whole(i64::try_from(measured.len()).unwrap());
        let over = |above: Q, below: &Q| (!below.is_zero()).then(|| above / below);
        let mut sum = Q::zero();
        for (term, weight) in &self.scheme.terms {
            let value = match term {
                Term::Own => own.clone(),
                Term::OwnPerHead => own.clone().and_then(|own| over(own, &heads)),
                Term::MembersMean => over(measured.iter().sum(), &count),
                Term::MembersPerHead => over(earned.clone(), &heads),
                Term::MembersShare => {
                    let enough = measured.iter().filter(|score| **score >= self.scheme.enough).count();
                    over(whole(i64::try_from(enough).unwrap()), &count)
                }
            };
            sum += value? * weight;
        }
        Some(sum)
    }
}

fn ratio(reference: &Q, below: Option<i64>) -> Option<Q> {
    below.filter(|below| *below != 0).map(|below| reference / whole(below))
}
