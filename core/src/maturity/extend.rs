//! An organisation's file on top of a pack: what it may add, and nothing it may contradict.

use super::document::{Body, Missing, Node};
use super::framework::{Parsed, parameter_pointer};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::pack::{Findings, Header, Parameter, Quantity};
use crate::text::Id;

/// The effective pack, or everything the file may not do.
pub(crate) fn merge(header: &Header, body: &Body, parsed: &Parsed) -> Result<(Header, Body), Error> {
    let (own_header, own) = (&parsed.header, &parsed.body);
    let findings = Findings::default();
    let named = own_header.extends.clone().unwrap_or_else(|| "-".to_owned());
    if named != header.name() {
        let diagnostic = Diagnostic::new(Code::WRONG_BASE).with("wanted", named).with("found", header.name());
        return Err(diagnostic.at("/extends").pack());
    }
    if own_header.name() == header.name() {
        let why = "the file has the name of the pack it extends";
        let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", header.name()).with("why", why);
        return Err(diagnostic.at("/edition").pack());
    }
    let refuse = |given: bool, name: &str, why: &str| {
        if given {
            let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", name).with("why", why);
            findings.push(diagnostic.at(format!("/{name}")));
        }
    };
    refuse(
        !own.tree.is_empty(),
        "tree",
        "the tree is the pack's; put criteria under open nodes with `extend_tree`",
    );
    refuse(own.publish.is_some(), "publish", "publishing is the pack's");
    refuse(own.root.is_some(), "root", "the whole is the pack's");
    refuse(!own.levels.is_empty(), "levels", "the levels are the pack's; set their open parameters");
    let mut out_header = Header { extends: None, ..own_header.clone() };
    out_header.in_force = if own_header.in_force == crate::date::Period::default() {
        header.in_force
    } else {
        own_header.in_force
    };
    if out_header.applies_to.is_empty() {
        out_header.applies_to.clone_from(&header.applies_to);
    }
    for (id, citation) in &header.citations {
        if own_header.citations.get(id).is_some_and(|own| own != citation) {
            let why = "the pack cites another source under this id";
            let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", id).with("why", why);
            findings.push(diagnostic.at(format!("/citations/{}", escape(id.as_str()))));
        }
        out_header.citations.insert(id.clone(), citation.clone());
    }
    for (id, parameter) in &header.parameters {
        let merged = match own_header.parameters.get(id) {
            Some(own) => findings.note(set(id, parameter, own)).unwrap_or_else(|| parameter.clone()),
            None => parameter.clone(),
        };
        out_header.parameters.insert(id.clone(), merged);
    }
    let mut out = body.clone();
    out.tests.clone_from(&own.tests);
    out.gates.extend(own.gates.iter().cloned());
    let filled: Vec<&Id> = own.extend_tree.keys().collect();
    if let Some(missing) = own.missing {
        // the pack's own nodes keep what the pack says of them; the file's policies are for what it adds
        for node in &mut out.tree {
            policies(node, &filled, missing);
        }
    }
    for (id, branch) in &own.extend_tree {
        let at = format!("/extend_tree/{}", escape(id.as_str()));
        let known: Vec<String> = open_ids(&body.tree);
        match find(&mut out.tree, id) {
            Some(node) if node.open => {
                node.open = false;
                node.aggregate = Some(branch.aggregate.clone());
                node.children.clone_from(&branch.children);
            }
            Some(_) => {
                let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", id);
                findings.push(diagnostic.with("why", "the node is not open").at(at));
            }
            None => {
                let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", id);
                findings.push(diagnostic.meant(id.as_str(), known.iter().map(String::as_str)).at(at));
            }
        }
    }
    findings.finish()?;
    Ok((out_header, out))
}

