//! What only the office knows of a paper: who writes, to whom, when and where, and who the pseudonyms are. It is given when a
//! paper is written, and enters no result and no certificate.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::value::{Fields, Value};
use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::source::Source;
use crate::text::Id;

/// Who writes a paper, to whom, when and where, and who the pseudonyms are. What is left out is left blank on the paper.
///
/// # Examples
/// ```
/// use thidua::recognition::Office;
/// let office = Office::parse("
/// agency_above: BỘ CÔNG THƯƠNG
/// agency: BÁO CÔNG THƯƠNG
/// number: 12/TTr-BCT
/// place: Hà Nội
/// on: 2026-12-20
/// signer: {title: TỔNG BIÊN TẬP, name: Nguyễn Văn Minh}
/// names: {p-017: Trần Thị An}
/// ", Some("office.yaml"))?;
/// assert!(Office::parse("agencies: x", None).unwrap_err().help(thidua::Lang::En).contains("agency"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The body above, such as the ministry.
    #[serde(default)]
    pub(super) agency_above: Option<String>,
    /// The agency that writes.
    #[serde(default)]
    pub(super) agency: Option<String>,
    /// The council that sits.
    #[serde(default)]
    pub(super) council: Option<String>,
    /// Number and sign of the paper.
    #[serde(default)]
    pub(super) number: Option<String>,
    #[serde(default)]
    pub(super) place: Option<String>,
    /// The day of the paper.
    #[serde(default)]
    pub(super) on: Option<Date>,
    /// To whom it is sent.
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) signer: Signer,
    #[serde(default)]
    pub(super) meeting: Meeting,
    #[serde(default)]
    pub(super) reply: Reply,
    /// Who gets copies.
    #[serde(default)]
    pub(super) copies: Vec<String>,
    /// Who the pseudonyms are, and what units are called.
    #[serde(default)]
    pub(super) names: BTreeMap<Id, String>,
    /// The posts of people.
    #[serde(default)]
    pub(super) posts: BTreeMap<Id, String>,
    /// What facts, levels of initiatives, products and groups are called.
    #[serde(default)]
    pub(super) words: BTreeMap<Id, String>,
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signer {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

/// How a council sat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    #[serde(default)]
    room: Option<String>,
    #[serde(default)]
    began: Option<String>,
    #[serde(default)]
    ended: Option<String>,
    #[serde(default)]
    chair: Option<String>,
    #[serde(default)]
    secretary: Option<String>,
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
}

/// How somebody who is told of a proposal replies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) how: Option<String>,
}

/// What is there, or a blank to be filled in by hand.
pub(super) fn blank(text: Option<&String>) -> Value {
    text.map_or(Value::Blank, |text| text.as_str().into())
}

impl Office {
    /// Reads what an office says, from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A data error with line, column and pointer for what cannot be read.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Data)?;
        source.decode(&source.tree()?)
    }

    /// Who somebody is, or what a unit is called; the pseudonym where the table does not say.
    pub(super) fn name<'a>(&'a self, id: &'a Id) -> &'a str {
        self.names.get(id).map_or(id.as_str(), String::as_str)
    }

    /// What something is called; its id where the table does not say.
    pub(super) fn word<'a>(&'a self, id: &'a Id) -> &'a str {
        self.words.get(id).map_or(id.as_str(), String::as_str)
    }

    /// The head of every paper.
    pub(super) fn head(&self) -> Fields {
        let copies = self.copies.iter().map(|copy| Fields::default().set("copy", copy.as_str()));
        Fields::default()
            .set("agency_above", self.agency_above.as_deref())
            .set("agency", blank(self.agency.as_ref()))
            .set("council", blank(self.council.as_ref()))
            .set("number", blank(self.number.as_ref()))
            .set("place", blank(self.place.as_ref()))
            .set("date", self.on.map_or(Value::Blank, Value::Dated))
            .set("to", blank(self.to.as_ref()))
            .set("signer_title", blank(self.signer.title.as_ref()))
            .set("signer", self.signer.name.as_deref())
            .list("copies", copies)
    }

    /// How the council sat.
    pub(super) fn sat(&self, fields: Fields) -> Fields {
        let Meeting { room, began, ended, chair, secretary, present, absent } = &self.meeting;
        let named = |all: &[String]| -> Vec<Fields> {
            all.iter().map(|name| Fields::default().set("name", name.as_str())).collect()
        };
        let count = |all: &[String]| if present.is_empty() { Value::Blank } else { all.len().into() };
        fields
            .set("room", blank(room.as_ref()))
            .set("began", blank(began.as_ref()))
            .set("ended", blank(ended.as_ref()))
            .set("chair", blank(chair.as_ref()))
            .set("secretary", blank(secretary.as_ref()))
            .set("present_count", count(present))
            .set("absent_count", count(absent))
            .list("present", named(present))
            .list("absent", named(absent))
    }
}
