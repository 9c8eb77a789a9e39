//! The one public error, its diagnostics and the table of codes. No domain logic lives here.

mod code;
mod phrase;

use std::fmt;

pub use code::Code;

/// A language the library speaks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The language of a code such as `vi` or `en`.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CHOICE`] for any other text.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(thidua::Lang::parse("vi")?, thidua::Lang::Vi);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        match text {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            other => Err(Diagnostic::new(Code::UNKNOWN_CHOICE)
                .with("value", other)
                .with("expected", "`vi`, `en`")
                .data()),
        }
    }

    /// The language's code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// Diagnostics that an error about many things of a kind lists at most.
pub(crate) const LISTED: usize = 50;

/// What an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The rules: a pack that cannot be read, is inconsistent or is not in force.
    Pack,
    /// The facts: answers, dates and numbers given to a pack that is sound.
    Data,
}

/// One thing that is wrong: where, what was meant, and the fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic(Box<Facts>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    code: Code,
    args: Vec<(&'static str, String)>,
    pointer: String,
    file: Option<String>,
    position: Option<(u32, u32)>,
    suggestion: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: Code) -> Self {
        let (args, pointer) = (Vec::new(), String::new());
        Self(Box::new(Facts { code, args, pointer, file: None, position: None, suggestion: None }))
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.args.push((name, clip(&value.to_string())));
        self
    }

    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.0.pointer = pointer.into();
        self
    }

    /// Puts one more step in front of the pointer.
    pub(crate) fn under(mut self, step: &str) -> Self {
        self.0.pointer = format!("/{}{}", escape(step), self.0.pointer);
        self
    }

    pub(crate) fn in_file(mut self, file: Option<&str>) -> Self {
        self.0.file = file.map(str::to_owned);
        self
    }

    pub(crate) fn positioned(mut self, line: u32, column: u32) -> Self {
        self.0.position = Some((line, column));
        self
    }

    /// Leaves line and column out, where nobody has seen the text.
    pub(crate) fn unplaced(mut self) -> Self {
        self.0.position = None;
        self
    }

    /// Names the candidate nearest to what was written, if one is near enough.
    pub(crate) fn meant<'a>(mut self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.suggestion = nearest(written, known);
        self
    }

    /// Of an unknown field: the fields another part of the document has, which come first.
    pub(crate) fn also_known(mut self, fields: &[&str]) -> Self {
        let written = self.0.args.iter().find(|(name, _)| *name == "field").map(|(_, field)| field.as_str());
        let meant = written.and_then(|field| nearest(field, fields.iter().copied()));
        if let Some((_, expected)) = self.0.args.iter_mut().find(|(name, _)| *name == "expected") {
            *expected = clip(&format!("{}, {expected}", choices(fields)));
        }
        self.suggest(meant)
    }

    /// Names what was meant, where the reader of it knows.
    pub(crate) fn suggest(mut self, meant: Option<String>) -> Self {
        self.0.suggestion = self.0.suggestion.or(meant);
        self
    }

    pub(crate) fn pack(self) -> Error {
        Error::many(ErrorKind::Pack, vec![self])
    }

    pub(crate) fn data(self) -> Error {
        Error::many(ErrorKind::Data, vec![self])
    }

    /// The stable name of what is wrong.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// JSON pointer (RFC 6901) to the place in the document; empty for the whole.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// The file, where the caller named one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// Line, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.0.position.map(|(line, _)| line)
    }

    /// Column in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.0.position.map(|(_, column)| column)
    }

    /// What the writer probably meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.0.suggestion.as_deref()
    }

    /// The values the message speaks of, by name.
    #[must_use]
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.0.args
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.0.code.message(lang), lang)
    }

    /// How to put it right, "did you mean" included.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        let help = self.fill(self.0.code.help(lang), lang);
        match (&self.0.suggestion, lang) {
            (Some(meant), Lang::En) => format!("did you mean `{meant}`? {help}"),
            (Some(meant), Lang::Vi) => format!("có phải ý bạn là `{meant}`? {help}"),
            (None, _) => help,
        }
    }

    /// The whole diagnostic in one line: place, code, message and help.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let mut place = self.0.file.clone().unwrap_or_default();
        if let Some((line, column)) = self.0.position {
            let separator = if place.is_empty() { "" } else { ":" };
            place = format!("{place}{separator}{line}:{column}");
        }
        if !self.0.pointer.is_empty() {
            let separator = if place.is_empty() { "" } else { " " };
            place = format!("{place}{separator}{}", self.0.pointer);
        }
        let separator = if place.is_empty() { "" } else { ": " };
        let help = self.help(lang);
        let (label, dash) = match lang {
            Lang::En => ("help: ", " — "),
            Lang::Vi => ("cách sửa: ", " — "),
        };
        format!("{place}{separator}[{}] {}{dash}{label}{help}", self.0.code, self.message(lang))
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        fill(template, |name| {
            let (_, value) = self.0.args.iter().find(|(key, _)| *key == name)?;
            let translated = if lang == Lang::Vi { phrase::vietnamese(name, value) } else { None };
            Some(translated.unwrap_or_else(|| value.clone()))
        })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

/// The library's error: opaque, with at least one [`Diagnostic`]. What is wrong with several entries of a list or a map is told in
/// one go, fifty entries at most.
///
/// # Examples
/// ```
/// let error = thidua::Exact::parse("0x1F").unwrap_err();
/// assert_eq!(error.code().as_str(), "bad-number");
/// assert!(error.help(thidua::Lang::En).contains("plain decimal"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    first: Diagnostic,
    rest: Vec<Diagnostic>,
}

impl Error {
    /// An error of these diagnostics; `diagnostics` must not be empty (an empty one is an internal slip
    /// that still ends in an error, never in a panic).
    pub(crate) fn many(kind: ErrorKind, diagnostics: Vec<Diagnostic>) -> Self {
        let mut all = diagnostics.into_iter();
        let first = all.next().unwrap_or_else(|| Diagnostic::new(Code::SYNTAX).with("detail", "unknown"));
        Self(Box::new(Inner { kind, first, rest: all.collect() }))
    }

    /// Whether the rules or the facts are wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable name of the first thing that is wrong.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.first.code()
    }

    /// JSON pointer to the first thing that is wrong.
    #[must_use]
    pub fn pointer(&self) -> &str {
        self.0.first.pointer()
    }

    /// How to put the first thing right.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        self.0.first.help(lang)
    }

    /// Every diagnostic, in the order found.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        std::iter::once(&self.0.first).chain(&self.0.rest)
    }

    /// The first diagnostic.
    #[must_use]
    pub fn first(&self) -> &Diagnostic {
        &self.0.first
    }

    /// Every diagnostic, a line each.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        self.diagnostics().map(|diagnostic| diagnostic.render(lang)).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(crate) fn map(self, change: impl Fn(Diagnostic) -> Diagnostic) -> Self {
        let Inner { kind, first, rest } = *self.0;
        Self(Box::new(Inner { kind, first: change(first), rest: rest.into_iter().map(change).collect() }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

/// The candidate nearest to `written`, when at most a third of it differs.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written: String = written.chars().take(64).collect();
    let limit = written.chars().count().div_ceil(3);
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&written, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Names in a row, each quoted.
pub(crate) fn choices(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Replaces each `{name}` of a template.
pub(crate) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        out.push_str(&value(name).unwrap_or_default());
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// One step of a JSON pointer, escaped.
pub(crate) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

/// Long input is quoted only in part.
fn clip(text: &str) -> String {
    if text.chars().count() <= 240 {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(239).collect();
    short.push('…');
    short
}
