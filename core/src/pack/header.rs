//! The header every pack has.

use serde::{Deserialize, Serialize};

use super::{Citation, Findings, Grade, Parameter, Quantity};
use crate::date::Period;
use crate::error::{Code, Diagnostic, escape};
use crate::text::{ById, Id, Text};
use crate::trace::{Arg, Key, Sentences, Table};

/// The keys of the header.
pub(crate) const HEADER_FIELDS: [&str; 11] = [
    "pack",
    "edition",
    "revision",
    "kind",
    "title",
    "in_force",
    "applies_to",
    "extends",
    "note",
    "citations",
    "parameters",
];

/// Identity, time in force, sources and parameters of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    /// Name of the pack, the same in all its editions.
    pub(crate) pack: Id,
    /// Name of this edition.
    pub(crate) edition: Id,
    /// A correction of the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) revision: Option<Id>,
    /// What the pack judges.
    pub(crate) kind: Kind,
    /// What people call it.
    pub(crate) title: Text,
    /// The days on which it holds.
    #[serde(default, skip_serializing_if = "is_always")]
    pub(crate) in_force: Period,
    /// Whom it is for, as names and values.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub(crate) applies_to: ById<Id>,
    /// The pack and edition this file adds to, as `pack@edition`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) extends: Option<String>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// The sources.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub(crate) citations: ById<Citation>,
    /// The parameters.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub(crate) parameters: ById<Parameter>,
}

fn is_always(period: &Period) -> bool {
    *period == Period::default()
}

/// What a pack judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// How mature an organisation is.
    Framework,
    /// What contributions are worth.
    Scheme,
    /// How facts and standings become decisions.
    Policy,
    /// How subjects compare that are measured together.
    Index,
}

impl Kind {
    /// The name packs write.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Scheme => "scheme",
            Self::Policy => "policy",
            Self::Index => "index",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Framework, Self::Scheme, Self::Policy, Self::Index]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

impl Header {
    /// `pack@edition`.
    pub(crate) fn name(&self) -> String {
        format!("{}@{}", self.pack, self.edition)
    }

    /// What is wrong with the header on its own.
    pub(crate) fn check(&self, findings: &Findings) {
        if let Err(error) = self.in_force.check() {
            findings.push(error.first().clone().at("/in_force"));
        }
        findings.words(&self.title, "/title");
        for (id, citation) in self.citations.iter() {
            if citation.title().trim().is_empty() {
                findings.push(
                    Diagnostic::new(Code::EMPTY_TEXT).at(format!("/citations/{}/title", escape(id.as_str()))),
                );
            }
        }
        for (id, parameter) in self.parameters.iter() {
            parameter.check(id, findings);
            for (place, cite) in parameter.cites() {
                self.check_cite(cite, &format!("/parameters/{}{place}", escape(id.as_str())), findings);
            }
        }
    }

    /// Notes a citation that is not declared.
    pub(crate) fn check_cite(&self, cite: &Id, at: &str, findings: &Findings) {
        if !self.citations.holds(cite) {
            let known = self.citations.ids().map(Id::as_str);
            findings.push(
                Diagnostic::new(Code::UNKNOWN_CITATION).with("id", cite).meant(cite.as_str(), known).at(at),
            );
        }
    }

    /// Notes a parameter that is not declared.
    pub(crate) fn check_quantity(&self, quantity: &Quantity, at: &str, findings: &Findings) {
        let Quantity::Parameter(reference) = quantity else { return };
        if !self.parameters.holds(&reference.parameter) {
            let known = self.parameters.ids().map(Id::as_str);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_PARAMETER).with("id", &reference.parameter);
            findings.push(diagnostic.meant(reference.parameter.as_str(), known).at(at));
        }
    }

    /// A table of the sources named, each with its date and its grade.
    pub(crate) fn sources<'a>(
        &'a self,
        cited: impl IntoIterator<Item = &'a Id>,
        said: &mut Sentences<'a>,
    ) -> Option<Table<'a>> {
        let cited = cited.into_iter();
        let mut cells = Vec::with_capacity(cited.size_hint().0.saturating_mul(2));
        for id in cited {
            let Some(citation) = self.citations.get(id.as_str()) else { continue };
            let grade = match citation.grade() {
                Grade::Primary => Key::GRADE_PRIMARY,
                Grade::Secondary => Key::GRADE_SECONDARY,
                Grade::Weak => Key::GRADE_WEAK,
            };
            let (title, date) = (citation.title().into(), citation.date().into());
            let message =
                said.say(Key::CITED_GRADE, [("title", title), ("date", date), ("grade", grade.into())]);
            cells.extend([Some(Arg::from(id)), Some(message.into())]);
        }
        let columns = &[Key::COLUMN_ID, Key::COLUMN_SOURCE];
        (!cells.is_empty()).then_some(Table { caption: Key::TABLE_SOURCES.into(), columns, cells })
    }
}
