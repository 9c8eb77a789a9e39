//! Checks that everything a policy names exists and gives what is read of it, and that no stage waits for itself.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Body, Rule, Scope, Share, Stage};
use super::walk::{Gives, Of};
use crate::error::{Code, Diagnostic, choices, escape};
use crate::pack::{Findings, Header};
use crate::recognition::condition::{Among, Condition, Within};
use crate::recognition::facts::{FactType, Merit};
use crate::text::Id;

/// What is wrong with a body, its numbers aside.
pub(super) fn check(header: &Header, body: &Body, findings: &Findings) {
    for (quantity, at, _) in body.numbers() {
        header.check_quantity(&quantity, &at, findings);
    }
    for (cite, _, at) in body.cites() {
        header.check_cite(cite, &at, findings);
    }
    if body.driven_by.is_none() {
        findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", "driven_by"));
    }
    if body.stages.is_empty() {
        findings.push(Diagnostic::new(Code::EMPTY).with("what", "`stages`").at("/stages"));
    }
    for (id, label) in &body.facts.labels {
        let at = format!("/facts/labels/{}", escape(id.as_str()));
        findings.words(label, &at);
        if !body.facts.names(id) {
            let known = body.facts.people.keys().chain(body.facts.units.keys()).map(Id::as_str);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_FACT).with("id", id);
            findings.push(diagnostic.meant(id.as_str(), known).at(at));
        }
    }
    let mut levels = BTreeSet::new();
    for (index, level) in body.levels.iter().enumerate() {
        unique(&level.id, &mut levels, &format!("/levels/{index}"), findings);
        findings.words(&level.label, &format!("/levels/{index}/label"));
    }
    let mut stages = BTreeSet::new();
    for (index, stage) in body.stages.iter().enumerate() {
        let at = format!("/stages/{index}");
        unique(&stage.id, &mut stages, &at, findings);
        findings.words(&stage.label, &format!("{at}/label"));
        for (place, gate) in stage.gates.iter().enumerate() {
            let at = format!("{at}/gates/{place}");
            // a gate may stand at several stages under one id, as one rule
            findings.words(&gate.label, &format!("{at}/label"));
        }
        self::stage(body, stage, &at, findings);
    }
    circles(body, findings);
}

