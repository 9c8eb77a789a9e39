//! Policies and facts.

use thidua::recognition::{Case, Decision, Decisions, Facts, Policy, Round};
use thidua::{Date, Id, Lang, Period};

use super::show;

thread_local! {
    static POLICY: Policy = match Policy::parse(include_str!("../every-stage.yaml"), None) {
        Ok(policy) => policy,
        Err(error) => panic!("{error}"),
    };
    static FACTS: Facts = match Facts::parse(include_str!("../corpus/facts/every.yaml"), None) {
        Ok(facts) => facts,
        Err(error) => panic!("{error}"),
    };
}

/// Any bytes given to the loader of policies, and two people judged by what loads.
pub fn policy(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let policy = match Policy::parse(text, Some("policy.yaml")) {
        Ok(policy) => policy,
        Err(error) => return show(&error),
    };
    for finding in policy.lint() {
        let _ = (finding.message(Lang::Vi), finding.message(Lang::En));
    }
    let _ = policy.test_coverage();
    let again = Policy::parse(policy.to_json(), None);
    assert!(
        again.is_ok_and(|again| again.digest() == policy.digest()),
        "the canonical form is another policy"
    );
    FACTS.with(|facts| decide(&policy, facts));
}

/// Any bytes given to the reader of facts, judged by a policy with every rule.
pub fn facts(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Facts::parse(text, Some("facts.yaml")) {
        Ok(facts) => {
            let again = Facts::parse(facts.to_json(), None);
            assert!(
                again.is_ok_and(|again| again.digest() == facts.digest()),
                "the canonical form is another"
            );
            POLICY.with(|policy| decide(policy, &facts));
        }
        Err(error) => show(&error),
    }
}

/// The whole road behind a policy and facts that were read.
fn decide(policy: &Policy, facts: &Facts) {
    let year = Date::new(2026, 1, 1)
        .and_then(|from| Period::new(Some(from), Some(Date::new(2026, 12, 31)?)))
        .and_then(Round::of);
    let (Ok(year), Ok(day)) = (year, Date::new(2026, 12, 20)) else { return };
    let round = year.decided_on(day).event_on(day).take_facts_of_others();
    match policy.decide(facts, None, &round) {
        Ok(decisions) => follow(&decisions),
        Err(error) => show(&error),
    }
}

fn follow(decisions: &Decisions) {
    for limit in decisions.limits() {
        // people may have decided more than there is room for; nothing is proposed beside that
        let of_people = |own: &&Decision| own.stage() == limit.stage() && own.decided().is_some();
        let decided = decisions.all().iter().filter(of_people).count();
        assert!(limit.taken() <= limit.places() || limit.taken() as usize <= decided, "a quota is exceeded");
    }
    for own in decisions.all().iter().take(20) {
        let subject = own.subject().as_str();
        if let Ok(told) = decisions.explain(subject) {
            let _ = (told.render(Lang::Vi), told.html(Lang::En), told.json(Lang::Vi));
        }
        let _ = (decisions.for_subject(subject).to_json(), decisions.flip(own));
        if let Ok(case) = Case::draft(own, &[]) {
            assert!(case.resume(&case.to_json()).is_ok_and(|same| same == case), "a kept case is another");
        }
    }
    if let Ok(unit) = Id::new("desk") {
        let _ = decisions.for_head(&unit).to_json();
    }
    let _ = (decisions.to_json(), decisions.for_public().to_json());
    let again = decisions.on(decisions.facts());
    assert!(again.is_ok_and(|again| again.digest() == decisions.digest()), "the same facts decide otherwise");
}
