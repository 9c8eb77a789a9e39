//! A pack of any kind, checked as a whole: on its own, or as an organisation's file on top of another.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Findings, Header, Kind, Parameter, Parsed, Values};
use crate::canonical;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::source::Source;
use crate::text::{Id, Ids};

/// What a kind of pack says beside its header, and what is made of it.
pub(crate) trait Body: Clone + Serialize + DeserializeOwned {
    /// The kind.
    const KIND: Kind;
    /// The body on one day, its numbers known.
    type Model;

    /// What is wrong with it, its numbers aside.
    fn check(&self, header: &Header, findings: &Findings);

    /// The parameters it reads.
    fn reads(&self) -> Ids;

    /// The model of a body whose names were checked, what its numbers get wrong in `findings`; or the parameters without a
    /// value that it cannot do without.
    fn model(&self, header: &Header, values: &Values, findings: &Findings) -> Result<Self::Model, Vec<Id>>;

    /// The body with an organisation's on top, what that may not do in `findings`.
    fn extended(&self, own: &Self, findings: &Findings) -> Self;

    /// A diagnostic about the body with `parsed` on top, pointed at the file that caused it where that can be told.
    fn relocate(&self, parsed: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic;

    /// Runs the pack's own tests.
    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error>;
}

/// A pack that was checked as a whole.
#[derive(Debug)]
pub(crate) struct Loaded<B: Body> {
    pub(crate) header: Header,
    pub(crate) body: B,
    /// The text it was read from: of an extended pack, the file on top.
    pub(crate) source: Source,
    /// Whether a file was put on top of another pack.
    pub(crate) extended: bool,
    /// The stretches of time within which no parameter changes.
    stretches: Vec<Stretch<B::Model>>,
    /// The effective pack in its canonical form.
    pub(crate) json: String,
    /// The digest of that.
    pub(crate) digest: String,
}

/// First day of a stretch, and its model or the required parameters that have no value in it.
type Stretch<M> = (Option<Date>, Result<M, Vec<Id>>);

/// Header and body as one canonical document.
#[derive(Serialize)]
struct Whole<'a, B> {
    #[serde(flatten)]
    header: &'a Header,
    #[serde(flatten)]
    body: &'a B,
}

impl<B: Body> Loaded<B> {
    /// Reads a pack that stands on its own.
    pub(crate) fn parse(text: &str, file: Option<&str>) -> Result<Arc<Self>, Error> {
        Self::alone(&Parsed::new(text, file)?)
    }

    /// A pack that stands on its own; [`Code::NEEDS_BASE`] for one that extends another.
    pub(crate) fn alone(parsed: &Parsed<B>) -> Result<Arc<Self>, Error> {
        let pack = match &parsed.header.extends {
            Some(base) => Err(Diagnostic::new(Code::NEEDS_BASE).with("base", base).at("/extends").pack()),
            None => Self::check(parsed.header.clone(), parsed.body.clone(), &parsed.source, false),
        };
        pack.map_err(|error| parsed.source.place(error))
    }

    /// The pack with an organisation's file on top.
    pub(crate) fn extend(&self, parsed: &Parsed<B>) -> Result<Arc<Self>, Error> {
        let merged = || {
            let findings = Findings::default();
            let header = self.header.extended(&parsed.header, &findings)?;
            let body = self.body.extended(&parsed.body, &findings);
            let read = body.reads();
            for id in parsed.header.parameters.ids() {
                // a parameter of its own may be new, but not one that is set for nothing
                if !self.header.parameters.holds(id) && !read.holds(id) {
                    let known = self.header.parameters.ids().map(Id::as_str);
                    let diagnostic = Diagnostic::new(Code::UNKNOWN_PARAMETER).with("id", id);
                    findings.push(diagnostic.meant(id.as_str(), known).at(Parameter::pointer(id)));
                }
            }
            findings.finish()?;
            let pack = Self::check(header, body, &parsed.source, true);
            pack.map_err(|error| error.map(|diagnostic| self.body.relocate(parsed, diagnostic)))
        };
        merged().map_err(|error| parsed.source.place(error))
    }

    /// Checks the whole, builds its models and runs the pack's own tests.
    fn check(header: Header, body: B, source: &Source, extended: bool) -> Result<Arc<Self>, Error> {
        let findings = Findings::default();
        header.check(&findings);
        body.check(&header, &findings);
        findings.finish()?;
        let mut stretches = Vec::new();
        for start in Values::stretches(&header.parameters) {
            let findings = Findings::default();
            let values = Values::on(&header.parameters, start);
            let model = values.and_then(|values| body.model(&header, &values, &findings));
            findings.finish()?;
            stretches.push((start, model));
        }
        let json = canonical::text(&Whole { header: &header, body: &body });
        let digest = canonical::digest(&json);
        let source = source.clone();
        let pack = Arc::new(Self { header, body, source, extended, stretches, json, digest });
        B::test(&pack)?;
        Ok(pack)
    }

    /// The model in force on a day; without one, that of a pack in which nothing changes with time.
    pub(crate) fn model(&self, day: Option<Date>) -> Result<&B::Model, Error> {
        let begun = |day: Date| {
            self.stretches.iter().rev().find(move |(start, _)| start.is_none_or(|start| start <= day))
        };
        let needs_date = || Diagnostic::new(Code::NEEDS_DATE).with("what", "a parameter").at("/as_of").data();
        let (_, model) = match self.stretches.as_slice() {
            [only] => only,
            _ => day.and_then(begun).ok_or_else(needs_date)?,
        };
        model.as_ref().map_err(|wanting| {
            let diagnostic = |id: &Id| Diagnostic::new(Code::PARAMETER_REQUIRED).with("id", id);
            Error::many(ErrorKind::Data, wanting.iter().map(diagnostic).collect())
        })
    }

    /// The models of all stretches of time that have one.
    pub(crate) fn models(&self) -> impl Iterator<Item = &B::Model> {
        self.stretches.iter().filter_map(|(_, model)| model.as_ref().ok())
    }
}

/// What packs of every kind say of themselves.
macro_rules! identity {
    ($pack:ident) => {
        impl $pack {
            /// Name of the pack, the same in all its editions.
            #[must_use]
            pub fn id(&self) -> &str {
                self.0.header.pack.as_str()
            }

            /// Name of the edition.
            #[must_use]
            pub fn edition(&self) -> &str {
                self.0.header.edition.as_str()
            }

            /// `pack@edition`.
            #[must_use]
            pub fn name(&self) -> String {
                self.0.header.name()
            }

            /// What people call it.
            #[must_use]
            pub fn title(&self) -> &crate::text::Text {
                &self.0.header.title
            }

            /// The days on which it holds.
            #[must_use]
            pub fn in_force(&self) -> crate::date::Period {
                self.0.header.in_force
            }

            /// The effective pack, extensions merged in, as canonical JSON; it loads again as the same.
            #[must_use]
            pub fn to_json(&self) -> &str {
                &self.0.json
            }

            /// SHA-256 of [`Self::to_json`]: formatting does not change it.
            #[must_use]
            pub fn digest(&self) -> &str {
                &self.0.digest
            }
        }

        impl PartialEq for $pack {
            fn eq(&self, other: &Self) -> bool {
                self.0.digest == other.0.digest
            }
        }

        impl Eq for $pack {}
    };
}

pub(crate) use identity;
