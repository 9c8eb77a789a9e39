//! A year of invented work: contributions, tasks, and what happened to them, a record a line.

use serde_json::{Map, Value, json};
use thidua::Date;

use super::draw::Draw;
use super::habits::{COORDINATOR, HABITS, split};
use super::people::{BOT, Person, UNITS, alias, day};

/// A day after another, but not after the year.
fn after(from: Date, days: u64) -> Date {
    from.plus_days(days).expect("a day soon after").min(day("2026-12-31"))
}

/// The year as it is made.
struct Year<'a> {
    people: &'a [Person],
    draw: Draw,
    lines: Vec<String>,
    count: u64,
}

/// The records of the year, a line each.
pub fn ledger(people: &[Person], draw: Draw) -> String {
    let mut year = Year { people, draw, lines: Vec::new(), count: 0 };
    year.say(
        "collection",
        json!({"id": "cms", "disclosed": "2025-12-15", "notice": "Thông báo minh hoạ về việc ghi nhận đóng góp"}),
    );
    for week in 0..52 {
        let monday = day("2026-01-05").plus_days(7 * week).expect("a day of the year");
        for at in 0..people.len() {
            year.person(at, monday);
        }
        // the last tasks fall due before the year ends
        for _ in 0..if week < 48 { 4 } else { 0 } {
            year.task(monday);
        }
    }
    year.lines.join("\n") + "\n"
}

