//! Edges of the roster.

use super::super::testing::{day, id, january};
use super::*;
use crate::error::Code;
use crate::num::Fraction;
use crate::text::Id;

fn spell(unit: &str, from: u32, until: u32) -> Spell {
    Spell::new(Employment::PublicEmployee, january(from)).until(january(until)).unit(id(unit))
}

fn base() -> Document {
    Document::default().unit(Unit::new(id("desk"))).unit(Unit::new(id("web")))
}

#[track_caller]
fn refused(document: Document, expect: &[(Code, &str)]) {
    let error = Roster::new(document).unwrap_err();
    let told: Vec<_> = error.diagnostics().map(|one| (one.code(), one.pointer())).collect();
    assert_eq!(told, expect);
}

#[test]
fn a_spell_holds_both_its_ends() {
    let person = Person::new(id("p")).spell(spell("web", 11, 20)).spell(spell("desk", 1, 10));
    let roster = Roster::new(base().person(person)).unwrap();
    for (on, unit) in
        [(1, Some("desk")), (10, Some("desk")), (11, Some("web")), (20, Some("web")), (21, None)]
    {
        let found = roster.spell("p", january(on)).and_then(Spell::of_unit).map(Id::as_str);
        assert_eq!(found, unit, "on {on} January");
    }
    assert_eq!(roster.spell("p", day("2024-12-31")), None);
}

#[test]
fn protected_days_leave_the_denominator() {
    let person = Person::new(id("p"))
        .spell(spell("desk", 5, 14))
        .spell(spell("web", 15, 31))
        .absence(AbsenceKind::Sickness, january(1), Some(january(6)))
        .absence(AbsenceKind::AnnualLeave, january(8), Some(january(9)))
        .absence(AbsenceKind::Maternity, january(14), Some(january(15)))
        .absence(AbsenceKind::Other, january(30), None);
    let roster = Roster::new(base().person(person)).unwrap();
    let days = |more: &[AbsenceKind]| roster.days("p", january(1), january(31), more).unwrap();
    assert_eq!(days(&[]).spells(), [(0, 10, 7), (1, 17, 16)]);
    assert_eq!((days(&[]).in_spells(), days(&[]).counted()), (27, 23));
    assert_eq!(days(&[AbsenceKind::AnnualLeave, AbsenceKind::Other]).counted(), 19);
    assert_eq!(roster.days("p", january(14), january(15), &[]).unwrap().counted(), 0);
    assert_eq!(roster.days("p", january(9), january(8), &[]).unwrap().in_spells(), 0);
    assert_eq!(roster.days("desk", january(1), january(31), &[]), None);
}

#[test]
fn heads_are_member_days_over_days() {
    let collaborator = Spell::new(Employment::Collaborator, january(1)).unit(id("desk"));
    let document = base()
        .person(Person::new(id("p")).spell(spell("desk", 1, 10)).spell(spell("web", 11, 31)))
        .person(Person::new(id("q")).spell(spell("desk", 1, 31)).absence(
            AbsenceKind::Maternity,
            january(2),
            None,
        ))
        .person(Person::new(id("r")).spell(collaborator));
    let roster = Roster::new(document).unwrap();
    let heads = |unit| roster.heads(unit, january(1), january(31), &[]).unwrap();
    assert_eq!(*heads("desk").staff(), Fraction::new(11, 31).unwrap());
    assert_eq!(*heads("desk").collaborators(), Fraction::ONE);
    assert_eq!(*heads("desk").experts(), Fraction::ZERO);
    assert_eq!(*heads("web").staff(), Fraction::new(21, 31).unwrap());
    assert_eq!(roster.heads("p", january(1), january(31), &[]), None);
    assert_eq!(roster.heads("desk", january(2), january(1), &[]), None);
}

#[test]
fn an_id_is_resolved_through_aliases_and_then_by_rule() {
    let document = base()
        .person(Person::new(id("p")))
        .person(Person::new(id("human[bot]")))
        .alias(id("a"), id("b"))
        .alias(id("b"), id("p"))
        .alias(id("d"), id("desk"))
        .alias(id("ci"), id("robot"))
        .bot(id("robot"))
        .bot_ending(id("[bot]"));
    let roster = Roster::new(document).unwrap();
    let resolve = |id| roster.0.resolve(id);
    assert_eq!([resolve("p"), resolve("a"), resolve("b")], [Known::Person(1); 3]);
    assert_eq!(resolve("d"), Known::Unit(0));
    assert_eq!(resolve("human[bot]"), Known::Person(0));
    assert_eq!([resolve("robot"), resolve("ci"), resolve("x[bot]")], [Known::Bot; 3]);
    assert_eq!([resolve("P"), resolve("[bot"), resolve("")], [Known::Unknown; 3]);
    assert_eq!(roster.known_as("a"), Some(&id("p")));
    assert_eq!(roster.known_as("robot"), None);
}

