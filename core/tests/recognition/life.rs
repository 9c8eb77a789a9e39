//! The life of a decision: every path of calls, and what no path may do.

use thidua::recognition::{Act, Case, Facts, Phase, Policy, Round, Ruling, State, Step, Votes, Workdays};
use thidua::{Code, Date, Id, Lang};

use super::{at, day, decide, policy, year};

const CRITIQUE: &str = "  - {id: critique, label: {vi: Phê bình, en: Critique}, cite: own, of: people, rule: {critique: {certainty: 0.9}}}
  - {id: title, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: own}]}}}";

const FACTS: &str = "people:
  - id: p
    spells: [{status: public_employee, from: 2020-01-01}]
    facts: {clean: true}
    breaches: [{id: b, standard: {finding: {id: f, accepted: 2026-01-05, due: 2026-03-01}}, evidence: [{ref: m, verified_by: q}], cause_certified: false, notified: 2026-03-10, certainty: 0.99}]
  - {id: q, spells: [{status: public_employee, from: 2020-01-01}], breaches: []}
";

fn cases() -> [Case; 2] {
    let policy = policy("  people: {clean: yes_no}", CRITIQUE).unwrap();
    let decisions = decide(&policy, FACTS);
    assert_eq!(at(&decisions, "critique", "p"), "critique_proposed");
    ["critique", "title"].map(|stage| {
        let own = decisions.one(&Id::new(stage).unwrap(), &Id::new("p").unwrap(), None).unwrap();
        Case::draft(own, &[Id::new("co-author").unwrap()]).unwrap()
    })
}

fn act(by: &str, on: Date) -> Act {
    Act::new(Id::new(by).unwrap(), on, "as the file says")
}

/// Every call there is, by somebody on a day.
fn calls(case: &Case, by: &str, on: Date) -> Vec<Result<Case, thidua::Error>> {
    let days = Workdays::default();
    let act = || act(by, on);
    let mut all = vec![
        case.propose(act()),
        case.notify(act(), 5, &days),
        case.reply(act()),
        case.decide(act(), "12/QĐ", Ruling::Confirmed),
        case.decide_until(act(), "12/QĐ", Ruling::Changed, days.after(on, 5).unwrap()),
        case.appeal(act(), 10, &days),
        case.uphold(act(), "13/QĐ"),
        case.reverse(act(), "14/QĐ"),
        case.expire(act()),
        case.revoke(act(), "15/QĐ"),
    ];
    // one of the council stands back; a vote may be held again and again, once is enough here
    if case.votes().is_none() {
        all.push(case.vote(act(), Votes::new(3, 1, 0, 5).unwrap().recused(Id::new("board").unwrap())));
    }
    all
}

/// What holds of a case, however it came about.
fn lawful(case: &Case, adverse: bool) {
    let steps = case.steps();
    let of = |phase: Phase| steps.iter().find(|step| step.phase() == phase);
    for (at, step) in steps.iter().enumerate() {
        // a vote leaves a case where it stood
        let before = steps.iter().take(at).rfind(|step| step.phase() != Phase::Voted);
        let before = before.map_or(Phase::Draft, Step::phase);
        let stood_back = steps.iter().take(at + 1).filter_map(Step::votes).count() > 0;
        assert!(!stood_back || step.by().as_str() != "board", "whoever stood back takes no step");
        assert!(before.next(adverse).contains(&step.phase()), "{before:?} → {:?}", step.phase());
        assert!(at == 0 || steps.get(at - 1).unwrap().on() <= step.on());
        assert!(!step.why().is_empty());
        let own = matches!(step.phase(), Phase::Responded | Phase::Appealed);
        assert_eq!(own, step.by().as_str() == "p", "only the subject speaks, and does nothing else");
        assert_ne!(step.by().as_str(), "co-author", "nobody acts on co-credited work");
    }
    if let Some((decided, appealed)) = of(Phase::Decided).zip(of(Phase::Appealed)) {
        assert!(decided.until().is_none_or(|last| appealed.on() <= last), "no appeal after its last day");
    }
    // what is told of the next steps is what is allowed
    for next in case.next() {
        assert!(case.phase().next(adverse).contains(&next.phase()) && next.phase() != Phase::Overdue);
        assert!(next.only().is_some_and(|only| only.as_str() == "p") || next.never().contains("p"));
    }
    if let Some(decided) = of(Phase::Decided) {
        assert!(decided.number().is_some() && decided.ruling().is_some());
        assert_ne!(decided.by(), of(Phase::Proposed).unwrap().by(), "four eyes");
        if adverse {
            assert!(of(Phase::Notified).is_some(), "nothing adverse is decided without notice");
            let notified = of(Phase::Notified).unwrap();
            let replied = of(Phase::Responded).is_some();
            assert!(
                replied || notified.until().unwrap() < decided.on(),
                "nor before the time to reply is over"
            );
        }
    }
    for answer in [Phase::Upheld, Phase::Reversed].into_iter().filter_map(of) {
        assert_ne!(answer.by(), of(Phase::Decided).unwrap().by());
        assert!(answer.number().is_some());
    }
}

