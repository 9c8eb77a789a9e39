//! Schemes, rosters and ledgers as plain data, drawn from a seed, and written as people write them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use num_rational::BigRational;

pub type Q = BigRational;

pub fn q(above: i64, below: i64) -> Q {
    Q::new(above.into(), below.into())
}

/// A number as packs write it: these all are decimals.
fn decimal(value: &Q) -> String {
    let scaled = value * q(1_000_000, 1);
    assert!(scaled.is_integer(), "{value} is no decimal of six places");
    let (sign, size) = (if scaled < q(0, 1) { "-" } else { "" }, scaled.to_integer().magnitude().clone());
    format!("{sign}{}.{:06}", &size / 1_000_000_u32, size % 1_000_000_u32)
}

/// Draws that are the same everywhere (splitmix64).
pub struct Draws(pub u64);

impl Draws {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    pub fn number(&mut self, from: i64, until: i64) -> i64 {
        from + i64::try_from(self.below((until - from + 1).unsigned_abs())).unwrap()
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn of<T: Clone>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.below(some.len() as u64)).unwrap()].clone()
    }

    pub fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| value(self))
    }
}

/// Days from 1970-01-01.
pub type Day = i64;

/// The day of a date. Years are counted from March, so that the day that leap years have more is the last.
pub fn day(year: i64, month: i64, of_month: i64) -> Day {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2) / 5 + of_month - 1 - 719_468
}

/// Year, month and day of the month.
pub fn civil(number: Day) -> (i64, i64, i64) {
    let guess = 1970 + number.div_euclid(365);
    let year = (0..3).map(|less| guess - less).find(|year| day(*year, 1, 1) <= number).unwrap();
    let month = (1..=12).rev().find(|month| day(year, *month, 1) <= number).unwrap();
    (year, month, number - day(year, month, 1) + 1)
}

