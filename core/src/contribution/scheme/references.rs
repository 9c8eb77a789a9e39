//! Checks that everything a scheme names exists, and that its parts have their shapes.

use std::collections::BTreeSet;

use super::document::{Body, Combine, Kind};
use super::requirement::Requirement;
use crate::error::{Code, Diagnostic};
use crate::pack::{Findings, Header, kept};
use crate::text::Id;

/// What is wrong with a body, its numbers aside.
pub(super) fn check(header: &Header, body: &Body, findings: &Findings) {
    super::quantities::each(body, &mut |quantity, at| header.check_quantity(quantity, at, findings));
    if !body.tighten.is_empty() {
        findings.push(kept("tighten", "a file that extends nothing has nothing to tighten").at("/tighten"));
    }
    for (name, missing) in [("basis", body.basis.is_none()), ("publish", body.publish.is_none())] {
        if missing {
            findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", name));
        }
    }
    let mut components = BTreeSet::new();
    for (at, component) in body.components.iter().enumerate() {
        let at = format!("/components/{at}");
        unique(&component.id, &mut components, format!("{at}/id"), findings);
        findings.words(&component.label, &format!("{at}/label"));
    }
    match (body.components.is_empty(), &body.score) {
        (false, None) => findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", "score")),
        (true, Some(_)) => {
            findings.push(Diagnostic::new(Code::EMPTY).with("what", "`components`").at("/components"))
        }
        _ => {}
    }
    if body.kinds.is_empty() {
        findings.push(Diagnostic::new(Code::EMPTY).with("what", "`kinds`").at("/kinds"));
    }
    let mut kinds = BTreeSet::new();
    for (index, kind) in body.kinds.iter().enumerate() {
        let at = format!("/kinds/{index}");
        unique(&kind.id, &mut kinds, format!("{at}/id"), findings);
        findings.words(&kind.label, &format!("{at}/label"));
        header.check_cite(&kind.cite, &format!("{at}/cite"), findings);
        self::kind(body, kind, &components, &at, findings);
    }
    for (index, ignored) in body.ignores.iter().enumerate() {
        unique(ignored, &mut kinds, format!("/ignores/{index}"), findings);
    }
    for (index, shared) in body.caps.iter().enumerate() {
        header.check_cite(&shared.cite, &format!("/caps/{index}/cite"), findings);
        for (place, id) in shared.kinds.iter().enumerate() {
            known(
                id,
                Code::UNKNOWN_KIND,
                body.kinds.iter().map(|kind| &kind.id),
                &format!("/caps/{index}/kinds/{place}"),
                findings,
            );
        }
    }
    if let Some(uncertainty) = &body.uncertainty {
        uncertainty.check(body, findings);
    }
    if let Some(publish) = body.publish.filter(|publish| publish.places > 20) {
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`places`");
        let diagnostic = diagnostic.with("value", publish.places).with("bounds", "0 – 20");
        findings.push(diagnostic.at("/publish/places"));
    }
    if body.units.as_ref().is_some_and(|units| units.score.is_empty()) {
        findings.push(Diagnostic::new(Code::EMPTY).with("what", "`score`").at("/units/score"));
    }
    if body.people.is_none() && body.units.is_none() {
        findings
            .push(Diagnostic::new(Code::ONE_OF).with("expected", "`people`, `units`").with("found", "none"));
    }
}

fn kind(body: &Body, kind: &Kind, components: &BTreeSet<&str>, at: &str, findings: &Findings) {
    match &kind.component {
        Some(id) => {
            let ids = body.components.iter().map(|component| &component.id);
            known(id, Code::UNKNOWN_COMPONENT, ids, &format!("{at}/component"), findings);
        }
        None if !components.is_empty() => {
            findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", "component").at(at));
        }
        None => {}
    }
    let mean = |component: &&super::document::Component<_>| {
        Some(&component.id) == kind.component.as_ref() && component.combine == Combine::Mean
    };
    if body.components.iter().any(|component| mean(&component)) && !kind.caps.is_empty() {
        findings.push(Diagnostic::new(Code::CAPPED_MEAN).with("id", &kind.id).at(format!("{at}/caps")));
    }
    if kind.split.is_none() && kind.from == super::document::Origin::Contributions {
        findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", "split").at(at));
    }
    if kind.multipliers.is_empty() == kind.ceiling.is_some() {
        let field = if kind.ceiling.is_some() { "multipliers" } else { "ceiling" };
        findings.push(Diagnostic::new(Code::MISSING_FIELD).with("field", field).at(at));
    }
    for (index, requirement) in kind.requires.iter().enumerate() {
        let (name, bounded) = match requirement {
            Requirement::Quantity(own) => ("quantity", own.at_least.is_some() || own.at_most.is_some()),
            Requirement::Ratio(own) => ("ratio", own.at_least.is_some() || own.at_most.is_some()),
            Requirement::Attribute(own) => ("attribute", !own.among.is_empty()),
            Requirement::Evidence(own) => ("evidence", own.at_least > 0),
        };
        if !bounded {
            let diagnostic = Diagnostic::new(Code::NOTHING_REQUIRED).with("what", format_args!("`{name}`"));
            findings.push(diagnostic.at(format!("{at}/requires/{index}/{name}")));
        }
    }
}

fn unique<'a>(id: &'a Id, seen: &mut BTreeSet<&'a str>, at: String, findings: &Findings) {
    if !seen.insert(id.as_str()) {
        findings.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(at));
    }
}

fn known<'a>(
    id: &Id,
    code: Code,
    mut ids: impl Iterator<Item = &'a Id> + Clone,
    at: &str,
    findings: &Findings,
) {
    if !ids.clone().any(|own| own == id) {
        let names = ids.by_ref().map(Id::as_str);
        findings.push(Diagnostic::new(code).with("id", id).meant(id.as_str(), names).at(at));
    }
}