#[test]
fn no_path_of_calls_skips_a_step() {
    // every call by each of five people on each of two days, six steps deep, on cases not seen before
    let days = [day("2026-04-01"), day("2026-04-20")];
    for (case, adverse) in cases().into_iter().zip([true, false]) {
        let draft = case.clone();
        let mut open = vec![case];
        let (mut seen, mut decided) = (std::collections::BTreeSet::new(), 0);
        for _ in 0..6 {
            let mut next = Vec::new();
            for case in &open {
                for (by, on) in ["p", "co-author", "secretary", "director", "board"]
                    .iter()
                    .flat_map(|by| days.map(|on| (by, on)))
                {
                    for longer in calls(case, by, on).into_iter().flatten() {
                        lawful(&longer, adverse);
                        assert_eq!(draft.resume(&longer.to_json()).unwrap(), longer);
                        decided += usize::from(longer.phase() == Phase::Decided);
                        if seen.insert(longer.to_json()) {
                            next.push(longer);
                        }
                    }
                }
            }
            open = next;
        }
        assert!(decided > 0 && !seen.is_empty(), "some path is lawful");
    }
}

#[test]
fn each_refusal_says_what_it_refuses() {
    let [critique, title] = cases();
    let code = |case: Result<Case, thidua::Error>| case.unwrap_err().code();
    let days = Workdays::default();
    let on = day("2026-04-01");
    assert_eq!(code(critique.propose(act("p", on))), Code::OWN_CASE);
    assert_eq!(code(critique.propose(act("co-author", on))), Code::OWN_CASE);
    assert_eq!(code(critique.propose(Act::new(Id::new("s").unwrap(), on, " "))), Code::STEP_SAYS_NOTHING);
    let proposed = critique.propose(act("s", on)).unwrap();
    assert_eq!(code(proposed.decide(act("d", on), "1", Ruling::Confirmed)), Code::STEP_NOT_ALLOWED);
    assert_eq!(code(proposed.notify(act("s", on), 0, &days)), Code::OUT_OF_BOUNDS);
    assert_eq!(code(proposed.notify(act("s", day("2026-03-31")), 5, &days)), Code::TOO_EARLY);
    let notified = proposed.notify(act("s", on), 5, &days).unwrap();
    assert_eq!(code(notified.decide(act("d", on), "1", Ruling::Confirmed)), Code::REPLY_OPEN);
    assert_eq!(code(notified.reply(act("q", on))), Code::NOT_THE_SUBJECT);
    assert_eq!(code(notified.reply(act("p", day("2026-04-09")))), Code::TOO_LATE);
    let replied = notified.reply(act("p", day("2026-04-08"))).unwrap();
    let later = day("2026-04-10");
    assert_eq!(code(replied.decide(act("s", later), "1", Ruling::Confirmed)), Code::FOUR_EYES);
    assert_eq!(code(replied.decide(act("d", later), "", Ruling::Confirmed)), Code::STEP_SAYS_NOTHING);
    let decided = replied.decide(act("d", later), "1/QĐ", Ruling::Changed).unwrap();
    let appealed = decided.appeal(act("p", day("2026-04-13")), 10, &days).unwrap();
    assert_eq!(code(appealed.uphold(act("d", day("2026-04-14")), "2/QĐ")), Code::FOUR_EYES);
    // an appeal that nobody answers is overdue, and never upheld
    assert_eq!(appealed.phase_on(day("2026-04-27")), Phase::Appealed);
    assert_eq!(appealed.phase_on(day("2026-04-28")), Phase::Overdue);
    let reversed = appealed.reverse(act("board", day("2026-05-01")), "3/QĐ").unwrap();
    assert_eq!((reversed.phase(), reversed.steps().len()), (Phase::Reversed, 6));
    assert!(decided.steps().len() == 4, "what was is not overwritten");
    // a title is decided without notice, and taken back for fraud
    let given = title.propose(act("s", on)).unwrap().decide(act("d", on), "4/QĐ", Ruling::Confirmed).unwrap();
    assert_eq!(given.revoke(act("d", later), "5/QĐ").unwrap().phase(), Phase::Revoked);
}

