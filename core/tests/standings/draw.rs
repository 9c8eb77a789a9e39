//! Schemes and years of work, drawn at random.

use std::collections::BTreeMap;

use crate::plan::{
    BOT, Cap, Credit, Day, Decay, Draws, Kind, Later, Need, Origin, Part, Person, Q, Rounding, Rule, Scheme,
    Span, Spell, Split, Status, Task, Term, Work, World, day, q, unit,
};

/// Every sort of points, of caps, of decay, of splits: all at once.
pub fn rich() -> Scheme {
    let cap = |per, most: i64| Cap { per, most: Some(q(most, 1)), least: None };
    let floor = |per, least: i64| Cap { per, most: None, least: Some(q(least, 1)) };
    let kind = |part, rule, split| Kind {
        part,
        origin: Origin::Work,
        rule,
        factors: None,
        needs: Vec::new(),
        split,
        step: None,
        caps: Vec::new(),
        decay: None,
        deduction: false,
    };
    let half = |days: Q, places, rounding| Some(Decay::HalfLife { days, places, rounding });
    let steps = |per, lost| Some(Decay::Steps { per, lost });
    let per_unit = |each: Q, whole| Rule::PerUnit { unit: q(3, 1), each, whole };
    Scheme {
        claimed: false,
        decay_first: false,
        kinds: vec![
            Kind {
                caps: vec![cap(Span::Day, 6), cap(Span::Month, 20)],
                decay: half(q(90, 1), 12, Rounding::HalfUp),
                ..kind(0, per_unit(q(9, 4), false), Split::Harmonic)
            },
            Kind {
                caps: vec![cap(Span::Month, 15), cap(Span::Quarter, 30)],
                decay: steps(Span::Month, q(1, 10)),
                factors: Some(([q(1, 1), q(3, 2), q(2, 1)], q(7, 4))),
                ..kind(0, Rule::Table([q(2, 1), q(5, 1), q(17, 2)]), Split::Declared)
            },
            Kind {
                step: Some((q(1, 100), Rounding::HalfEven)),
                needs: vec![Need::Quantity(Some(q(3, 2)), Some(q(19, 1))), Need::Evidence],
                caps: vec![cap(Span::Week, 9)],
                ..kind(1, per_unit(q(7, 5), true), Split::Arithmetic)
            },
            Kind {
                needs: vec![Need::Ratio(q(2, 5)), Need::Attribute],
                decay: half(q(45, 2), 6, Rounding::Down),
                caps: vec![cap(Span::Period, 400)],
                ..kind(
                    1,
                    Rule::Banded(vec![q(1, 2), q(3, 1), q(37, 10)], vec![q(4, 1), q(12, 1)]),
                    Split::Equal,
                )
            },
            Kind {
                caps: vec![cap(Span::Quarter, 50)],
                decay: steps(Span::Week, q(1, 20)),
                ..kind(1, Rule::Expected { points: q(10, 1), most: q(3, 2) }, Split::Equal)
            },
            kind(2, Rule::Table([q(1, 1), q(3, 1), q(5, 1)]), Split::Equal),
            Kind {
                deduction: true,
                caps: vec![floor(Span::Month, -12)],
                ..kind(0, Rule::Table([q(-1, 2), q(-3, 1), q(-8, 1)]), Split::Harmonic)
            },
            Kind { origin: Origin::OnTime, ..kind(0, Rule::Fixed(q(1, 2)), Split::Equal) },
            Kind {
                origin: Origin::Late,
                deduction: true,
                caps: vec![floor(Span::Quarter, -7)],
                decay: steps(Span::Quarter, q(1, 4)),
                ..kind(1, Rule::PerUnit { unit: q(1, 1), each: q(-1, 5), whole: false }, Split::Equal)
            },
        ],
        shared: vec![
            (vec![0, 1], cap(Span::Month, 25)),
            (vec![0, 1, 2, 3, 6], Cap { per: Span::Quarter, most: Some(q(70, 1)), least: Some(q(-20, 1)) }),
        ],
        parts: vec![
            Part { mean: false, weight: q(2, 1), withheld: q(0, 1) },
            Part { mean: false, weight: q(3, 2), withheld: q(1, 4) },
            Part { mean: true, weight: q(1, 1), withheld: q(1, 2) },
        ],
        mean: true,
        coverage: q(1, 2),
        opportunity: Some((true, q(365, 1))),
        protects_leave: true,
        terms: vec![
            (Term::OwnPerHead, q(1, 1)),
            (Term::MembersMean, q(1, 2)),
            (Term::MembersPerHead, q(1, 8)),
            (Term::MembersShare, q(10, 1)),
        ],
        enough: q(20, 1),
        places: 3,
        rounding: Rounding::HalfEven,
        on_published: true,
    }
}

