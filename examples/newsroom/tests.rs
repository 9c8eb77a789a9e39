//! What the story says is what comes out: who is commended, held, released, reversed and revoked; its files agree; the page stands alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;
use thidua::ledger::Progress;
use thidua::recognition::{Decision, Facts, Phase, Policy, State};
use thidua::{Lang, packs};

use crate::afterwards::{HEAD, HELD, REVOKED, UNIT};
use crate::files::{day, id, read};
use crate::ratings::{CHANGED, SETTLED};
use crate::report::page;
use crate::standings::DISPUTES;
use crate::story::{Story, run};
use crate::titles::{CHAINED, PROMPT};

static STORY: LazyLock<Story> = LazyLock::new(|| run().unwrap());

fn at<'a>(decisions: &'a thidua::recognition::Decisions, stage: &str, who: &str) -> &'a Decision {
    decisions.one(&id(stage).unwrap(), &id(who).unwrap(), None).unwrap()
}

fn phases(case: &thidua::recognition::Case) -> Vec<Phase> {
    case.steps().iter().map(|step| step.phase()).collect()
}

#[test]
fn maturity_rises_and_a_lapsing_certificate_does_not_count() {
    let [before, after] = &STORY.maturity.years;
    assert_eq!(
        (before.score().to_string(), after.score().to_string()),
        ("54.50".to_owned(), "85.28".to_owned())
    );
    assert_eq!(
        (before.level().to_string(), after.level().to_string()),
        ("trung-binh".to_owned(), "tot".to_owned())
    );
    assert_eq!(after.rejected_evidence().len(), 1);
}

#[test]
fn a_disputed_record_counts_neither_way() {
    let own = STORY.year.last().of(DISPUTES).unwrap();
    let with = own.with_disputed().unwrap().score().unwrap();
    assert!(own.score().unwrap() > with, "an error would cost points");
    assert_eq!(
        own.score(),
        STORY.year.settled.of(DISPUTES).unwrap().score(),
        "and costs none once it is dismissed"
    );
    assert!(STORY.year.settled.of(DISPUTES).unwrap().with_disputed().is_none());
}

#[test]
fn a_critique_takes_its_steps_and_falls_on_appeal() {
    let critiques = &STORY.critiques;
    assert_eq!(*at(&critiques.decisions, "units", UNIT).state(), State::CritiqueProposed);
    use Phase::{Appealed, Decided, Notified, Proposed, Responded, Reversed};
    assert_eq!(phases(&critiques.unit), [Proposed, Notified, Responded, Decided, Appealed, Reversed]);
    assert_eq!(*critiques.changes[0].after().unwrap().state(), State::Support);
    let touched: Vec<&str> = critiques.changes.iter().map(|change| change.subject().as_str()).collect();
    assert_eq!(touched, [UNIT]);
    // a critique of a unit is no finding against its head, nor against anybody in it
    assert!(critiques.decisions.of(HEAD).is_empty());
    assert_eq!(phases(&critiques.person), [Proposed, Notified, Decided]);
    let [.., notified, decided] = critiques.person.steps() else { panic!("three steps") };
    assert!(notified.until().unwrap() < decided.on(), "the time to reply had ended");
    assert_eq!(*at(&critiques.decisions, "people", "p-026").state(), State::Support);
}

#[test]
fn march_is_commended_in_march_and_once() {
    let march = &STORY.titles.march;
    assert_eq!(march.commended("giay-khen-dot-xuat"), [&id(PROMPT).unwrap()]);
    let own = at(&march.decisions, "giay-khen-dot-xuat", PROMPT);
    assert_eq!(own.paid().unwrap().amount().unwrap().to_string(), "710000");
    assert_eq!(*at(&march.decisions, "giay-khen-dot-xuat", "p-092").state(), State::InsufficientEvidence);
    assert_eq!(*at(&STORY.titles.decided, "giay-khen-dot-xuat", PROMPT).state(), State::None);
}