#[test]
fn a_file_skips_no_step_either() {
    let [draft, title] = cases();
    let days = Workdays::default();
    let case = draft.propose(act("s", day("2026-04-01"))).unwrap();
    let case = case.notify(act("s", day("2026-04-01")), 5, &days).unwrap();
    let case = case.decide(act("d", day("2026-04-20")), "1/QĐ", Ruling::Confirmed).unwrap();
    let kept = case.to_json();
    assert_eq!(draft.resume(&kept).unwrap(), case);
    assert_eq!(title.resume(&kept).unwrap_err().code(), Code::OTHER_CASE);
    let altered = |from: &str, to: &str| {
        let text = kept.replace(from, to);
        assert_ne!(text, kept);
        draft.resume(&text).unwrap_err().code()
    };
    assert_eq!(altered(r#""phase":"decided","stage""#, r#""phase":"expired","stage""#), Code::OTHER_CASE);
    assert_eq!(altered(r#""by":"d""#, r#""by":"s""#), Code::FOUR_EYES);
    assert_eq!(altered(r#""by":"d""#, r#""by":"p""#), Code::OWN_CASE);
    assert_eq!(altered(r#""on":"2026-04-20""#, r#""on":"2026-04-02""#), Code::REPLY_OPEN);
    assert_eq!(altered(r#""until":"2026-04-08""#, r#""until":null"#), Code::STEP_SAYS_NOTHING);
    assert_eq!(altered(r#""number":"1/QĐ""#, r#""number":null"#), Code::STEP_SAYS_NOTHING);
    assert_eq!(altered(r#""ruling":"confirmed""#, r#""ruling":null"#), Code::STEP_SAYS_NOTHING);
    assert_eq!(altered("critique_proposed", "commend"), Code::OTHER_CASE);
    assert_eq!(altered(r#""subject":"p""#, r#""subject":"q""#), Code::OTHER_CASE);
    assert_eq!(altered(r#""credited":["co-author"],"#, ""), Code::MISSING_FIELD);
}

#[test]
fn a_kept_case_proves_of_which_decision_it_is() {
    let rules = |certainty: &str| {
        policy("  people: {clean: yes_no}", &CRITIQUE.replace("certainty: 0.9", certainty)).unwrap()
    };
    let draft = |policy: &Policy, facts: &str, round: &Round| {
        let decisions = policy.decide(&Facts::parse(facts, None).unwrap(), None, round).unwrap();
        Case::draft(&decisions.of("p")[0], &[]).unwrap()
    };
    let own = draft(&rules("certainty: 0.9"), FACTS, &year());
    let kept = own.propose(act("s", day("2026-04-01"))).unwrap().to_json();
    assert!(kept.contains(&format!("\"decision\":\"{}\"", own.decision())) && own.decision().len() == 64);
    // somebody else's fact is not of this decision
    let others = FACTS.replace("breaches: []", "breaches: [], facts: {clean: false}");
    assert!(draft(&rules("certainty: 0.9"), &others, &year()).resume(&kept).is_ok());
    let refused = [
        draft(&rules("certainty: 0.9"), &FACTS.replace("due: 2026-03-01", "due: 2026-03-02"), &year()),
        draft(&rules("certainty: 0.95"), FACTS, &year()),
        draft(&rules("certainty: 0.9"), FACTS, &year().roster_on(day("2026-06-30"))),
    ];
    for other in refused {
        let error = other.resume(&kept).unwrap_err();
        assert_eq!(error.code(), Code::OTHER_DECISION);
        assert!(error.help(Lang::Vi).contains("mở lại hồ sơ"), "{error}");
    }
}

#[test]
fn who_speaks_for_a_unit_is_nobody_of_the_other_side() {
    let stage =
        "  - {id: critique, label: {vi: A, en: A}, cite: own, of: units, rule: {critique: {certainty: 0.9}}}";
    let policy = policy("  people: {}", stage).unwrap();
    let breach = FACTS.lines().find(|line| line.contains("breaches: [{")).unwrap().trim();
    let decisions = decide(&policy, &format!("units: [{{id: desk, {breach}}}]"));
    let draft = Case::draft(&decisions.of("desk")[0], &[Id::new("head").unwrap()]).unwrap();
    let days = Workdays::default();
    let code = |case: Result<Case, thidua::Error>| case.unwrap_err().code();
    let on = day("2026-04-01");
    let proposed = draft.propose(act("s", on)).unwrap();
    // nobody gives notice in their own cause, nor notes that it ran out
    assert_eq!(code(proposed.notify(act("head", on), 5, &days)), Code::OWN_CASE);
    let notified = proposed.notify(act("t", on), 5, &days).unwrap();
    for other in ["s", "t"] {
        assert_eq!(code(notified.reply(act(other, on))), Code::FOUR_EYES);
    }
    let told: Vec<_> =
        notified.next().iter().map(|next| (next.phase(), next.not_before(), next.until())).collect();
    assert_eq!(
        told,
        [
            (Phase::Responded, None, Some(day("2026-04-08"))),
            (Phase::Voted, None, None),
            (Phase::Decided, Some(day("2026-04-09")), None)
        ]
    );
    let decided =
        notified.reply(act("head", on)).unwrap().decide(act("d", on), "1/QĐ", Ruling::Confirmed).unwrap();
    assert_eq!(code(decided.appeal(act("d", on), 10, &days)), Code::FOUR_EYES);
    assert_eq!(code(decided.expire(act("head", on))), Code::OWN_CASE);
    let appealed = decided.appeal(act("head", on), 10, &days).unwrap();
    let answers = appealed.next();
    assert!(answers.iter().all(|next| next.until() == Some(day("2026-04-15")) && next.never().contains("d")));
    assert_eq!(appealed.reverse(act("board", on), "2/QĐ").unwrap().next(), []);
}

#[test]
fn a_file_keeps_who_is_credited_and_votes_that_can_be() {
    let policy = policy("  people: {clean: yes_no}", CRITIQUE).unwrap();
    let decisions = decide(&policy, FACTS);
    let own = decisions.of("p").last().unwrap();
    let [with, without] =
        [&[thidua::Id::new("c").unwrap()][..], &[]].map(|credited| Case::draft(own, credited).unwrap());
    let kept = with
        .propose(act("s", day("2026-04-01")))
        .unwrap()
        .vote(act("t", day("2026-04-01")), Votes::new(3, 1, 0, 5).unwrap())
        .unwrap()
        .to_json();
    let case =
        without.resume(&kept).unwrap().notify(act("s", day("2026-04-01")), 5, &Workdays::default()).unwrap();
    let own_case = case.decide(act("c", day("2026-04-20")), "1/QĐ", Ruling::Confirmed).unwrap_err();
    assert_eq!(own_case.code(), Code::OWN_CASE);
    let many = kept.replace(r#""entitled":5"#, r#""entitled":3"#);
    assert_eq!(without.resume(&many).unwrap_err().code(), Code::PART_OVER_WHOLE);
}

#[test]
fn what_waits_is_not_proposed() {
    let policy = policy("  people: {clean: yes_no}", CRITIQUE).unwrap();
    let decisions = decide(&policy, FACTS);
    let unknown = decisions.of("q").last().unwrap();
    assert_eq!(*unknown.state(), State::InsufficientEvidence);
    assert_eq!(Case::draft(unknown, &[]).unwrap_err().code(), Code::NOT_PROPOSABLE);
    assert_eq!(year().known_by(), day("2026-12-20"));
}