/// A parameter of the pack with the file's value.
fn set(id: &Id, parameter: &Parameter, own: &Parameter) -> Result<Parameter, Diagnostic> {
    if parameter.is_set() {
        let diagnostic = Diagnostic::new(Code::CANNOT_EXTEND).with("id", id);
        return Err(diagnostic.with("why", "the pack sets it").at(parameter_pointer(id)));
    }
    if !own.is_set() {
        let diagnostic = Diagnostic::new(Code::PARAMETER_SHAPE).with("id", id);
        return Err(diagnostic.at(parameter_pointer(id)));
    }
    Ok(Parameter {
        label: own.label.clone().or_else(|| parameter.label.clone()),
        unit: own.unit.clone().or_else(|| parameter.unit.clone()),
        note: own.note.clone().or_else(|| parameter.note.clone()),
        ..own.clone()
    })
}

fn policies(node: &mut Node, filled: &[&Id], missing: Missing) {
    if filled.contains(&&node.id) {
        node.missing = Some(node.missing.unwrap_or_default().over(missing));
    }
    for child in &mut node.children {
        policies(child, filled, missing);
    }
}

fn find<'a>(nodes: &'a mut [Node], id: &Id) -> Option<&'a mut Node> {
    for node in nodes {
        if node.id == *id {
            return Some(node);
        }
        if let Some(found) = find(&mut node.children, id) {
            return Some(found);
        }
    }
    None
}

fn open_ids(nodes: &[Node]) -> Vec<String> {
    let mut ids = Vec::new();
    for node in nodes {
        if node.open {
            ids.push(node.id.to_string());
        }
        ids.extend(open_ids(&node.children));
    }
    ids
}

/// A diagnostic about the effective pack, pointed at the file that caused it where that can be told.
pub(crate) fn relocate(diagnostic: Diagnostic, parsed: &Parsed, base: &Body) -> Diagnostic {
    let pointer = diagnostic.pointer().to_owned();
    for id in parsed.body.extend_tree.keys() {
        let Some(place) = place(&base.tree, "/tree", id) else { continue };
        if let Some(rest) = pointer.strip_prefix(&place)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            let rest = if rest == "/max" { "" } else { rest };
            return diagnostic.at(format!("/extend_tree/{}{rest}", escape(id.as_str())));
        }
    }
    if let Some(rest) = pointer.strip_prefix("/gates/") {
        let (index, tail) =
            rest.split_once('/').map_or((rest, String::new()), |(i, tail)| (i, format!("/{tail}")));
        if let Some(own) = index.parse::<usize>().ok().and_then(|index| index.checked_sub(base.gates.len())) {
            return diagnostic.at(format!("/gates/{own}{tail}"));
        }
    }
    let cause = match diagnostic.code() {
        Code::NOT_ASCENDING => boundary(&pointer, parsed, base),
        Code::DUPLICATE_ID => repeated(&diagnostic, parsed),
        _ => None,
    };
    match cause {
        Some(cause) => diagnostic.at(cause),
        None => diagnostic,
    }
}

/// The parameter of the file that a level, or the nearest one below it, begins at.
fn boundary(pointer: &str, parsed: &Parsed, base: &Body) -> Option<String> {
    let index: usize = pointer.strip_prefix("/levels/")?.strip_suffix("/from")?.parse().ok()?;
    base.levels.get(..=index)?.iter().rev().find_map(|level| match &level.from {
        Some(Quantity::Parameter(from)) if parsed.header.parameters.contains_key(&from.parameter) => {
            Some(parameter_pointer(&from.parameter))
        }
        _ => None,
    })
}

/// The node of the file that takes an id which the pack has already.
fn repeated(diagnostic: &Diagnostic, parsed: &Parsed) -> Option<String> {
    let (_, id) = diagnostic.args().iter().find(|(name, _)| *name == "id")?;
    let id = Id::new(id).ok()?;
    parsed.body.extend_tree.iter().find_map(|(node, branch)| {
        let above = format!("/extend_tree/{}/children", escape(node.as_str()));
        place(&branch.children, &above, &id).map(|at| format!("{at}/id"))
    })
}

fn place(nodes: &[Node], above: &str, id: &Id) -> Option<String> {
    nodes.iter().enumerate().find_map(|(index, node)| {
        let at = format!("{above}/{index}");
        if node.id == *id { Some(at) } else { place(&node.children, &format!("{at}/children"), id) }
    })
}