#[test]
fn ratings_keep_their_places_and_people_settle_ties() {
    for round in &STORY.ratings.rounds {
        for limit in round.decisions.limits() {
            assert!(limit.taken() <= limit.places(), "{limit:?}");
        }
        assert!(round.decisions.all().iter().all(|own| own.tie().is_none()));
    }
    let public = &STORY.ratings.rounds[1].decisions;
    let level = |who: &str| at(public, "rating", who).level().unwrap().to_string();
    assert_eq!((level(SETTLED[0]), level("p-065")), ("htxs".to_owned(), "htt".to_owned()));
    assert_eq!(
        crate::ratings::points(public, &id(SETTLED[0]).unwrap()),
        crate::ratings::points(public, &id("p-065").unwrap())
    );
    assert_eq!(level(CHANGED), "kht", "what was suggested stays as it was");
    let case = STORY.ratings.rounds[1].cases.iter().find(|case| case.subject().as_str() == CHANGED).unwrap();
    assert_eq!(case.steps().last().unwrap().ruling(), Some(thidua::recognition::Ruling::Changed));
}

#[test]
fn maternity_costs_nobody_anything() {
    // half the year on maternity leave: judged on the time worked
    assert_eq!(*at(&STORY.titles.year[0].decisions, "ldtt", "p-032").state(), State::Commend);
    // a maternity year bridges three years; where the rules say that it breaks them, they are broken
    let bridged = &STORY.titles.year[2].decisions;
    assert_eq!(at(bridged, "three-cstdcs", CHAINED).holds(), Some(true));
    assert_eq!(*at(bridged, "cstd-bo", CHAINED).state(), State::Commend);
    let text = read("round/emulation.yaml").unwrap();
    let breaks = text.replace("neutral_years: {value: 1", "neutral_years: {value: 0");
    assert_ne!(text, breaks);
    let policy: Policy = packs::load_policy(&breaks, None).unwrap();
    let broken = policy.decide(bridged.facts(), None, bridged.round()).unwrap();
    assert_eq!(*at(&broken, "cstd-bo", CHAINED).state(), State::None);
}

#[test]
fn a_hold_ends_without_touching_anybody_else() {
    let title = STORY.released.changes.iter().find(|change| change.stage().as_str() == "ldtt").unwrap();
    assert_eq!(*title.before().unwrap().state(), State::Held(id("pending-case").unwrap()));
    assert_eq!(*title.after().unwrap().state(), State::Commend);
    let people: BTreeSet<&str> =
        STORY.released.changes.iter().map(|change| change.subject().as_str()).collect();
    assert_eq!(people.into_iter().filter(|id| id.starts_with("p-")).collect::<Vec<_>>(), [HELD]);
    assert_eq!(STORY.released.case.phase(), Phase::Decided);
}

#[test]
fn a_revoked_title_tells_who_would_have_had_it() {
    assert_eq!(STORY.revoked.case.phase(), Phase::Revoked);
    let differs: BTreeMap<&str, &State> = STORY
        .revoked
        .changes
        .iter()
        .filter(|change| change.stage().as_str() == "cstdcs")
        .map(|change| (change.subject().as_str(), change.after().unwrap().state()))
        .collect();
    assert_eq!(differs, [("p-061", &State::Commend), (REVOKED, &State::None)].into());
    let step = &STORY.titles.year[1];
    assert_eq!(step.commended("cstdcs").len(), 15, "15 % of 101, rounded down");
    assert_eq!(*at(&step.decisions, "cstdcs", "p-061").state(), State::EligibleOverQuota);
}

#[test]
fn the_public_sees_what_was_given_and_nothing_else() {
    let public = STORY.titles.decided.for_public().to_json();
    for shown in [PROMPT, CHAINED, "\"cong-nghe\""] {
        assert!(public.contains(shown), "{shown}");
    }
    for hidden in [HELD, CHANGED, "p-012", "critique", "points", "held", "excluded", "rank"] {
        assert!(!public.contains(hidden), "{hidden}");
    }
}

#[test]
fn papers_say_what_was_decided_and_hide_what_they_must() {
    let papers = crate::papers::papers(&STORY).unwrap();
    let written = |name: &str, lang| papers.section(name, lang).unwrap();
    for lang in [Lang::Vi, Lang::En] {
        let minutes = written("minutes", lang);
        assert!(minutes.contains("Nhân viên số 036") && !minutes.contains("p-036"));
        let list = written("public-list", lang);
        assert!(
            list.contains("Nhân viên số 011") && !list.contains("Nhân viên số 043"),
            "who is held is not shown"
        );
        let notice = written("notice", lang);
        assert!(
            notice.contains("kế hoạch thương mại số") && !notice.contains("Nhân viên số"),
            "a unit's critique names nobody"
        );
    }
    assert!(written("notice", Lang::Vi).contains("13"), "until when to reply");
    assert!(written("answer", Lang::Vi).contains("95/QĐ-BX"));
}