/// A walk along each of them would take minutes.
#[test]
fn long_chains_of_aliases_are_walked_once() {
    let name = |n: u32| id(&format!("a{n:05}"));
    let chain = (0..40_000).fold(base(), |document, n| document.alias(name(n), name(n + 1)));
    let roster = Roster::new(chain.clone().alias(name(40_000), id("desk"))).unwrap();
    assert_eq!([roster.0.resolve("a00000"), roster.0.resolve("a39999")], [Known::Unit(0); 2]);
    refused(chain.clone(), &[(Code::UNKNOWN_CONTRIBUTOR, "/aliases/a39999")]);
    refused(chain.alias(name(40_000), name(3)), &[(Code::CIRCLE, "/aliases/a00003")]);
}

#[test]
fn what_a_roster_contradicts_itself_about() {
    let person = |name: &str| Person::new(id(name));
    let open = |from| Spell::new(Employment::Expert, january(from));
    refused(base().person(person("desk")), &[(Code::DUPLICATE_ID, "/people/0/id")]);
    refused(base().person(person("p")).alias(id("p"), id("desk")), &[(Code::DUPLICATE_ID, "/aliases/p")]);
    refused(base().bot(id("web")), &[(Code::DUPLICATE_ID, "/bots/ids/0")]);
    refused(base().alias(id("a/b"), id("dsk")), &[(Code::UNKNOWN_CONTRIBUTOR, "/aliases/a~1b")]);
    refused(
        base().alias(id("x"), id("a")).alias(id("a"), id("b")).alias(id("b"), id("a")),
        &[(Code::CIRCLE, "/aliases/a")],
    );
    refused(base().alias(id("a"), id("a")), &[(Code::CIRCLE, "/aliases/a")]);
    refused(
        base().person(person("p").spell(spell("dsk", 1, 2))),
        &[(Code::UNKNOWN_UNIT, "/people/0/spells/0/unit")],
    );
    refused(
        base().person(person("p").spell(spell("desk", 1, 10)).spell(spell("web", 10, 12))),
        &[(Code::OVERLAPPING_DAYS, "/people/0/spells/1/from")],
    );
    refused(
        base().person(person("p").spell(open(1)).spell(open(3))),
        &[(Code::OVERLAPPING_DAYS, "/people/0/spells/1/from")],
    );
    refused(
        base().person(person("p").spell(spell("desk", 3, 2))),
        &[(Code::BAD_PERIOD, "/people/0/spells/0")],
    );
    let absent = person("p").absence(AbsenceKind::Other, january(5), None);
    refused(
        base().person(absent.absence(AbsenceKind::Sickness, january(1), Some(january(5)))),
        &[(Code::OVERLAPPING_DAYS, "/people/0/absences/0/from")],
    );
    refused(
        base().person(person("p").opportunity(id("shifts"), crate::Exact::from(-1_i64))),
        &[(Code::OUT_OF_BOUNDS, "/people/0/opportunity/shifts")],
    );
    refused(
        base().person(person("p").spell(open(1).heads())),
        &[(Code::MISSING_FIELD, "/people/0/spells/0")],
    );
}

#[test]
fn one_head_at_a_time() {
    let head = |name: &str, from, until| Person::new(id(name)).spell(spell("desk", from, until).heads());
    assert!(Roster::new(base().person(head("p", 1, 10)).person(head("q", 11, 12))).is_ok());
    refused(
        base().person(head("p", 5, 10)).person(head("q", 1, 5)),
        &[(Code::TWO_HEADS, "/people/0/spells/0/head")],
    );
}

#[test]
fn order_changes_nothing() {
    let person = Person::new(id("p")).spell(spell("desk", 1, 2)).spell(spell("web", 3, 4));
    let turned = Person::new(id("p")).spell(spell("web", 3, 4)).spell(spell("desk", 1, 2));
    let one = Roster::new(base().person(person).person(Person::new(id("a")))).unwrap();
    let other = Document::default().unit(Unit::new(id("web"))).unit(Unit::new(id("desk")));
    let other = Roster::new(other.person(Person::new(id("a"))).person(turned)).unwrap();
    assert_eq!((one.to_json(), one.digest()), (other.to_json(), other.digest()));
    assert_eq!(Roster::parse(&one.to_json(), None).unwrap(), one);
}
