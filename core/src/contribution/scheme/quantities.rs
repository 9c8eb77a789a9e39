//! Every number of a scheme that may be a parameter's, with its place.

use super::document::{Body, UnitTerm, Whole};
use super::requirement::Requirement;
use crate::pack::Quantity;

/// Calls `read` with every quantity of a body, each with the pointer to the rule it stands in.
pub(super) fn each(body: &Body, read: &mut dyn FnMut(&Quantity, &str)) {
    let read = std::cell::RefCell::new(read);
    let note = |quantity: &Quantity, at: &str| (read.borrow_mut())(quantity, at);
    for (index, kind) in body.kinds.iter().enumerate() {
        let at = |part: &str| format!("/kinds/{index}/{part}");
        kind.points.map(&|quantity| note(quantity, &at("points")));
        for factor in kind.multipliers.iter().flat_map(|multiplier| multiplier.by.values()) {
            note(factor, &at("multipliers"));
        }
        kind.ceiling.iter().for_each(|ceiling| note(ceiling, &at("ceiling")));
        for requirement in &kind.requires {
            let bounds = match requirement {
                Requirement::Quantity(own) => [&own.at_least, &own.at_most],
                Requirement::Ratio(own) => [&own.at_least, &own.at_most],
                Requirement::Attribute(_) | Requirement::Evidence(_) => [&None, &None],
            };
            bounds.into_iter().flatten().for_each(|bound| note(bound, &at("requires")));
        }
        for cap in &kind.caps {
            cap.map(&|quantity| note(quantity, &at("caps")));
        }
        if let Some(decay) = &kind.decay {
            decay.map(&|quantity| note(quantity, &at("decay")));
        }
    }
    for (index, shared) in body.caps.iter().enumerate() {
        shared.cap.map(&|quantity| note(quantity, &format!("/caps/{index}/cap")));
    }
    for (index, component) in body.components.iter().enumerate() {
        let numbers = [&component.weight, &component.withheld];
        numbers.into_iter().flatten().for_each(|number| note(number, &format!("/components/{index}")));
    }
    if let Some(Whole::Sum(whole) | Whole::Mean(whole)) = &body.score {
        note(&whole.coverage, "/score");
    }
    if let Some(opportunity) = &body.opportunity {
        note(&opportunity.reference, "/opportunity/reference");
    }
    if let Some(questions) = &body.questions {
        questions.map(&|quantity| note(quantity, "/questions"));
    }
    for (index, term) in body.units.iter().flat_map(|units| &units.score).enumerate() {
        let at = format!("/units/score/{index}");
        note(term.weight(), &at);
        if let UnitTerm::MembersShare(own) = term {
            note(&own.at_least, &at);
        }
    }
}