pub fn text(number: Day) -> String {
    let (year, month, day) = civil(number);
    format!("{year:04}-{month:02}-{day:02}")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Span {
    Day,
    Week,
    Month,
    Quarter,
    Period,
}

impl Span {
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Period];

    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Period => "period",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Cap {
    pub per: Span,
    pub most: Option<Q>,
    pub least: Option<Q>,
}

#[derive(Clone, Debug)]
pub enum Rule {
    Fixed(Q),
    PerUnit {
        unit: Q,
        each: Q,
        whole: bool,
    },
    Table([Q; 3]),
    /// Points of each band, and where each but the first begins; the first begins at 0.
    Banded(Vec<Q>, Vec<Q>),
    Expected {
        points: Q,
        most: Q,
    },
}

#[derive(Clone, Debug)]
pub enum Need {
    Quantity(Option<Q>, Option<Q>),
    Ratio(Q),
    Attribute,
    Evidence,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    Work,
    OnTime,
    Late,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Split {
    Declared,
    Equal,
    Harmonic,
    Arithmetic,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    HalfUp,
    HalfEven,
    Up,
    Down,
}

impl Rounding {
    pub const ALL: [Self; 4] = [Self::HalfUp, Self::HalfEven, Self::Up, Self::Down];

    fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

#[derive(Clone, Debug)]
pub enum Decay {
    HalfLife { days: Q, places: u32, rounding: Rounding },
    Steps { per: Span, lost: Q },
}

#[derive(Clone, Debug)]
pub struct Kind {
    pub part: usize,
    pub origin: Origin,
    pub rule: Rule,
    /// Factors by the attribute `f`, and their ceiling.
    pub factors: Option<([Q; 3], Q)>,
    pub needs: Vec<Need>,
    pub split: Split,
    pub step: Option<(Q, Rounding)>,
    pub caps: Vec<Cap>,
    pub decay: Option<Decay>,
    pub deduction: bool,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub mean: bool,
    pub weight: Q,
    pub withheld: Q,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    Own,
    OwnPerHead,
    MembersMean,
    MembersPerHead,
    MembersShare,
}

#[derive(Clone, Debug)]
pub struct Scheme {
    pub claimed: bool,
    pub decay_first: bool,
    pub kinds: Vec<Kind>,
    /// The kinds each holds for, all where there are none.
    pub shared: Vec<(Vec<usize>, Cap)>,
    /// None, or the parts of the score with whether it is their mean and the coverage.
    pub parts: Vec<Part>,
    pub mean: bool,
    pub coverage: Q,
    /// Whether points are measured by days or by shifts, and the reference.
    pub opportunity: Option<(bool, Q)>,
    pub protects_leave: bool,
    pub terms: Vec<(Term, Q)>,
    pub enough: Q,
    pub places: u32,
    pub rounding: Rounding,
    pub on_published: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Staff,
    Collaborator,
    Expert,
}

#[derive(Clone, Debug)]
pub struct Spell {
    pub unit: Option<usize>,
    pub status: Status,
    pub from: Day,
    pub until: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub spells: Vec<Spell>,
    /// Kind, first and last day.
    pub absences: Vec<(&'static str, Day, Day)>,
    pub shifts: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Credit {
    pub to: String,
    pub share: Option<Q>,
    pub position: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Work {
    pub id: String,
    pub on: Day,
    pub recorded: Day,
    pub kind: usize,
    pub credits: Vec<Credit>,
    /// The quantities `done` and `asked`, in hundredths.
    pub n: i64,
    pub m: i64,
    /// The attributes `a`, `b` and `f`, as the place of their value.
    pub a: usize,
    pub b: Option<usize>,
    pub f: Option<usize>,
    pub evidence: usize,
    pub verified: bool,
    pub corrects: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Task {
    pub id: String,
    pub to: String,
    pub given: Day,
    pub notified: Option<Day>,
    pub due: Day,
    pub extended: Option<(Day, Day)>,
    pub blocked: Option<(Day, Day)>,
    pub contested: Option<Day>,
    pub done: Option<Day>,
}

#[derive(Clone, Debug)]
pub enum Later {
    Verified { of: String, on: Day },
    Reversed { of: String, on: Day },
    Disputed { of: String, on: Day, settled: Option<(Day, bool)> },
    Excused { of: String, on: Day },
    Withheld { by: String, part: usize, on: Day },
}

#[derive(Clone, Debug)]
pub struct World {
    pub from: Day,
    pub until: Day,
    /// Shifts of each unit.
    pub units: Vec<Option<i64>>,
    pub people: Vec<Person>,
    pub aliases: BTreeMap<String, String>,
    pub works: Vec<Work>,
    pub tasks: Vec<Task>,
    pub later: Vec<Later>,
}

pub const VALUES: [&str; 3] = ["low", "mid", "high"];
pub const BOT: &str = "ci[bot]";

pub fn unit(at: usize) -> String {
    format!("u{at}")
}

impl Scheme {
    /// The scheme as a person writes it.
    pub fn yaml(&self) -> String {
        let label = "{vi: Thử, en: Try}";
        let mut out = format!(
            "pack: drawn\nedition: \"1\"\nkind: scheme\ntitle: {label}\n\
             citations: {{a: {{title: A, date: 2020-01-01, grade: primary}}}}\n\
             basis: {}\norder: {}\npublish: {{places: {}, rounding: {}, ranks_on: {}, ties: min}}\n\
             people: {{smallest: 1, task_force_apart: false, belongs: longest}}\n",
            if self.claimed { "claimed" } else { "verified" },
            if self.decay_first { "decay_then_cap" } else { "cap_then_decay" },
            self.places,
            self.rounding.name(),
            if self.on_published { "published" } else { "exact" },
        );
        if self.protects_leave {
            out += "protected: [annual_leave]\n";
        }
        if let Some((days, reference)) = &self.opportunity {
            let per = if *days { "days" } else { "shifts" };
            let reference = decimal(reference);
            writeln!(out, "opportunity: {{per: {per}, reference: {reference}}}").unwrap();
        }
        if !self.terms.is_empty() {
            let terms: Vec<String> = self.terms.iter().map(|term| self.term(term)).collect();
            writeln!(out, "units: {{smallest: 1, score: [{}]}}", terms.join(", ")).unwrap();
        }
        if !self.parts.is_empty() {
            out += "components:\n";
            for (at, part) in self.parts.iter().enumerate() {
                writeln!(
                    out,
                    "  - {{id: c{at}, label: {label}, combine: {}, weight: {}, withheld: {}}}",
                    if part.mean { "mean" } else { "sum" },
                    decimal(&part.weight),
                    decimal(&part.withheld),
                )
                .unwrap();
            }
            let how = if self.mean { "mean" } else { "sum" };
            writeln!(out, "score: {{{how}: {{coverage: {}}}}}", decimal(&self.coverage)).unwrap();
        }
        if !self.shared.is_empty() {
            out += "caps:\n";
            for (kinds, cap) in &self.shared {
                let names: Vec<String> = kinds.iter().map(|kind| format!("k{kind}")).collect();
                writeln!(out, "  - {{kinds: [{}], cap: {}, cite: a}}", names.join(", "), cap.yaml()).unwrap();
            }
        }
        out += "kinds:\n";
        for (at, kind) in self.kinds.iter().enumerate() {
            kind.write(at, !self.parts.is_empty(), &mut out);
        }
        out
    }

    fn term(&self, (term, weight): &(Term, Q)) -> String {
        let weight = decimal(weight);
        match term {
            Term::Own => format!("{{own: {{weight: {weight}}}}}"),
            Term::OwnPerHead => format!("{{own_per_head: {{weight: {weight}}}}}"),
            Term::MembersMean => format!("{{members_mean: {{weight: {weight}}}}}"),
            Term::MembersPerHead => format!("{{members_per_head: {{weight: {weight}}}}}"),
            Term::MembersShare => {
                format!("{{members_share: {{at_least: {}, weight: {weight}}}}}", decimal(&self.enough))
            }
        }
    }
}

impl Cap {
    fn yaml(&self) -> String {
        let mut out = format!("{{per: {}", self.per.name());
        if let Some(most) = &self.most {
            write!(out, ", most: {}", decimal(most)).unwrap();
        }
        if let Some(least) = &self.least {
            write!(out, ", least: {}", decimal(least)).unwrap();
        }
        out + "}"
    }
}

impl Kind {
    fn write(&self, at: usize, parts: bool, out: &mut String) {
        writeln!(out, "  - id: k{at}\n    label: {{vi: Thử, en: Try}}\n    cite: a").unwrap();
        if parts {
            writeln!(out, "    component: c{}", self.part).unwrap();
        }
        match self.origin {
            Origin::Work => {
                let split = format!("{:?}", self.split).to_lowercase();
                writeln!(out, "    split: {split}").unwrap();
            }
            Origin::OnTime => *out += "    from: assignments_on_time\n",
            Origin::Late => *out += "    from: assignments_late\n",
        }
        let quantity = if self.origin == Origin::Late { "days_late" } else { "done" };
        let rule = match &self.rule {
            Rule::Fixed(each) => format!("fixed: {{each: {}}}", decimal(each)),
            Rule::PerUnit { unit, each, whole } => {
                let (unit, each) = (decimal(unit), decimal(each));
                format!("per_unit: {{quantity: {quantity}, unit: {unit}, each: {each}, whole: {whole}}}")
            }
            Rule::Table(points) => {
                let [x, y, z] = points.each_ref().map(decimal);
                format!("table: {{attribute: a, points: {{low: {x}, mid: {y}, high: {z}}}}}")
            }
            Rule::Banded(points, from) => {
                let mut bands = Vec::new();
                for (at, points) in points.iter().enumerate() {
                    let start = at.checked_sub(1).map_or("0".to_owned(), |at| decimal(&from[at]));
                    let end = from.get(at).map_or(String::new(), |end| format!("until: {}, ", decimal(end)));
                    bands.push(format!("{{from: {start}, {end}points: {}}}", decimal(points)));
                }
                let bands = bands.join(", ");
                format!("banded: {{quantity: done, steps: {{closed: lower, bands: [{bands}]}}}}")
            }
            Rule::Expected { points, most } => {
                let (points, most) = (decimal(points), decimal(most));
                format!("expected: {{actual: done, expected: asked, points: {points}, most: {most}}}")
            }
        };
        writeln!(out, "    points: {{{rule}}}").unwrap();
        if let Some((factors, ceiling)) = &self.factors {
            let ([x, y, z], ceiling) = (factors.each_ref().map(decimal), decimal(ceiling));
            writeln!(out, "    multipliers: [{{attribute: f, by: {{low: {x}, mid: {y}, high: {z}}}}}]")
                .unwrap();
            writeln!(out, "    ceiling: {ceiling}").unwrap();
        }
        let bound = |name: &str, bound: &Option<Q>| {
            bound.as_ref().map_or(String::new(), |bound| format!(", {name}: {}", decimal(bound)))
        };
        let needs: Vec<String> = self
            .needs
            .iter()
            .map(|need| match need {
                Need::Quantity(least, most) => {
                    format!(
                        "{{quantity: {{of: done{}{}}}}}",
                        bound("at_least", least),
                        bound("at_most", most)
                    )
                }
                Need::Ratio(least) => {
                    format!("{{ratio: {{part: asked, whole: done, at_least: {}}}}}", decimal(least))
                }
                Need::Attribute => "{attribute: {of: b, in: [low, mid]}}".to_owned(),
                Need::Evidence => "{evidence: {at_least: 1}}".to_owned(),
            })
            .collect();
        if !needs.is_empty() {
            writeln!(out, "    requires: [{}]", needs.join(", ")).unwrap();
        }
        if let Some((size, rounding)) = &self.step {
            let size = decimal(size);
            writeln!(out, "    step: {{size: {size}, rounding: {}}}", rounding.name()).unwrap();
        }
        if !self.caps.is_empty() {
            let caps: Vec<String> = self.caps.iter().map(Cap::yaml).collect();
            writeln!(out, "    caps: [{}]", caps.join(", ")).unwrap();
        }
        match &self.decay {
            Some(Decay::HalfLife { days, places, rounding }) => {
                let days = decimal(days);
                let rounding = rounding.name();
                writeln!(
                    out,
                    "    decay: {{half_life: {{days: {days}, places: {places}, rounding: {rounding}}}}}"
                )
                .unwrap();
            }
            Some(Decay::Steps { per, lost }) => {
                let lost = decimal(lost);
                writeln!(out, "    decay: {{steps: {{per: {}, lost: {lost}}}}}", per.name()).unwrap();
            }
            None => {}
        }
        if self.deduction {
            *out += "    deduction: true\n";
        }
    }
}

fn hundredths(value: i64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

impl World {
    /// The roster as a person writes it.
    pub fn roster(&self) -> String {
        let mut out = String::from("units:\n");
        for (at, shifts) in self.units.iter().enumerate() {
            let shifts =
                shifts.map_or(String::new(), |shifts| format!(", opportunity: {{shifts: {shifts}}}"));
            writeln!(out, "  - {{id: {}{shifts}}}", unit(at)).unwrap();
        }
        out += "people:\n";
        for person in &self.people {
            writeln!(out, "  - id: {}", person.id).unwrap();
            if let Some(shifts) = person.shifts {
                writeln!(out, "    opportunity: {{shifts: {shifts}}}").unwrap();
            }
            let until =
                |until: Option<Day>| until.map_or(String::new(), |until| format!(", until: {}", text(until)));
            let spells: Vec<String> = person
                .spells
                .iter()
                .map(|spell| {
                    let status = match spell.status {
                        Status::Staff => "public_employee",
                        Status::Collaborator => "collaborator",
                        Status::Expert => "expert",
                    };
                    let unit = spell.unit.map_or(String::new(), |at| format!("unit: {}, ", unit(at)));
                    let (from, until) = (text(spell.from), until(spell.until));
                    format!("{{{unit}status: {status}, from: {from}{until}}}")
                })
                .collect();
            writeln!(out, "    spells: [{}]", spells.join(", ")).unwrap();
            let absences: Vec<String> = person
                .absences
                .iter()
                .map(|(kind, from, end)| {
                    format!("{{kind: {kind}, from: {}, until: {}}}", text(*from), text(*end))
                })
                .collect();
            writeln!(out, "    absences: [{}]", absences.join(", ")).unwrap();
        }
        let aliases: Vec<String> =
            self.aliases.iter().map(|(one, other)| format!("{one}: {other}")).collect();
        writeln!(out, "aliases: {{{}}}\nbots: {{endings: [\"[bot]\"]}}", aliases.join(", ")).unwrap();
        out
    }

    /// The records, each a line of JSON.
    pub fn lines(&self) -> Vec<String> {
        let works = self.works.iter().map(Work::line);
        let tasks = self.tasks.iter().map(Task::line);
        let later = self.later.iter().enumerate().map(|(at, later)| later.line(at));
        works.chain(tasks).chain(later).collect()
    }
}

impl Work {
    fn line(&self) -> String {
        let credits: Vec<String> = self
            .credits
            .iter()
            .map(|credit| {
                let share = credit.share.as_ref().map_or(String::new(), |q| format!(r#", "share": "{q}""#));
                let position = credit.position.map_or(String::new(), |at| format!(r#", "position": {at}"#));
                format!(r#"{{"to": "{}"{share}{position}}}"#, credit.to)
            })
            .collect();
        let word = |name: &str, value: Option<usize>| {
            value.map_or(String::new(), |at| format!(r#", "{name}": "{}""#, VALUES[at]))
        };
        let evidence: Vec<String> =
            (0..self.evidence).map(|at| format!(r#"{{"ref": "{}-{at}"}}"#, self.id)).collect();
        let verified = if self.verified { r#", "verified_by": "judge""# } else { "" };
        let corrects = self.corrects.as_ref().map_or(String::new(), |id| format!(r#", "corrects": "{id}""#));
        format!(
            r#"{{"contribution": {{"id": "{}", "on": "{}", "recorded": "{}", "kind": "k{}", "credits": [{}], "quantities": {{"done": "{}", "asked": "{}"}}, "attributes": {{"a": "{}"{}{}}}, "evidence": [{}]{verified}{corrects}}}}}"#,
            self.id,
            text(self.on),
            text(self.recorded),
            self.kind,
            credits.join(", "),
            hundredths(self.n),
            hundredths(self.m),
            VALUES[self.a],
            word("b", self.b),
            word("f", self.f),
            evidence.join(", "),
        )
    }
}

impl Task {
    fn line(&self) -> String {
        let on = |name: &str, day: Option<Day>| {
            day.map_or(String::new(), |day| format!(r#", "{name}": "{}""#, text(day)))
        };
        let mut more = on("notified", self.notified) + &on("done", self.done);
        if let Some((until, granted)) = self.extended {
            let (until, granted) = (text(until), text(granted));
            write!(
                more,
                r#", "extensions": [{{"until": "{until}", "granted": "{granted}", "by": "judge"}}]"#
            )
            .unwrap();
        }
        if let Some((from, until)) = self.blocked {
            let (from, until) = (text(from), text(until));
            write!(
                more,
                r#", "blocked": [{{"from": "{from}", "until": "{until}", "waits_on": "elsewhere"}}]"#
            )
            .unwrap();
        }
        if let Some(day) = self.contested {
            write!(more, r#", "answer": {{"contested": "{}"}}"#, text(day)).unwrap();
        }
        format!(
            r#"{{"assignment": {{"id": "{}", "kind": "task", "to": "{}", "by": "boss", "given": "{}", "due": "{}"{more}}}}}"#,
            self.id,
            self.to,
            text(self.given),
            text(self.due),
        )
    }
}

impl Later {
    fn line(&self, at: usize) -> String {
        match self {
            Self::Verified { of, on } => format!(
                r#"{{"verification": {{"id": "v{at}", "of": "{of}", "on": "{}", "by": "judge"}}}}"#,
                text(*on)
            ),
            Self::Reversed { of, on } => format!(
                r#"{{"reversal": {{"id": "r{at}", "of": "{of}", "on": "{}", "by": "boss", "reason": "x"}}}}"#,
                text(*on)
            ),
            Self::Disputed { of, on, settled } => {
                let settled = settled.map_or(String::new(), |(on, upheld)| {
                    let outcome = if upheld { "upheld" } else { "dismissed" };
                    format!(r#", "settled": {{"on": "{}", "outcome": "{outcome}"}}"#, text(on))
                });
                format!(
                    r#"{{"dispute": {{"id": "d{at}", "of": "{of}", "on": "{}", "by": "rep"{settled}}}}}"#,
                    text(*on)
                )
            }
            Self::Excused { of, on } => format!(
                r#"{{"cause": {{"id": "e{at}", "of": "{of}", "on": "{}", "certified_by": "office", "reason": "x"}}}}"#,
                text(*on)
            ),
            Self::Withheld { by, part, on } => format!(
                r#"{{"withheld": {{"id": "h{at}", "on": "{}", "contributor": "{by}", "component": "c{part}", "reason": "x"}}}}"#,
                text(*on)
            ),
        }
    }
}
