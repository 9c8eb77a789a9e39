//! Laws of every scheme, tried on schemes and ledgers drawn at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use thidua::contribution::Standings;
use thidua::{Fraction, Lang, Scheme};

use crate::plan::{self, BOT, Day, Draws, Later, World};
use crate::{Told, compare, draw, of_library, read, stand};

const SMALL: draw::Size = draw::Size { people: 6, units: 2, works: 40, tasks: 6, later: 16, days: 100 };

/// A scheme with a ledger of its kinds, and a day in or after its period.
fn drawn(seed: u64) -> (Draws, plan::Scheme, World, Day) {
    let mut draws = Draws(seed);
    let scheme = draw::scheme(&mut draws);
    let world = draw::world(&mut draws, &scheme, SMALL);
    let as_of = world.until + draws.number(-40, 60);
    (draws, scheme, world, as_of)
}

fn told(scheme: &plan::Scheme, world: &World, as_of: Day) -> BTreeMap<String, Told> {
    tell(&stand(scheme, world, &read(&world.lines()), as_of).unwrap())
}

fn all(standings: &Standings) -> impl Iterator<Item = &thidua::contribution::Standing> {
    standings.people().iter().chain(standings.units())
}

/// Everybody's score, published score and rank.
fn tell(standings: &Standings) -> BTreeMap<String, Told> {
    let own = |standing: &thidua::contribution::Standing| {
        let published = standing.published().map(|score| score.to_string());
        (standing.contributor().to_string(), of_library((standing.score(), published, standing.rank())))
    };
    all(standings).map(own).collect()
}

/// The world as it was known on a day.
fn cut(world: &World, on: Day) -> World {
    let mut cut = world.clone();
    cut.works.retain(|work| work.recorded <= on);
    cut.tasks.retain(|task| task.given <= on);
    for task in &mut cut.tasks {
        task.notified = task.notified.filter(|day| *day <= on);
        task.contested = task.contested.filter(|day| *day <= on);
        task.done = task.done.filter(|day| *day <= on);
        task.extended = task.extended.filter(|(_, granted)| *granted <= on);
    }
    cut.later.retain_mut(|later| match later {
        Later::Verified { on: day, .. }
        | Later::Reversed { on: day, .. }
        | Later::Excused { on: day, .. }
        | Later::Withheld { on: day, .. } => *day <= on,
        Later::Disputed { on: day, settled, .. } => {
            *settled = settled.filter(|(day, _)| *day <= on);
            *day <= on
        }
    });
    cut
}

