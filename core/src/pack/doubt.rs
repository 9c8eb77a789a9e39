//! Findings of lint: what is doubtful about a pack that loads, and what is looked for in every kind of pack.

use super::{Grade, Header};
use crate::error::{Lang, escape};
use crate::source::Source;
use crate::text::{Id, Ids};
use crate::trace::{Arg, Key, Sentences};

/// Something doubtful about a pack.
///
/// # Examples
/// ```
/// let framework = thidua::packs::edition("vn-press-dx", "1827")?;
/// assert!(framework.lint().iter().any(|finding| finding.code() == "open-parameter"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    code: &'static str,
    en: String,
    vi: String,
    pointer: String,
    place: Option<(u32, u32)>,
}

impl Finding {
    /// The stable name of what is doubtful.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// JSON pointer into the effective pack.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Line in the file it was read from, where the file holds the place.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.place.map(|(line, _)| line)
    }

    /// Column in the file it was read from.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.place.map(|(_, column)| column)
    }

    /// What is doubtful, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

/// Gathers what is doubtful about one pack.
pub(crate) struct Doubts<'a> {
    header: &'a Header,
    found: Vec<Finding>,
}

impl<'a> Doubts<'a> {
    pub(crate) const fn new(header: &'a Header) -> Self {
        Self { header, found: Vec::new() }
    }

    pub(crate) fn add<'w>(
        &mut self,
        key: Key,
        args: impl AsRef<[(&'static str, Arg<'w>)]>,
        pointer: impl AsRef<str>,
    ) {
        let (said, message) = Sentences::of(key, args.as_ref());
        let [en, vi] = [Lang::En, Lang::Vi].map(|lang| said.render(message, lang));
        let pointer = pointer.as_ref().to_owned();
        let finding = Finding { code: key.as_str(), en, vi, pointer, place: None };
        // models of several stretches of time tell the same
        if !self.found.contains(&finding) {
            self.found.push(finding);
        }
    }

    /// Numbers of a source below primary.
    pub(crate) fn grade(&mut self, cite: &Id, what: &str, pointer: impl AsRef<str>) {
        let Some(citation) = self.header.citations.get(cite.as_str()) else { return };
        let grade = match citation.grade() {
            Grade::Primary => return,
            Grade::Secondary => Key::GRADE_SECONDARY,
            Grade::Weak => Key::GRADE_WEAK,
        };
        let args = [("what", what.into()), ("title", citation.title().into()), ("grade", grade.into())];
        self.add(Key::LINT_BELOW_PRIMARY, args, pointer);
    }

    /// Parameters that nothing reads, that are open, or whose values have a source below primary.
    pub(crate) fn parameters(&mut self, read: &Ids) {
        let header = self.header;
        for (id, parameter) in header.parameters.iter() {
            let pointer = format!("/parameters/{}", escape(id.as_str()));
            if !read.holds(id) {
                self.add(Key::LINT_UNREAD_PARAMETER, [("parameter", id.into())], pointer.as_str());
            }
            if parameter.open && !parameter.is_set() {
                self.add(Key::LINT_OPEN_PARAMETER, [("parameter", id.into())], pointer.as_str());
            }
            for (place, cite) in parameter.cites() {
                self.grade(cite, id.as_str(), format!("{pointer}{place}"));
            }
        }
    }

    /// The findings, with their places in the source where the pointers lead into it.
    pub(crate) fn finish(mut self, source: Option<&Source>) -> Vec<Finding> {
        if let Some(source) = source {
            let pointers: Vec<&str> = self.found.iter().map(|finding| finding.pointer.as_str()).collect();
            let places = source.locate(&pointers);
            for (finding, place) in self.found.iter_mut().zip(places) {
                finding.place = place;
            }
        }
        self.found
    }
}