/// A scheme drawn at random.
pub fn scheme(draws: &mut Draws) -> Scheme {
    let parts: Vec<Part> = (0..draws.below(4))
        .map(|_| Part {
            mean: draws.chance(25),
            weight: q(draws.number(1, 3), draws.of(&[1, 1, 2])),
            withheld: q(draws.number(0, 4), 2),
        })
        .collect();
    let mut kinds: Vec<Kind> = (0..draws.number(1, 5)).map(|_| kind(draws, &parts)).collect();
    if draws.chance(30) {
        let rule = Rule::Fixed(q(draws.number(1, 4), 2));
        kinds.push(Kind {
            origin: Origin::OnTime,
            rule,
            factors: None,
            needs: Vec::new(),
            step: None,
            deduction: false,
            ..kind(draws, &parts)
        });
    }
    if draws.chance(30) {
        let rule = Rule::PerUnit { unit: q(1, 1), each: q(-1, 4), whole: false };
        let caps = draws.maybe(50, floor).into_iter().filter(|_| parts.is_empty()).collect();
        kinds.push(Kind {
            origin: Origin::Late,
            rule,
            caps,
            factors: None,
            needs: Vec::new(),
            step: None,
            deduction: true,
            ..kind(draws, &parts)
        });
    }
    let ids: Vec<usize> =
        (0..kinds.len()).filter(|at| !parts.get(kinds[*at].part).is_some_and(|part| part.mean)).collect();
    let shared = (0..draws.of(&[0, 0, 1, 2]))
        .filter_map(|_| {
            let held: Vec<usize> = ids.iter().copied().filter(|_| draws.chance(60)).collect();
            let mut cap = cap(draws);
            if draws.chance(20) {
                cap.least = Some(q(-draws.number(0, 6), 1));
            }
            (!held.is_empty()).then_some((held, cap))
        })
        .collect();
    let terms = [Term::Own, Term::OwnPerHead, Term::MembersMean, Term::MembersPerHead, Term::MembersShare];
    let terms = terms.into_iter().filter(|_| draws.chance(40)).map(|term| (term, q(1, 2))).collect();
    Scheme {
        claimed: draws.chance(30),
        decay_first: draws.chance(30),
        kinds,
        shared,
        parts,
        mean: draws.chance(50),
        coverage: q(draws.number(0, 2), 2),
        opportunity: draws.maybe(40, |draws| (draws.chance(60), q(draws.of(&[30, 365]), 1))),
        protects_leave: draws.chance(50),
        terms,
        enough: q(draws.number(1, 6), 1),
        places: u32::try_from(draws.below(4)).unwrap(),
        rounding: draws.of(&Rounding::ALL),
        on_published: draws.chance(50),
    }
}

fn cap(draws: &mut Draws) -> Cap {
    Cap { per: draws.of(&Span::ALL), most: Some(q(draws.number(0, 12), draws.of(&[1, 1, 4]))), least: None }
}

fn floor(draws: &mut Draws) -> Cap {
    Cap { per: draws.of(&Span::ALL), most: None, least: Some(q(-draws.number(0, 6), 1)) }
}

