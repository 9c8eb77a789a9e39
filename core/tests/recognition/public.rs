//! What the public sees does not move with what it may not see.

use std::fmt::Write as _;

use proptest::prelude::*;
use thidua::Lang;
use thidua::recognition::{Decisions, Facts, Format, Office, Policy, Template};

use super::{policy, year};

fn rules() -> Policy {
    let stages = "  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level, points: points}}}
  - id: rating
    label: {vi: Xếp loại, en: Rating}
    cite: own
    of: people
    rule: {quota: {of: [given], level: best, otherwise: good, quota: {by: [given], base: good_or_better, heads: in, caps: [{within: agency, share: 1, rounding: up, minimum: 1, cite: own}]}}}
  - id: title
    label: {vi: Danh hiệu, en: Title}
    cite: own
    of: people
    gates: [{id: pending, label: {vi: A, en: A}, cite: own, when: {yes: pending}, then: hold, in_base: true, in_group: true}]
    rule: {title: {requires: [{that: {level: {of: rating, in: [best]}}, cite: own}]}}
  - {id: critique, label: {vi: Phê bình, en: Critique}, cite: own, of: people, rule: {critique: {certainty: 0.9}}}";
    policy("  people: {points: {number: {}}, level: {choice: [low, good, best]}, pending: yes_no}", stages)
        .unwrap()
}

/// What nobody outside may find: points, a pending case, a breach, absence, work.
#[derive(Debug, Clone)]
struct Private {
    points: u8,
    pending: bool,
    breach: bool,
    absence: Option<u8>,
    done: u8,
}

fn private() -> impl Strategy<Value = Private> {
    (60..99_u8, any::<bool>(), any::<bool>(), prop::option::of(1..9_u8), 0..9_u8).prop_map(
        |(points, pending, breach, absence, done)| Private { points, pending, breach, absence, done },
    )
}

/// So many at the higher and at the lower level in each of three units; the first of the last unit was given the title.
fn decide(counts: [[usize; 2]; 3], private: &[Private]) -> Decisions {
    let (mut people, mut decided) = (String::new(), String::new());
    let mut private = private.iter().cycle();
    for (unit, [best, good]) in counts.into_iter().enumerate() {
        for at in 0..best + good {
            let level = if at < best { "best" } else { "good" };
            let Private { points, pending, breach, absence, done } = private.next().unwrap();
            let named = unit == 2 && at == 0;
            let absent = absence.map_or(String::new(), |month| {
                format!("absences: [{{kind: maternity, from: 2026-0{month}-01, until: 2026-0{month}-28}}], ")
            });
            let breaches = if *breach && !named {
                format!(
                    "{{id: overdue-{unit}-{at}, standard: {{assignment: {{id: plan, accepted: 2026-01-05, due: 2026-03-01}}}}, evidence: [{{ref: m, verified_by: q}}], cause_certified: false, notified: 2026-03-10, certainty: 0.99}}"
                )
            } else {
                String::new()
            };
            writeln!(people, "  - {{id: p{unit}-{at:02}, spells: [{{unit: u{unit}, status: public_employee, from: 2020-01-01}}], {absent}facts: {{points: {points}, level: {level}, pending: {}}}, work: [{{in: '2026', lines: [{{product: a, assigned: 9, done: {done}}}]}}], breaches: [{breaches}]}}", *pending && !named).unwrap();
            writeln!(decided, "  - {{stage: rating, of: p{unit}-{at:02}, level: {level}, number: 30/QĐ, on: 2026-12-15, by: director}}").unwrap();
        }
    }
    let text = format!(
        "units: [{{id: u0}}, {{id: u1}}, {{id: u2}}]\npeople:\n{people}decided:\n{decided}  - {{stage: title, of: p2-00, given: true, number: 31/QĐ, on: 2026-12-18, by: director}}\n"
    );
    rules().decide(&Facts::parse(&text, None).unwrap(), None, &year()).unwrap()
}

/// The bytes of the view, and of the paper in both languages and forms.
fn published(decisions: &Decisions) -> Vec<String> {
    let office =
        Office::parse("{agency: A, names: {p2-00: Trần Thị An, u0: Ban A, u1: Ban B, u2: Ban C}}", None)
            .unwrap();
    let paper = decisions.public_list(None, &office).unwrap();
    let mut all = vec![decisions.for_public().to_json()];
    for (lang, format) in
        [(Lang::Vi, Format::Markdown), (Lang::Vi, Format::Html), (Lang::En, Format::Markdown)]
    {
        all.push(paper.write(&Template::bundled(paper.kind(), lang).unwrap(), format).unwrap());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn private_facts_below_the_line_change_no_public_byte(
        small in prop::array::uniform2(prop::array::uniform2(1..4_usize)),
        large in prop::array::uniform2(5..9_usize),
        one in prop::collection::vec(private(), 7),
        other in prop::collection::vec(private(), 7),
    ) {
        let [first, second] = small;
        let shown = published(&decide([first, second, large], &one));
        prop_assert_eq!(&shown, &published(&decide([first, second, large], &other)), "other points, absences, breaches");
        // somebody more at a level of one small unit, somebody fewer in the other: below the line in both
        let moved = [[first[0] - 1, first[1] + 1], [second[0] + 1, second[1] - 1], large];
        prop_assert_eq!(&shown, &published(&decide(moved, &other)), "others reached the level");
        // and what is shown is not nothing: it moves with what is above the line
        let more = [first, second, [large[0] + 5, large[1]]];
        prop_assert_ne!(&shown[0], &published(&decide(more, &one))[0]);
        for text in &shown {
            prop_assert!(!text.contains("overdue-") && !text.contains("maternity") && !text.contains("p0-"), "{}", text);
        }
    }
}