fn stage(body: &Body, stage: &Stage, at: &str, findings: &Findings) {
    for (place, id, gives) in stage.names() {
        let of = if place == "/rule/ceiling/unit" { Of::Units } else { stage.asks() };
        known_stage(body, id, gives, of, &format!("{at}{place}"), findings);
    }
    for (place, condition, of) in stage.conditions() {
        self::condition(body, condition, of, &format!("{at}{place}"), findings);
    }
    let empty = |what: &str, at: String| {
        findings.push(Diagnostic::new(Code::EMPTY).with("what", format!("`{what}`")).at(at));
    };
    let level = |id: &Id, at: String| known_level(body, id, at, findings);
    if let Some((under, quota)) = stage.quota() {
        let found = match (&quota.selection, quota.by.is_empty()) {
            (None, true) => Some("none"),
            (Some(_), false) => Some("both"),
            _ => None,
        };
        if let Some(found) = found {
            let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`by`, `selection`");
            findings.push(diagnostic.with("found", found).at(format!("{at}{under}")));
        }
        if quota.good.is_none() && !matches!(stage.rule, Rule::Quota(_)) {
            let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", "good");
            findings.push(diagnostic.at(format!("{at}{under}")));
        }
        if quota.caps.is_empty() {
            empty("caps", format!("{at}{under}/caps"));
        }
    }
    match &stage.rule {
        Rule::Score(score) => {
            fact(body, &score.general, Of::People, "`number`", &format!("{at}/rule/score/general"), findings);
            if score.shares.is_empty() {
                empty("shares", format!("{at}/rule/score/shares"));
            }
            for (index, share) in score.shares.iter().enumerate() {
                let at = format!("{at}/rule/score/shares/{index}");
                match share {
                    Share::Fact(id) => {
                        fact(body, id, Of::People, "`number`", &format!("{at}/fact"), findings)
                    }
                    Share::Worst(worst) => {
                        worst.among.iter().for_each(|id| level(id, format!("{at}/worst/in")));
                    }
                    _ => {}
                }
            }
            people_only(stage, at, findings);
        }
        Rule::Rating(rating) => {
            if rating.bands.is_empty() {
                empty("bands", format!("{at}/rule/rating/bands"));
            }
            bands(body, rating, at, findings);
            for (index, rule) in rating.whatever_the_score.iter().enumerate() {
                level(&rule.level, format!("{at}/rule/rating/whatever_the_score/{index}/level"));
            }
        }
        Rule::Given(given) => {
            fact(body, &given.fact, stage.asks(), "`choice`", &format!("{at}/rule/given/fact"), findings);
            if let Some(points) = &given.points {
                fact(body, points, stage.asks(), "`number`", &format!("{at}/rule/given/points"), findings);
            }
            let types = schema(body, stage.asks());
            if let Some(FactType::Choice(names)) = types.get(&given.fact) {
                names.iter().for_each(|name| level(name, format!("{at}/rule/given/fact")));
            }
        }
        Rule::Ceiling(_) => people_only(stage, at, findings),
        Rule::Quota(quota) => {
            if quota.of.is_empty() {
                empty("of", format!("{at}/rule/quota/of"));
            }
            level(&quota.level, format!("{at}/rule/quota/level"));
            level(&quota.otherwise, format!("{at}/rule/quota/otherwise"));
            // whoever has no place comes out lower, or the quota limits nothing
            let place = |id: &Id| body.levels.iter().position(|level| level.id == *id);
            if let (Some(own), Some(other)) = (place(&quota.level), place(&quota.otherwise))
                && own <= other
            {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "levels");
                let diagnostic = diagnostic.with("next", &quota.level).with("previous", &quota.otherwise);
                findings.push(diagnostic.at(format!("{at}/rule/quota/otherwise")));
            }
        }
        Rule::Members(members) => {
            if stage.of != Scope::Units {
                wrong_scope(stage, "`units`", at, findings);
            }
            if members.at_least.is_none() && members.above.is_none() {
                let diagnostic = Diagnostic::new(Code::NOTHING_REQUIRED).with("what", "`members`");
                findings.push(diagnostic.at(format!("{at}/rule/members")));
            }
        }
        Rule::Chain(_) | Rule::Critique(_) => {}
        Rule::Title(award) => requires(&award.requires, &format!("{at}/rule/title"), findings),
        Rule::Form(form) if form.merit == Merit::Yearly => {
            requires(&form.award.requires, &format!("{at}/rule/form/award"), findings);
        }
        Rule::Form(_) => {}
    }
}

/// Bands ascend with the policy's levels, and only the lowest has no beginning.
fn bands(body: &Body, rating: &super::document::Rating, at: &str, findings: &Findings) {
    let mut before: Option<usize> = None;
    for (index, band) in rating.bands.iter().enumerate() {
        let at = format!("{at}/rule/rating/bands/{index}");
        known_level(body, &band.level, format!("{at}/level"), findings);
        let place = body.levels.iter().position(|level| level.id == band.level);
        if let (Some(before), Some(place)) = (before, place)
            && place <= before
        {
            let name = |at: usize| body.levels.get(at).map_or("?", |level| level.id.as_str());
            let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "levels");
            let diagnostic = diagnostic.with("next", name(place)).with("previous", name(before));
            findings.push(diagnostic.at(format!("{at}/level")));
        }
        before = place.or(before);
        if (index == 0) == band.from.is_some() {
            let code = if index == 0 { Code::FIRST_BAND } else { Code::MISSING_FIELD };
            findings.push(Diagnostic::new(code).with("field", "from").at(at));
        }
    }
}