impl Year<'_> {
    fn say(&mut self, sort: &str, record: Value) {
        let mut line = Map::new();
        line.insert(sort.to_owned(), record);
        self.lines.push(Value::Object(line).to_string());
    }

    fn id(&mut self, letter: char) -> String {
        self.count += 1;
        format!("{letter}{:05}", self.count)
    }

    /// Somebody of the task force who is none of these.
    fn verifier(&mut self, but: &[usize]) -> usize {
        let able: Vec<usize> = (0..self.people.len())
            .filter(|at| self.people[*at].spells[0].role == "coordinator" && !but.contains(at))
            .collect();
        self.draw.one(&able)
    }

    fn person(&mut self, at: usize, monday: Date) {
        let date = after(monday, self.draw.below(5));
        let Some(spell) = self.people[at].at_work(date).cloned() else { return };
        let habits =
            HABITS.iter().find(|(role, _)| *role == spell.role).map_or(COORDINATOR, |(_, habits)| habits);
        for (kind, often) in habits {
            if self.draw.happens(often * self.people[at].pace / 100) {
                self.contribution(kind, at, spell.unit, date);
            }
        }
        // signs that verifiers should ask about: one who writes everything down at the end of the quarter,
        let ends = ["2026-03-30", "2026-06-29", "2026-09-28", "2026-12-28"].map(day);
        if at == 70 && ends.contains(&monday) {
            (0..6).for_each(|_| self.contribution("expert-advice", at, spell.unit, monday));
        }
        // two who credit each other and nobody else,
        if at == 26 && self.draw.happens(700) {
            self.record("content-innovation", &[26, 27], date, None);
        }
        // and one series that is handed in piece by piece
        if at == 50 && (day("2026-04-06")..=day("2026-06-01")).contains(&monday) {
            self.record("content-innovation", &[50], date, Some("series-market-tour"));
        }
    }

    /// Some work of somebody, now and then with others of the unit.
    fn contribution(&mut self, kind: &str, at: usize, unit: usize, date: Date) {
        let mut who = vec![at];
        if !["training-taken", "error", "expert-advice"].contains(&kind) && self.draw.happens(200) {
            let near: Vec<usize> = (0..self.people.len())
                .filter(|other| {
                    *other != at && self.people[*other].at_work(date).is_some_and(|spell| spell.unit == unit)
                })
                .collect();
            for _ in 0..self.draw.between(1, 2) {
                let other = self.draw.one(&near);
                if !who.contains(&other) {
                    who.push(other);
                }
            }
        }
        self.record(kind, &who, date, None);
    }

    fn record(&mut self, kind: &str, who: &[usize], date: Date, achievement: Option<&str>) {
        let id = self.id('c');
        let mut own = self.facts(kind);
        own.insert("id".to_owned(), json!(id));
        own.insert("on".to_owned(), json!(date));
        own.insert("kind".to_owned(), json!(kind));
        let recorded = after(date, self.draw.below(4));
        if recorded != date {
            own.insert("recorded".to_owned(), json!(recorded));
        }
        if let Some(achievement) = achievement {
            own.insert("achievement".to_owned(), json!(achievement));
        }
        own.insert("credits".to_owned(), self.credits(kind, who, date));
        let verifier = self.verifier(who);
        let by = self.people[verifier].id.clone();
        let later = match self.draw.below(1000) {
            0..880 => {
                own.insert("verified_by".to_owned(), json!(by));
                false
            }
            880..950 => true,
            _ => false,
        };
        self.say("contribution", Value::Object(own));
        if later {
            let record = json!({"id": self.id('v'), "of": id, "on": after(recorded, 5), "by": by});
            self.say("verification", record);
        }
        match self.draw.below(1000) {
            0..8 => {
                let raised = after(recorded, 10);
                let mut dispute = json!({"id": self.id('d'), "of": id, "on": raised});
                let settled = after(raised, 20);
                if self.draw.happens(600) && settled > raised {
                    let outcome = if self.draw.happens(400) { "upheld" } else { "dismissed" };
                    dispute["settled"] = json!({"on": settled, "outcome": outcome});
                }
                self.say("dispute", dispute);
            }
            8..15 => {
                let record = json!({"id": self.id('r'), "of": id, "on": after(recorded, 30), "by": by, "reason": "đã tính ở bản ghi khác"});
                self.say("reversal", record);
            }
            _ => {}
        }
    }

    /// Who is credited: now and then the unit itself, an account of somebody from before, or the publishing system beside them.
    fn credits(&mut self, kind: &str, who: &[usize], date: Date) -> Value {
        let of_units = ["partner-cooperation", "digital-revenue", "equipment"];
        if of_units.contains(&kind) && self.draw.happens(300) {
            let unit = self.people[who[0]].at_work(date).map_or(0, |spell| spell.unit);
            return json!([{"to": UNITS[unit].0}]);
        }
        let old = |at: usize| [3, 71].contains(&at).then(|| alias(&self.people[at]));
        let bot = split(kind) == "equal" && kind.starts_with("audience") && self.draw.happens(60);
        let use_old = self.draw.happens(400);
        let count = who.len() as u64;
        let mut credits: Vec<Value> = Vec::new();
        for (place, at) in who.iter().enumerate() {
            let to = old(*at).filter(|_| use_old).unwrap_or_else(|| self.people[*at].id.clone());
            let mut credit = json!({"to": to});
            if count > 1 && split(kind) != "equal" {
                credit["position"] = json!(place + 1);
            }
            if count > 1 && split(kind) == "declared" {
                // the first takes one part more than each of the others
                let part = if place == 0 { 2 } else { 1 };
                credit["share"] = json!(format!("{part}/{}", count + 1));
            }
            credits.push(credit);
        }
        if bot {
            credits.push(json!({"to": BOT}));
        }
        Value::Array(credits)
    }

    /// What a record of a kind says beside who and when.
    fn facts(&mut self, kind: &str) -> Map<String, Value> {
        let draw = &mut self.draw;
        let good = |draw: &mut Draw| if draw.happens(850) { "yes" } else { "no" };
        let corrected = |draw: &mut Draw| if draw.happens(60) { "yes" } else { "no" };
        let share = |draw: &mut Draw, whole: u64, low: u64, high: u64| whole * draw.between(low, high) / 100;
        let (quantities, attributes, proof) = match kind {
            "initiative" => {
                let level = draw.one(&["proposed", "proposed", "applied", "applied", "agency", "ministry"]);
                (json!({}), json!({"level": level}), draw.happens(900))
            }
            "keyword-proposal" => {
                (json!({}), json!({"used": if draw.happens(400) { "yes" } else { "no" }}), false)
            }
            "content-innovation" => {
                let format = draw.one(&["data-story", "interactive", "long-form", "podcast", "video-series"]);
                let award = draw.one(&[
                    "none", "none", "none", "none", "none", "none", "none", "agency", "agency", "national",
                ]);
                let reuse = draw.one(&["once", "once", "once", "series"]);
                (
                    json!({}),
                    json!({"format": format, "award": award, "reuse": reuse, "checked": good(draw)}),
                    false,
                )
            }
            "data-technology" => {
                (json!({"work_days": draw.between(1, 12)}), json!({"in_use": good(draw)}), false)
            }
            "training-given" => {
                (json!({"hours": draw.between(1, 6), "participants": draw.between(2, 30)}), json!({}), false)
            }
            "training-taken" => (json!({"hours": draw.between(4, 24)}), json!({"passed": good(draw)}), false),
            "partner-cooperation" => (
                json!({}),
                json!({"stage": draw.one(&["contact", "contact", "agreement", "running"])}),
                draw.happens(850),
            ),
            "equipment" => (json!({"users": draw.between(1, 60)}), json!({}), false),
            "expert-advice" => (json!({"hours": draw.between(1, 4)}), json!({}), false),
            "search-content" => {
                let visits = draw.between(1, 30) * 1000;
                (
                    json!({"search_visits": visits, "stayed": share(draw, visits, 25, 70)}),
                    json!({"corrected": corrected(draw)}),
                    false,
                )
            }
            "ecommerce-content" => {
                (json!({"orders": draw.between(1, 80)}), json!({"labelled": good(draw)}), false)
            }
            "digital-revenue" => {
                (json!({"revenue": draw.between(30, 160), "target": 100}), json!({}), draw.happens(900))
            }
            "audience-web" => {
                let reads = draw.between(2, 60) * 1000;
                (
                    json!({"reads": reads, "read_through": share(draw, reads, 20, 75)}),
                    json!({"corrected": corrected(draw)}),
                    false,
                )
            }
            "audience-youtube" => (
                json!({"watch_hours": draw.between(20, 900), "watched": draw.between(15, 60), "offered": 100}),
                json!({"corrected": corrected(draw)}),
                false,
            ),
            "audience-tiktok" => {
                let views = draw.between(5, 300) * 1000;
                (
                    json!({"views": views, "full_views": share(draw, views, 10, 60)}),
                    json!({"corrected": corrected(draw)}),
                    false,
                )
            }
            "audience-facebook" => {
                let views = draw.between(5, 300) * 1000;
                (
                    json!({"views": views, "engagements": share(draw, views, 1, 6)}),
                    json!({"corrected": corrected(draw)}),
                    false,
                )
            }
            "newsletter" => {
                let sent = draw.between(5, 20) * 100;
                (json!({"sent": sent, "opened": share(draw, sent, 15, 55)}), json!({}), false)
            }
            "page-views" => (json!({"views": draw.between(50, 900) * 1000}), json!({}), false),
            "error" => (
                json!({}),
                json!({"severity": draw.one(&["minor", "minor", "minor", "major", "serious"])}),
                false,
            ),
            _ => (json!({}), json!({}), false),
        };
        let mut own = Map::new();
        for (key, value) in [("quantities", quantities), ("attributes", attributes)] {
            if value.as_object().is_some_and(|map| !map.is_empty()) {
                own.insert(key.to_owned(), value);
            }
        }
        if proof {
            // some minutes prove more than one thing
            let reference = if draw.happens(100) {
                "bb-003".to_owned()
            } else {
                format!("bb-{}", draw.between(1000, 9999))
            };
            own.insert("evidence".to_owned(), json!([{"ref": reference}]));
        }
        own
    }

    /// A task of somebody of the staff, given by the head of the unit or, to a head, by the task force.
    fn task(&mut self, monday: Date) {
        let at = self.draw.below(99) as usize;
        let Some(spell) = self.people[at].at_work(monday).cloned() else { return };
        let head = spell.unit * 11;
        let by = if at == head { self.verifier(&[]) } else { head };
        let (to, giver) = (self.people[at].id.clone(), self.people[by].id.clone());
        let id = self.id('a');
        let due = after(monday, 14);
        let mut own = json!({"id": id, "kind": "task", "to": to, "by": giver, "given": monday, "due": due, "notified": monday});
        let last = day("2026-12-31");
        let mut done = after(monday, self.draw.between(5, 14));
        match self.draw.below(100) {
            0..3 => {
                own.as_object_mut().expect("a map").remove("notified");
            }
            3..6 => own["answer"] = json!({"contested": after(monday, 2)}),
            6..11 => {
                own["extensions"] =
                    json!([{"until": after(monday, 24), "granted": after(monday, 12), "by": giver}]);
                done = after(monday, 22);
            }
            11..16 => {
                own["blocked"] =
                    json!([{"from": after(monday, 8), "until": after(monday, 12), "waits_on": "cong-nghe"}]);
                done = after(monday, 18);
            }
            16..32 => done = after(monday, self.draw.between(15, 28)),
            32..36 => done = last.plus_days(1).expect("a day of the next year"),
            _ => {}
        }
        let late = done > due;
        if done < last {
            own["done"] = json!(done);
        }
        self.say("assignment", own);
        if late && self.draw.happens(300) {
            let by = self.verifier(&[at, by]);
            let by = self.people[by].id.clone();
            let record = json!({"id": self.id('k'), "of": id, "on": after(done, 3), "certified_by": by, "reason": "hệ thống ngừng hoạt động, có biên bản"});
            self.say("cause", record);
        }
    }
}
