//! The header of an organisation's file on top of a pack's: its own names, what it sets, and nothing it contradicts.

use super::{Citation, Findings, Header, Parameter};
use crate::date::Period;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::text::Id;

impl Header {
    /// The header of the effective pack; what the file may not do goes to `findings`.
    pub(crate) fn extended(&self, own: &Self, findings: &Findings) -> Result<Self, Error> {
        let named = own.extends.clone().unwrap_or_else(|| "-".to_owned());
        if named != self.name() {
            let diagnostic =
                Diagnostic::new(Code::WRONG_BASE).with("wanted", named).with("found", self.name());
            return Err(diagnostic.at("/extends").pack());
        }
        if own.name() == self.name() {
            let why = "the file has the name of the pack it extends";
            return Err(kept(&self.name(), why).at("/edition").pack());
        }
        let mut out = Self { extends: None, ..own.clone() };
        if own.in_force == Period::default() {
            out.in_force = self.in_force;
        }
        if out.applies_to.is_empty() {
            out.applies_to.clone_from(&self.applies_to);
        }
        for (id, citation) in self.citations.iter() {
            if own.citations.get(id.as_str()).is_some_and(|own| own != citation) {
                let why = "the pack cites another source under this id";
                findings.push(kept(id.as_str(), why).at(format!("/citations/{}", escape(id.as_str()))));
            }
        }
        let mut parameters = Vec::new();
        for (id, parameter) in self.parameters.iter() {
            let merged = match own.parameters.get(id.as_str()) {
                Some(own) => findings.note(set(id, parameter, own)).unwrap_or_else(|| parameter.clone()),
                None => parameter.clone(),
            };
            parameters.push((id.clone(), merged));
        }
        let owned = |(id, citation): (&Id, &Citation)| (id.clone(), citation.clone());
        out.citations = out.citations.with(self.citations.iter().map(owned));
        out.parameters = out.parameters.with(parameters);
        Ok(out)
    }
}

/// A file that would change what the pack keeps.
pub(crate) fn kept(id: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::CANNOT_EXTEND).with("id", id).with("why", why)
}

/// A parameter of the pack with the file's value.
fn set(id: &Id, parameter: &Parameter, own: &Parameter) -> Result<Parameter, Diagnostic> {
    if parameter.is_set() {
        return Err(kept(id.as_str(), SET).at(Parameter::pointer(id)));
    }
    if !own.is_set() {
        return Err(Diagnostic::new(Code::PARAMETER_SHAPE).with("id", id).at(Parameter::pointer(id)));
    }
    Ok(Parameter {
        label: own.label.clone().or_else(|| parameter.label.clone()),
        unit: own.unit.clone().or_else(|| parameter.unit.clone()),
        note: own.note.clone().or_else(|| parameter.note.clone()),
        ..own.clone()
    })
}

/// Why a file may not say what the pack says.
pub(crate) const SET: &str = "the pack sets it";

/// The place in a file of an item that stands at `pointer` in the effective pack, whose list `name` holds the pack's `own`
/// items first.
pub(crate) fn added(pointer: &str, name: &str, own: usize) -> Option<String> {
    let rest = pointer.strip_prefix(name)?.strip_prefix('/')?;
    let (index, tail) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let index = index.parse::<usize>().ok()?.checked_sub(own)?;
    Some(format!("{name}/{index}{tail}"))
}