fn requires(needed: &[super::document::Needed], at: &str, findings: &Findings) {
    if needed.is_empty() {
        findings.push(
            Diagnostic::new(Code::NOTHING_REQUIRED).with("what", "`requires`").at(format!("{at}/requires")),
        );
    }
}

fn people_only(stage: &Stage, at: &str, findings: &Findings) {
    if stage.of == Scope::Units {
        wrong_scope(stage, "`people`, `staff`, `heads`", at, findings);
    }
}

fn wrong_scope(stage: &Stage, expected: &str, at: &str, findings: &Findings) {
    let diagnostic = Diagnostic::new(Code::WRONG_SCOPE).with("id", &stage.id).with("expected", expected);
    findings.push(diagnostic.at(format!("{at}/of")));
}

/// The names of a condition, and that it asks for something.
fn condition(body: &Body, condition: &Condition, of: Of, at: &str, findings: &Findings) {
    let nothing = |what: &str| {
        findings.push(Diagnostic::new(Code::NOTHING_REQUIRED).with("what", format!("`{what}`")).at(at));
    };
    let bounded = |within: &Within, what: &str| {
        if within.comparisons().next().is_none() {
            nothing(what);
        }
    };
    match condition {
        Condition::All(items) | Condition::Any(items) if items.is_empty() => {
            nothing(if matches!(condition, Condition::All(_)) { "all" } else { "any" });
        }
        Condition::Yes(id) => fact(body, id, of, "`yes_no`", &format!("{at}/yes"), findings),
        Condition::No(id) => fact(body, id, of, "`yes_no`", &format!("{at}/no"), findings),
        Condition::Number(within) => {
            fact(body, &within.of, of, "`number`", &format!("{at}/number/of"), findings);
            bounded(within, "number");
        }
        Condition::Choice(among) => choice(body, among, of, at, findings),
        Condition::Points(within) => {
            known_stage(body, &within.of, Gives::Points, of, &format!("{at}/points/of"), findings);
            bounded(within, "points");
        }
        Condition::Level(among) => {
            known_stage(body, &among.of, Gives::Level, of, &format!("{at}/level/of"), findings);
            for (index, id) in among.among.iter().enumerate() {
                known_level(body, id, format!("{at}/level/in/{index}"), findings);
            }
            if among.among.is_empty() {
                nothing("level");
            }
        }
        Condition::Holds(id) => known_stage(body, id, Gives::Holds, of, &format!("{at}/holds"), findings),
        Condition::Initiative(own) if own.level.is_empty() => nothing("initiative"),
        Condition::Rank(own) => {
            for (name, id) in own.facts.iter().flat_map(|own| [("best", &own.best), ("worst", &own.worst)]) {
                fact(body, id, of, "`number`", &format!("{at}/rank/facts/{name}"), findings);
            }
        }
        _ => {}
    }
    for (step, part) in condition.parts() {
        let of = match condition {
            Condition::Head(_) => Of::People,
            Condition::Unit(_) => Of::Units,
            _ => of,
        };
        self::condition(body, part, of, &format!("{at}{step}"), findings);
    }
}

fn schema(body: &Body, of: Of) -> &BTreeMap<Id, FactType> {
    match of {
        Of::People => &body.facts.people,
        Of::Units => &body.facts.units,
    }
}

fn fact(body: &Body, id: &Id, of: Of, expected: &'static str, at: &str, findings: &Findings) {
    let types = schema(body, of);
    let found = match types.get(id) {
        None => {
            let known = types.keys().map(Id::as_str);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_FACT).with("id", id).meant(id.as_str(), known);
            findings.push(diagnostic.at(at));
            return;
        }
        Some(FactType::YesNo) => "`yes_no`",
        Some(FactType::Number(_)) => "`number`",
        Some(FactType::Choice(_)) => "`choice`",
        Some(FactType::Date) => "`date`",
    };
    if found != expected {
        let diagnostic = Diagnostic::new(Code::WRONG_FACT).with("id", id).with("found", found);
        findings.push(diagnostic.with("expected", expected).at(at));
    }
}