fn kind(draws: &mut Draws, parts: &[Part]) -> Kind {
    let part = usize::try_from(draws.below(parts.len().max(1) as u64)).unwrap();
    let deduction = draws.chance(20);
    let sign = if deduction { -1 } else { 1 };
    let some = |draws: &mut Draws| q(sign * draws.number(0, 9), draws.of(&[1, 2, 4, 10]));
    let rule = match draws.below(if deduction { 3 } else { 5 }) {
        0 => Rule::Fixed(some(draws)),
        1 => Rule::PerUnit { unit: q(draws.number(1, 5), 2), each: some(draws), whole: draws.chance(40) },
        2 => Rule::Table([some(draws), some(draws), some(draws)]),
        3 => {
            let mut points = vec![some(draws), some(draws), some(draws)];
            if draws.chance(70) {
                points.sort();
            }
            Rule::Banded(points, vec![q(draws.number(1, 4), 1), q(draws.number(5, 9), 1)])
        }
        _ => Rule::Expected { points: some(draws), most: q(draws.number(1, 4), 2) },
    };
    let needs = match draws.below(8) {
        0 => vec![Need::Quantity(Some(q(2, 1)), None)],
        1 => vec![Need::Quantity(None, Some(q(8, 1)))],
        2 => vec![Need::Ratio(q(1, 2))],
        3 => vec![Need::Attribute],
        4 => vec![Need::Evidence, Need::Attribute],
        _ => Vec::new(),
    };
    let mean = parts.get(part).is_some_and(|part| part.mean);
    let caps = match draws.below(4) {
        _ if mean => Vec::new(),
        0 => Vec::new(),
        1 => vec![cap(draws), cap(draws)],
        _ if deduction => vec![floor(draws)],
        _ => vec![cap(draws)],
    };
    let decay = match draws.below(4) {
        0 => Some(Decay::HalfLife {
            days: q(draws.number(10, 80), draws.of(&[1, 2])),
            places: u32::try_from(draws.number(1, 8)).unwrap(),
            rounding: draws.of(&Rounding::ALL),
        }),
        1 => Some(Decay::Steps { per: draws.of(&Span::ALL), lost: q(draws.number(0, 4), 4) }),
        _ => None,
    };
    Kind {
        part,
        origin: Origin::Work,
        rule,
        factors: draws
            .maybe(25, |draws| ([q(1, 1), q(draws.number(0, 4), 2), q(3, 1)], q(draws.number(0, 5), 2))),
        needs,
        split: draws.of(&[Split::Declared, Split::Equal, Split::Harmonic, Split::Arithmetic]),
        step: draws.maybe(25, |draws| (q(1, 10), draws.of(&Rounding::ALL))).filter(|_| !deduction),
        caps,
        decay,
        deduction,
    }
}

/// How much there is of everything.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: i64,
    pub units: i64,
    pub works: i64,
    pub tasks: i64,
    pub later: i64,
    /// Days from the first of January 2025 on.
    pub days: i64,
}

/// A ledger and a roster with all that happens in a year: transfers, leave, collaborators, bots, aliases, corrections, disputes.
pub fn world(draws: &mut Draws, scheme: &Scheme, size: Size) -> World {
    let (from, until) = (day(2025, 1, 1), day(2025, 1, 1) + size.days - 1);
    let units: Vec<Option<i64>> =
        (0..size.units).map(|_| draws.maybe(80, |draws| draws.number(0, 60))).collect();
    let people: Vec<Person> =
        (0..size.people).map(|at| person(draws, at, units.len(), from, size.days)).collect();
    let mut aliases = BTreeMap::new();
    for person in people.iter().step_by(4) {
        aliases.insert(format!("{}-too", person.id), person.id.clone());
    }
    let mut names: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
    names.extend(aliases.keys().cloned());
    names.extend((0..units.len()).map(unit));
    names.push(BOT.to_owned());
    let mut world = World {
        from,
        until,
        units,
        people,
        aliases,
        works: Vec::new(),
        tasks: Vec::new(),
        later: Vec::new(),
    };
    for at in 0..size.works {
        let mut work = work(draws, scheme, &world, &names, at);
        if at > 0 && draws.chance(4) {
            // a correction of a record that nothing corrected yet
            let of = format!("w{}", draws.number(0, at - 1));
            let taken = world.works.iter().any(|other| {
                let corrects = other.id == of && (other.corrects.is_some() || other.recorded > work.recorded);
                other.corrects.as_ref() == Some(&of) || corrects
            });
            work.corrects = Some(of).filter(|_| !taken);
        }
        world.works.push(work);
    }
    if scheme.kinds.iter().any(|kind| kind.origin != Origin::Work) {
        world.tasks = (0..size.tasks).map(|at| task(draws, &world, at)).collect();
    }
    for _ in 0..size.later {
        let later = later(draws, scheme, &world);
        world.later.extend(later);
    }
    world
}

fn person(draws: &mut Draws, at: i64, units: usize, first: Day, days: i64) -> Person {
    let unit = |draws: &mut Draws| Some(usize::try_from(draws.below(units as u64)).unwrap());
    let status =
        draws.of(&[Status::Staff, Status::Staff, Status::Staff, Status::Collaborator, Status::Expert]);
    let mut spells = vec![Spell { unit: unit(draws), status, from: first - 400, until: None }];
    // somebody may come late, move, change their status, be away for a while, or have left long ago
    let mut last = first - 400;
    for _ in 0..draws.of(&[0, 0, 1, 2]) {
        let gap = draws.of(&[0, 0, 0, 20]);
        let next = draws.number(last + 1, (first + days).max(last + 1)) + gap;
        let end = spells.len() - 1;
        spells[end].until = Some(next - 1 - gap);
        let status = if draws.chance(80) { spells[end].status } else { Status::Staff };
        spells.push(Spell { unit: unit(draws), status, from: next, until: None });
        last = next;
    }
    if draws.chance(15) {
        let end = spells.len() - 1;
        spells[end].until = Some(draws.number(last, (first + days).max(last)));
    }
    let mut absences = Vec::new();
    let mut free = first - 30;
    for _ in 0..draws.of(&[0, 0, 1, 2]) {
        let from = free + draws.number(0, days / 2 + 30);
        let until = from + draws.number(0, days / 2);
        absences.push((draws.of(&["maternity", "annual_leave", "sickness"]), from, until));
        free = until + 1;
    }
    Person { id: format!("p{at}"), spells, absences, shifts: draws.maybe(85, |draws| draws.number(0, 40)) }
}

