//! What every pack has, whatever it judges: its identity, time in force, citations and dated parameters.
//! The body of a kind of pack (a framework's tree, say) belongs to the room that evaluates it.

mod citation;
mod doubt;
mod edition;
mod extend;
mod header;
mod loaded;
mod parameter;
mod parsed;
mod quantity;

pub use citation::{Citation, Grade};
pub(crate) use doubt::Doubts;
pub use doubt::Finding;
pub(crate) use edition::choose;
pub(crate) use extend::{SET, added, kept};
pub(crate) use header::{Header, Kind};
pub(crate) use loaded::{Body, Loaded, identity};
pub(crate) use parameter::{Parameter, Values};
pub(crate) use parsed::Parsed;
pub(crate) use quantity::{Amount, Open, ParameterRef, Quantity};

use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::text::Text;

/// Gathers everything wrong with a pack, so that its author sees all of it at once.
#[derive(Debug, Default)]
pub(crate) struct Findings(std::cell::RefCell<Vec<Diagnostic>>);

impl Findings {
    /// More than this many are not worth reading at once.
    const LIMIT: usize = 50;

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let mut all = self.0.borrow_mut();
        if all.len() < Self::LIMIT {
            all.push(diagnostic);
        }
    }

    /// Notes the languages in which a text has no words.
    pub(crate) fn words(&self, text: &Text, at: &str) {
        for lang in text.blank() {
            self.push(Diagnostic::new(Code::EMPTY_TEXT).at(format!("{at}/{}", lang.code())));
        }
    }

    /// Notes the failure of a check and goes on.
    pub(crate) fn note<T>(&self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        let all = self.0.into_inner();
        if all.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Pack, all)) }
    }
}