fn choice(body: &Body, among: &Among, of: Of, at: &str, findings: &Findings) {
    fact(body, &among.of, of, "`choice`", &format!("{at}/choice/of"), findings);
    let Some(FactType::Choice(names)) = schema(body, of).get(&among.of) else { return };
    for (index, id) in among.among.iter().enumerate().filter(|(_, id)| !names.contains(id)) {
        let known: Vec<&str> = names.iter().map(Id::as_str).collect();
        let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", id);
        let diagnostic = diagnostic.with("expected", choices(&known)).meant(id.as_str(), known);
        findings.push(diagnostic.at(format!("{at}/choice/in/{index}")));
    }
    if among.among.is_empty() {
        findings.push(Diagnostic::new(Code::NOTHING_REQUIRED).with("what", "`choice`").at(at));
    }
}

fn known_level(body: &Body, id: &Id, at: String, findings: &Findings) {
    if !body.levels.iter().any(|level| level.id == *id) {
        let known = body.levels.iter().map(|level| level.id.as_str());
        findings.push(Diagnostic::new(Code::UNKNOWN_LEVEL).with("id", id).meant(id.as_str(), known).at(at));
    }
}

fn known_stage(body: &Body, id: &Id, gives: Gives, of: Of, at: &str, findings: &Findings) {
    match body.stages.iter().find(|stage| stage.id == *id) {
        None => {
            let known = body.stages.iter().map(|stage| stage.id.as_str());
            findings
                .push(Diagnostic::new(Code::UNKNOWN_STAGE).with("id", id).meant(id.as_str(), known).at(at));
        }
        Some(stage) if !stage.gives(gives) => {
            let diagnostic = Diagnostic::new(Code::WRONG_STAGE).with("id", id);
            findings.push(diagnostic.with("expected", gives.name()).at(at));
        }
        // of people nothing is known at a stage of units, nor of units at one of people
        Some(stage) if stage.asks() != of => {
            let diagnostic = Diagnostic::new(Code::WRONG_STAGE).with("id", id);
            let expected = format!("{} (`{}`)", gives.name(), of.name());
            findings.push(diagnostic.with("expected", expected).at(at));
        }
        Some(_) => {}
    }
}

/// The order in which stages run: each after everything it reads. `Err` is a circle, by place.
pub(crate) fn order(body: &Body) -> Result<Vec<usize>, Vec<usize>> {
    let place = |id: &Id| body.stages.iter().position(|stage| stage.id == *id);
    let reads: Vec<Vec<usize>> =
        body.stages.iter().map(|stage| stage.reads().into_iter().filter_map(place).collect()).collect();
    let (mut order, mut done) = (Vec::new(), BTreeSet::new());
    for start in 0..reads.len() {
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, next)) = path.pop() {
            if done.contains(&at) {
                continue;
            }
            match reads.get(at).and_then(|own| own.get(next)) {
                Some(below) => {
                    path.push((at, next.saturating_add(1)));
                    if let Some(from) = path.iter().position(|(own, _)| own == below) {
                        return Err(path.iter().skip(from).map(|(own, _)| *own).collect());
                    }
                    path.push((*below, 0));
                }
                None => {
                    done.insert(at);
                    order.push(at);
                }
            }
        }
    }
    Ok(order)
}

fn circles(body: &Body, findings: &Findings) {
    let Err(circle) = order(body) else { return };
    let names = circle.iter().chain(circle.first()).filter_map(|at| body.stages.get(*at));
    let path = names.map(|stage| format!("`{}`", stage.id)).collect::<Vec<_>>().join(" → ");
    let at = format!("/stages/{}", circle.first().copied().unwrap_or_default());
    findings.push(Diagnostic::new(Code::CIRCLE).with("path", path).at(at));
}

fn unique<'a>(id: &'a Id, seen: &mut BTreeSet<&'a str>, at: &str, findings: &Findings) {
    if !seen.insert(id.as_str()) {
        findings.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(format!("{at}/id")));
    }
}
