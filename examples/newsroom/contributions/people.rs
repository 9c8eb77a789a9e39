//! Nine units and 120 invented people, known by pseudonyms: who is where, as what, and when away.

use serde_json::{Value, json};
use thidua::Date;

use super::draw::Draw;

/// Units: id, sort, and what its people do.
pub const UNITS: [(&str, &str, &str); 9] = [
    ("thoi-su", "editorial", "reporter"),
    ("cong-nghiep", "editorial", "reporter"),
    ("thuong-mai", "editorial", "reporter"),
    ("kinh-te", "editorial", "reporter"),
    ("da-phuong-tien", "editorial", "producer"),
    ("cong-nghe", "support", "engineer"),
    ("du-lieu-ban-doc", "support", "analyst"),
    ("kinh-doanh-so", "support", "seller"),
    ("van-phong", "support", "officer"),
];

/// The account of the publishing system, which is no person.
pub const BOT: &str = "cms[bot]";

/// A stretch of somebody's time.
#[derive(Clone)]
pub struct Spell {
    pub unit: usize,
    pub role: &'static str,
    pub status: &'static str,
    pub from: Date,
    pub until: Option<Date>,
}

/// Somebody.
#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub spells: Vec<Spell>,
    pub away: Vec<(&'static str, Date, Option<Date>)>,
    /// How much they do, in parts of a hundred.
    pub pace: u64,
}

impl Person {
    /// Where they are on a day on which they are not away.
    pub fn at_work(&self, day: Date) -> Option<&Spell> {
        let holds = |from: Date, until: Option<Date>| from <= day && until.is_none_or(|until| day <= until);
        let away = self.away.iter().any(|(_, from, until)| holds(*from, *until));
        self.spells.iter().find(|spell| !away && holds(spell.from, spell.until))
    }
}

pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day of this file")
}

/// Everybody, and the roster that says so.
pub fn people(draw: &mut Draw) -> Vec<Person> {
    let start = day("2025-01-01");
    let mut numbers: Vec<u64> = (1..=120).collect();
    // pseudonyms say nothing of units
    for at in (1..numbers.len()).rev() {
        numbers.swap(at, draw.below(at as u64 + 1) as usize);
    }
    let mut all: Vec<Person> = Vec::new();
    let mut add = |draw: &mut Draw, unit: usize, role, status| {
        let spell = Spell { unit, role, status, from: start, until: None };
        let id = format!("p-{:03}", numbers[all.len()]);
        all.push(Person { id, spells: vec![spell], away: Vec::new(), pace: draw.between(40, 160) });
    };
    for (unit, (_, _, role)) in UNITS.iter().enumerate() {
        add(draw, unit, "head", "civil_servant");
        for place in 0..10 {
            let role = if *role == "reporter" && place >= 7 { "editor" } else { role };
            add(draw, unit, role, if place % 4 == 3 { "labour_contract" } else { "public_employee" });
        }
    }
    for place in 0..14 {
        add(draw, place % 4, "reporter", "collaborator");
    }
    for _ in 0..7 {
        add(draw, 8, "coordinator", "public_employee");
    }
    moves(&mut all);
    for person in &mut all {
        if draw.happens(250) {
            let from = day("2026-07-06").plus_days(7 * draw.below(6)).expect("a day of summer");
            let free =
                person.away.iter().all(|(_, start, end)| *start > from || end.is_some_and(|end| end < from));
            if free && person.away.is_empty() {
                person.away.push(("annual_leave", from, from.plus_days(4)));
            }
        }
    }
    all
}

/// Transfers, leave, those who come and those who go: by their place among the people of a unit.
fn moves(all: &mut [Person]) {
    let transfer = |person: &mut Person, on: &str, unit, role, status| {
        let from = day(on);
        if let Some(last) = person.spells.last_mut() {
            last.until = from.previous();
        }
        person.spells.push(Spell { unit, role, status, from, until: None });
    };
    transfer(&mut all[1], "2026-05-16", 4, "producer", "public_employee");
    transfer(&mut all[13], "2026-04-01", 0, "reporter", "public_employee");
    transfer(&mut all[24], "2026-08-03", 6, "analyst", "public_employee");
    transfer(&mut all[57], "2026-07-01", 6, "analyst", "public_employee");
    transfer(&mut all[90], "2026-10-01", 7, "seller", "public_employee");
    // a collaborator who is hired
    transfer(&mut all[99], "2026-07-01", 0, "reporter", "labour_contract");
    for (at, kind, from, until) in [
        (2, "maternity", "2026-02-01", Some("2026-07-31")),
        (46, "maternity", "2026-06-15", Some("2026-12-14")),
        (68, "maternity", "2026-08-15", None),
        (30, "sickness", "2026-03-02", Some("2026-04-12")),
        (79, "sickness", "2026-10-05", Some("2026-10-30")),
        (15, "assigned_study", "2026-09-07", Some("2026-11-27")),
        (62, "work_injury", "2026-05-04", Some("2026-06-14")),
        (35, "unpaid_leave", "2026-11-02", Some("2026-11-29")),
    ] {
        all[at].away.push((kind, day(from), until.map(day)));
    }
    for (at, from) in [(9, "2026-03-16"), (42, "2026-06-01"), (75, "2026-09-01"), (110, "2026-04-15")] {
        all[at].spells[0].from = day(from);
    }
    for (at, until) in [(20, "2026-06-30"), (53, "2026-09-30"), (108, "2026-08-31")] {
        all[at].spells[0].until = Some(day(until));
    }
}

/// The roster, a line for each unit and person.
pub fn roster(all: &[Person]) -> String {
    let spell = |spell: &Spell| {
        let mut own = json!({"unit": UNITS[spell.unit].0, "role": spell.role, "status": spell.status, "from": spell.from});
        if let Some(until) = spell.until {
            own["until"] = json!(until);
        }
        for (key, holds) in [("head", spell.role == "head"), ("task_force", spell.role == "coordinator")] {
            if holds {
                own[key] = json!(true);
            }
        }
        own
    };
    let person = |person: &Person| {
        let spells: Vec<Value> = person.spells.iter().map(spell).collect();
        let mut own = json!({"id": person.id, "spells": spells});
        let away = |(kind, from, until): &(&str, Date, Option<Date>)| match until {
            Some(until) => json!({"kind": kind, "from": from, "until": until}),
            None => json!({"kind": kind, "from": from}),
        };
        if !person.away.is_empty() {
            own["absences"] = person.away.iter().map(away).collect();
        }
        own
    };
    let units: Vec<String> =
        UNITS.iter().map(|(id, kind, _)| format!("  {}", json!({"id": id, "kind": kind}))).collect();
    let mut sorted: Vec<&Person> = all.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let people: Vec<String> = sorted.iter().map(|own| format!("  {}", person(own))).collect();
    // the old accounts of two who are the same as before
    let aliases = json!({alias(&all[3]): all[3].id, alias(&all[71]): all[71].id});
    format!(
        "{{\"units\": [\n{}\n],\n\"people\": [\n{}\n],\n\"aliases\": {aliases},\n\"bots\": {{\"endings\": [\"[bot]\"]}}}}\n",
        units.join(",\n"),
        people.join(",\n")
    )
}

/// The id somebody had before.
pub fn alias(person: &Person) -> String {
    person.id.replace("p-", "old-")
}