/// The facts as they are written.
fn facts() -> Value {
    let facts = Facts::parse(&read("round/facts.yaml").unwrap(), Some("facts.yaml")).unwrap();
    serde_json::from_str(facts.to_json()).unwrap()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[test]
fn the_facts_are_those_of_the_roster() {
    let roster: Value = serde_json::from_str(&read("contributions/roster.json").unwrap()).unwrap();
    let known: BTreeMap<&str, &Value> =
        list(&roster["people"]).map(|person| (person["id"].as_str().unwrap(), person)).collect();
    let facts = facts();
    let all: Vec<&Value> = list(&facts["people"]).collect();
    assert_eq!(all.len(), 105);
    for person in all {
        let own = known[person["id"].as_str().unwrap()];
        let spells = |person: &Value| -> Vec<Vec<Value>> {
            let keys = ["unit", "role", "status", "head", "task_force", "from", "until"];
            list(&person["spells"]).map(|spell| keys.map(|key| spell[key].clone()).to_vec()).collect()
        };
        assert_eq!(spells(person), spells(own), "{}", person["id"]);
        // absences of the year; those before it are told in the facts alone
        let year = |absence: &&Value| absence["from"].as_str().is_some_and(|from| from >= "2026");
        let away: Vec<&Value> = list(&person["absences"]).filter(year).collect();
        assert_eq!(away, list(&own["absences"]).collect::<Vec<_>>(), "{}", person["id"]);
    }
}

#[test]
fn delays_are_those_of_the_ledger() {
    let lines = read("contributions/ledger.jsonl").unwrap();
    let tasks: BTreeMap<String, Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["assignment"].take())
        .filter(|task| !task.is_null())
        .map(|task| (task["id"].as_str().unwrap().to_owned(), task))
        .collect();
    let mut late: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (task, progress) in STORY.year.ledger.progress(day("2026-12-31").unwrap()) {
        if let Progress::Late(delay) = progress {
            let own = late.entry(tasks[task.as_str()]["to"].as_str().unwrap().to_owned()).or_default();
            (own.0, own.1) = (own.0 + 1, own.1 + u64::from(delay.excused_by().is_some()));
        }
    }
    let facts = facts();
    let mut told: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for person in list(&facts["people"]) {
        for line in list(&person["work"]).flat_map(|stretch| list(&stretch["lines"])) {
            let count = |key: &str| line[key].as_u64().unwrap_or_default();
            let own = told.entry(person["id"].as_str().unwrap().to_owned()).or_default();
            (own.0, own.1) = (own.0 + count("delays"), own.1 + count("excused_delays"));
        }
    }
    told.retain(|_, (delays, _)| *delays > 0);
    late.retain(|who, _| list(&facts["people"]).any(|person| person["id"] == *who.as_str()));
    assert_eq!(told, late);
    assert!(told.len() > 15);
}

#[test]
fn the_page_stands_alone_and_every_link_leads_somewhere() {
    let page = page(&STORY, &crate::papers::papers(&STORY).unwrap()).unwrap();
    for foreign in ["<script", "<link", "<img", "src=", "http", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let values = |attribute: &str| -> Vec<String> {
        page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let ids = values(" id=\"");
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "an id is given twice");
    for link in values("href=\"#") {
        assert!(distinct.contains(&link), "{link}");
    }
    let tags =
        |name: &str| page.matches(&format!("<{name}")).count() == page.matches(&format!("</{name}>")).count();
    for name in ["details", "section", "table", "ol", "main", "td", "tr"] {
        assert!(tags(name), "{name}");
    }
    // every table has a caption; those of papers stand under their headings
    let papers: usize = page
        .split("<article class=\"paper\"")
        .skip(1)
        .map(|paper| paper.split("</article>").next().unwrap_or_default().matches("<table").count())
        .sum();
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count() + papers);
    assert!(page.contains("Báo X năm 2026") && page.contains("Newspaper X in 2026"));
}