/// The world under other names.
fn relabelled(world: &World, name: impl Fn(&str) -> String) -> World {
    let mut other = world.clone();
    other.people.iter_mut().for_each(|person| person.id = name(&person.id));
    other.aliases = world.aliases.iter().map(|(one, other)| (name(one), name(other))).collect();
    let unit = |id: &str| id.starts_with('u') || id == BOT;
    for credit in other.works.iter_mut().flat_map(|work| &mut work.credits) {
        credit.to = if unit(&credit.to) { credit.to.clone() } else { name(&credit.to) };
    }
    other.tasks.iter_mut().for_each(|task| task.to = name(&task.to));
    for later in &mut other.later {
        if let Later::Withheld { by, .. } = later {
            *by = name(by);
        }
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scheme_comes_out_as_its_rules_say(seed in any::<u64>()) {
        let (_, scheme, world, as_of) = drawn(seed);
        let standings = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        compare(&scheme, &world, &standings, as_of);
    }

    #[test]
    fn no_cut_and_no_order_changes_a_byte(seed in any::<u64>(), at in any::<prop::sample::Index>()) {
        let (mut draws, scheme, mut world, as_of) = drawn(seed);
        let mut lines = world.lines();
        let whole = stand(&scheme, &world, &read(&lines), as_of).unwrap();
        for last in (1..lines.len()).rev() {
            lines.swap(last, usize::try_from(draws.below(last as u64 + 1)).unwrap());
        }
        let (one, other) = lines.split_at(at.index(lines.len() + 1));
        let merged = read(other).merge(&read(one)).unwrap();
        world.people.reverse();
        let other = stand(&scheme, &world, &merged, as_of).unwrap();
        prop_assert_eq!(other.to_json(), whole.to_json());
    }

    #[test]
    fn good_work_lowers_no_score_of_a_monotone_scheme(seed in any::<u64>(), more in 1..6_i64) {
        let (mut draws, scheme, mut world, as_of) = drawn(seed);
        prop_assume!(Scheme::parse(&scheme.yaml(), None).unwrap().is_monotone());
        let before = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        let names: Vec<String> = all(&before).map(|standing| standing.contributor().to_string()).collect();
        for at in 0..more {
            let mut work = draw::work(&mut draws, &scheme, &world, &names, 1_000 + at);
            work.verified = true;
            if !scheme.kinds[work.kind].deduction {
                world.works.push(work);
            }
        }
        let after = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        for (before, after) in all(&before).zip(all(&after)) {
            prop_assert!(before.score() <= after.score(), "{before:?} {after:?} {}", scheme.yaml());
        }
    }

    #[test]
    fn a_reversal_undoes_exactly(seed in any::<u64>()) {
        let (mut draws, scheme, world, as_of) = drawn(seed);
        let names: Vec<String> = world.people.iter().map(|person| person.id.clone()).collect();
        let mut with = world.clone();
        let work = draw::work(&mut draws, &scheme, &world, &names, 1_000);
        with.later.push(Later::Reversed { of: work.id.clone(), on: work.recorded });
        with.works.push(work);
        prop_assert_eq!(told(&scheme, &with, as_of), told(&scheme, &world, as_of));
    }

    #[test]
    fn other_names_change_names_alone(seed in any::<u64>()) {
        let (_, scheme, world, as_of) = drawn(seed);
        // the order of the new names is another one
        let name = |id: &str| format!("{}-{id}", char::from(b'z' - id.as_bytes()[1] % 7));
        let other = told(&scheme, &relabelled(&world, name), as_of);
        for (id, own) in told(&scheme, &world, as_of) {
            let id = if id.starts_with('u') { id } else { name(&id) };
            prop_assert_eq!(&other[&id], &own, "{}", id);
        }
    }

    #[test]
    fn lines_sum_to_scores(seed in any::<u64>()) {
        let (_, scheme, world, as_of) = drawn(seed);
        let standings = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        for standing in all(&standings) {
            let Some(score) = standing.score() else { continue };
            let told = standings.explain(standing.contributor().as_str()).unwrap().json(Lang::En);
            let told: serde_json::Value = serde_json::from_str(&told).unwrap();
            let tables = told["tables"].as_array().unwrap();
            let Some(table) = tables.iter().find(|table| table["caption"]["key"] == "table-ledger") else {
                prop_assert!(score.is_zero());
                continue;
            };
            let rows = table["rows"].as_array().unwrap().iter();
            let mut points: Vec<Fraction> =
                rows.map(|row| Fraction::parse(row[3].as_str().unwrap()).unwrap()).collect();
            let total = points.pop().unwrap();
            prop_assert_eq!(&points.iter().fold(Fraction::ZERO, |sum, line| sum.add(line)), score);
            prop_assert_eq!(&total, score);
        }
    }

    #[test]
    fn what_is_contested_counts_neither_way(seed in any::<u64>()) {
        let (_, scheme, mut world, as_of) = drawn(seed);
        // what a correction stands in for would count again without it
        world.works.iter_mut().for_each(|work| work.corrects = None);
        let open = |later: &Later| match later {
            Later::Disputed { of, on, settled } => {
                (*on <= as_of && settled.is_none_or(|(day, _)| as_of < day)).then(|| of.clone())
            }
            _ => None,
        };
        let contested: Vec<String> = world.later.iter().filter_map(open).collect();
        let (mut without, mut undisputed) = (world.clone(), world.clone());
        for id in &contested {
            // as if they had been reversed, and as if nobody had contested them
            let on = world.works.iter().find(|work| work.id == *id).map(|work| work.recorded);
            let on = on.or_else(|| world.tasks.iter().find(|task| task.id == *id).map(|task| task.given));
            without.later.push(Later::Reversed { of: id.clone(), on: on.unwrap() });
        }
        undisputed.later.retain(|later| open(later).is_none());
        for task in &mut undisputed.tasks {
            if task.contested.take_if(|day| *day <= as_of).is_some() {
                without.later.push(Later::Reversed { of: task.id.clone(), on: task.given });
            }
        }
        let standings = stand(&scheme, &world, &read(&world.lines()), as_of).unwrap();
        prop_assert_eq!(tell(&standings), told(&scheme, &without, as_of));
        let others = told(&scheme, &undisputed, as_of);
        for standing in all(&standings) {
            let with = match standing.with_disputed() {
                Some(with) => {
                    let published = with.published().map(|score| score.to_string());
                    of_library((with.score(), published, with.rank()))
                }
                None => tell(&standings)[standing.contributor().as_str()].clone(),
            };
            prop_assert_eq!(&with, &others[standing.contributor().as_str()]);
        }
    }

    #[test]
    fn a_day_of_the_past_is_the_ledger_cut_at_that_day(seed in any::<u64>()) {
        let (_, scheme, world, as_of) = drawn(seed);
        prop_assert_eq!(told(&scheme, &cut(&world, as_of), as_of), told(&scheme, &world, as_of));
    }
}