/// A piece of work of a kind drawn at random.
pub fn work(draws: &mut Draws, scheme: &Scheme, world: &World, names: &[String], at: i64) -> Work {
    let kinds: Vec<usize> =
        (0..scheme.kinds.len()).filter(|kind| scheme.kinds[*kind].origin == Origin::Work).collect();
    let kind = draws.of(&kinds);
    let mut left: Vec<String> = names.to_vec();
    let count = draws.of(&[1, 1, 2, 2, 3, 4]).min(names.len());
    let weights: Vec<i64> = (0..count).map(|_| draws.number(1, 5)).collect();
    let sum: i64 = weights.iter().sum();
    let mut credits: Vec<Credit> = Vec::new();
    for (place, weight) in (1_u32..).zip(&weights) {
        let to = left.swap_remove(usize::try_from(draws.below(left.len() as u64)).unwrap());
        // a person and their other id are one, and nobody is credited twice
        left.retain(|other| other.trim_end_matches("-too") != to.trim_end_matches("-too"));
        credits.push(Credit { to, share: Some(q(*weight, sum)), position: Some(place * 2) });
        if left.is_empty() {
            break;
        }
    }
    if credits.len() < count {
        let count = i64::try_from(credits.len()).unwrap();
        credits.iter_mut().for_each(|credit| credit.share = Some(q(1, count)));
    }
    let on = draws.number(world.from - 10, world.until + 10);
    Work {
        id: format!("w{at}"),
        on,
        recorded: on + draws.of(&[0, 0, 0, 1, 9, 40]),
        kind,
        credits,
        n: draws.number(0, 2_000),
        m: draws.number(1, 1_500),
        a: usize::try_from(draws.below(3)).unwrap(),
        b: draws.maybe(80, |draws| usize::try_from(draws.below(3)).unwrap()),
        f: draws.maybe(70, |draws| usize::try_from(draws.below(3)).unwrap()),
        evidence: usize::try_from(draws.below(3)).unwrap(),
        verified: draws.chance(85),
        corrects: None,
    }
}

fn task(draws: &mut Draws, world: &World, at: i64) -> Task {
    let given = draws.number(world.from - 20, world.until);
    let due = given + draws.number(0, 30);
    let blocked = draws.maybe(30, |draws| {
        let from = given + draws.number(-5, 30);
        (from, from + draws.number(0, 12))
    });
    Task {
        id: format!("t{at}"),
        to: draws.of(&world.people).id,
        given,
        notified: draws.maybe(90, |draws| given + draws.number(0, 12)),
        due,
        extended: draws.maybe(25, |draws| (due + draws.number(1, 15), given + draws.number(0, 40))),
        blocked,
        contested: draws.maybe(8, |draws| given + draws.number(0, 20)),
        done: draws.maybe(80, |draws| given + draws.number(0, 60)),
    }
}

fn later(draws: &mut Draws, scheme: &Scheme, world: &World) -> Option<Later> {
    let on = draws.number(world.from, world.until + 30);
    if draws.chance(8) && !scheme.parts.is_empty() {
        let part = usize::try_from(draws.below(scheme.parts.len() as u64)).unwrap();
        return Some(Later::Withheld { by: draws.of(&world.people).id, part, on });
    }
    let task = draws.chance(20) && !world.tasks.is_empty();
    let (of, known) = match (task, world.works.is_empty()) {
        (true, _) => {
            let task = draws.of(&world.tasks);
            (task.id, task.given)
        }
        (false, true) => return None,
        (false, false) => {
            let work = draws.of(&world.works);
            (work.id, work.recorded)
        }
    };
    let on = known + draws.number(0, 60);
    Some(match draws.below(4) {
        0 if !task => Later::Verified { of, on },
        1 => Later::Reversed { of, on },
        2 => Later::Excused { of, on },
        _ => {
            let settled = draws.maybe(60, |draws| (on + draws.number(0, 30), draws.chance(50)));
            Later::Disputed { of, on, settled }
        }
    })
}
