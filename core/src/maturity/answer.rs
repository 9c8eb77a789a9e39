//! Answers with their evidence, and the assessment that holds those of one subject.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::value::Value;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::num::{Exact, Fraction};
use crate::source::Source;
use crate::text::{Id, normal};

/// Whose answers make the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What the subject says of itself.
    #[default]
    Claimed,
    /// What a verifier has confirmed.
    Verified,
}

/// What proves an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    #[serde(rename = "ref")]
    reference: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dated: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_until: Option<Date>,
}

impl Evidence {
    /// A reference, with the day it was made and the last day it is valid.
    #[must_use]
    pub fn new(reference: &str, dated: Option<Date>, valid_until: Option<Date>) -> Self {
        Self { reference: normal(reference), dated, valid_until }
    }

    /// What it is known by: a number, a link, a file's name.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The day it was made.
    #[must_use]
    pub const fn dated(&self) -> Option<Date> {
        self.dated
    }

    /// The last day it is valid.
    #[must_use]
    pub const fn valid_until(&self) -> Option<Date> {
        self.valid_until
    }
}

/// A plain value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written(pub(crate) Value);

/// One answer as it is written: a plain value, or everything about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnswerDocument {
    Plain(Written),
    Full(Box<Full>),
}

/// Everything about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Full {
    /// What the subject says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) claimed: Option<Written>,
    /// What a verifier confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified: Option<Written>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) evidence: Vec<Evidence>,
    /// Who verified it, as a pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_by: Option<Id>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// It does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_applicable: Option<NotApplicable>,
    /// There is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    /// The claim as a share of two counts, written bare: with `whole`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<Exact>,
    /// The claim as a share of two counts, written bare: with `part`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) whole: Option<Exact>,
}

/// Why a criterion does not apply, and who agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct NotApplicable {
    /// Why.
    pub(crate) reason: String,
    /// Who verified that it does not apply, as a pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_by: Option<Id>,
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has looked yet.
    NotAssessed,
    /// Somebody looked and could not tell.
    Unknown,
    /// The subject would not say.
    Refused,
}

/// One answer: a value with its evidence, or why there is none.
///
/// # Examples
/// ```
/// use thidua::{Answer, Evidence, Id, Value};
/// let answer = Answer::claimed(Value::word("phe-duyet"))
///     .verified(Value::word("du-thao"), Id::new("tham-dinh-02")?)
///     .evidence(Evidence::new("QĐ 12/QĐ-BM", None, None));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub(crate) Full);

impl Answer {
    /// What the subject says.
    #[must_use]
    pub fn claimed(value: Value) -> Self {
        Self(Full { claimed: Some(Written(value)), ..Full::default() })
    }

    /// Adds what a verifier confirms.
    #[must_use]
    pub fn verified(mut self, value: Value, by: Id) -> Self {
        self.0.verified = Some(Written(value));
        self.0.verified_by = Some(by);
        self
    }

    /// Adds evidence.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.0.evidence.push(evidence);
        self
    }

    /// It does not apply, for a reason; a verifier may agree.
    #[must_use]
    pub fn not_applicable(reason: &str, verified_by: Option<Id>) -> Self {
        let claim = NotApplicable { reason: normal(reason), verified_by };
        Self(Full { not_applicable: Some(claim), ..Full::default() })
    }

    /// There is no value.
    #[must_use]
    pub fn missing(status: Status) -> Self {
        Self(Full { status: Some(status), ..Full::default() })
    }

    fn check(&self, id: &Id) -> Result<(), Diagnostic> {
        let full = &self.0;
        let valued = full.claimed.is_some() || full.verified.is_some();
        let shapes = [valued, full.not_applicable.is_some(), full.status.is_some()];
        let half = full.part.is_some() || full.whole.is_some();
        if half || shapes.iter().filter(|given| **given).count() != 1 {
            return Err(Diagnostic::new(Code::AnswerShape).with("id", id));
        }
        if full.not_applicable.as_ref().is_some_and(|claim| claim.reason.trim().is_empty()) {
            return Err(Diagnostic::new(Code::NeedsReason).with("id", id).at("/not_applicable/reason"));
        }
        if let Some(index) = full.evidence.iter().position(|piece| piece.reference.trim().is_empty()) {
            return Err(Diagnostic::new(Code::EmptyReference)
                .with("id", id)
                .at(format!("/evidence/{index}/ref")));
        }
        if full.verified.is_some() && full.verified_by.is_none() {
            return Err(Diagnostic::new(Code::NeedsVerifier).with("id", id));
        }
        Ok(())
    }
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::claimed(value)
    }
}

impl From<AnswerDocument> for Answer {
    fn from(document: AnswerDocument) -> Self {
        match document {
            AnswerDocument::Plain(value) => Self(Full { claimed: Some(value), ..Full::default() }),
            AnswerDocument::Full(full) => match (full.part, full.whole, &full.claimed) {
                (Some(part), Some(whole), None) => {
                    let counts = Value::counts(Fraction::from(part), Fraction::from(whole));
                    Self(Full { claimed: Some(Written(counts)), part: None, whole: None, ..*full })
                }
                // anything else with only one of them, or with two claims, is refused when the answer is checked
                _ => Self(*full),
            },
        }
    }
}

/// An assessment as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AssessmentDocument {
    /// Whom it is of, as a pseudonym.
    pub(crate) subject: Id,
    /// The time it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Period>,
    /// The day parameters and evidence are judged on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Date>,
    /// Whose answers make the headline.
    #[serde(default)]
    pub(crate) basis: Basis,
    /// The days evidence must be from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window: Option<Period>,
    /// The day the result is expected to be published: evidence must still be valid then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publication: Option<Date>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// The answers, by criterion.
    pub(crate) answers: BTreeMap<Id, AnswerDocument>,
}

/// The answers of one subject. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::{Assessment, Id, Value};
/// let assessment = Assessment::new(Id::new("bao-x")?)
///     .answer(Id::new("1")?, Value::word("15.5"))?
///     .answer(Id::new("2")?, Value::word("20"))?;
/// assert_eq!(assessment.subject().as_str(), "bao-x");
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment(Arc<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    subject: Id,
    period: Option<Period>,
    as_of: Option<Date>,
    basis: Basis,
    window: Option<Period>,
    publication: Option<Date>,
    note: Option<String>,
    /// Sorted by id.
    answers: Vec<(Id, Answer)>,
    source: Option<Source>,
}

impl Assessment {
    /// An assessment without answers.
    #[must_use]
    pub fn new(subject: Id) -> Self {
        Self(Arc::new(Inner {
            subject,
            period: None,
            as_of: None,
            basis: Basis::Claimed,
            window: None,
            publication: None,
            note: None,
            answers: Vec::new(),
            source: None,
        }))
    }

    /// Reads an assessment from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A data error with line, column and pointer for whatever the format does not allow.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Data)?;
        let document: AssessmentDocument = source.decode(&source.tree()?)?;
        let built = Self::from_document(document).map_err(|error| source.place(error))?;
        Ok(built.change(|inner| inner.source = Some(source)))
    }

    pub(crate) fn from_document(document: AssessmentDocument) -> Result<Self, Error> {
        for (name, period) in [("period", document.period), ("window", document.window)] {
            if let Some(Err(error)) = period.map(|period| period.check()) {
                return Err(error.map(|diagnostic| diagnostic.under(name)));
            }
        }
        let mut answers = Vec::with_capacity(document.answers.len());
        for (id, answer) in document.answers {
            let answer = Answer::from(answer);
            answer.check(&id).map_err(|diagnostic| diagnostic.under(id.as_str()).under("answers").data())?;
            answers.push((id, answer));
        }
        Ok(Self(Arc::new(Inner {
            subject: document.subject,
            period: document.period,
            as_of: document.as_of,
            basis: document.basis,
            window: document.window,
            publication: document.publication,
            note: document.note,
            answers,
            source: None,
        })))
    }

    fn change(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Adds an answer.
    ///
    /// # Errors
    /// [`Code::AnsweredTwice`]; [`Code::AnswerShape`], [`Code::NeedsReason`] or [`Code::NeedsVerifier`] for an
    /// answer that contradicts itself.
    pub fn answer(self, criterion: Id, answer: impl Into<Answer>) -> Result<Self, Error> {
        let answer = answer.into();
        let placed = |diagnostic: Diagnostic| diagnostic.under(criterion.as_str()).under("answers").data();
        answer.check(&criterion).map_err(placed)?;
        match self.0.answers.binary_search_by(|(id, _)| id.cmp(&criterion)) {
            Ok(_) => Err(placed(Diagnostic::new(Code::AnsweredTwice).with("id", &criterion))),
            Err(at) => Ok(self.change(|inner| inner.answers.insert(at, (criterion, answer)))),
        }
    }

    /// Adds many answers at once.
    ///
    /// # Errors
    /// As [`Assessment::answer`].
    pub fn with_answers(self, answers: impl IntoIterator<Item = (Id, Answer)>) -> Result<Self, Error> {
        let mut all = self.0.answers.clone();
        all.extend(answers);
        all.sort_by(|a, b| a.0.cmp(&b.0));
        for (id, answer) in &all {
            answer.check(id).map_err(|diagnostic| diagnostic.under(id.as_str()).under("answers").data())?;
        }
        for pair in all.windows(2) {
            if let [(a, _), (b, _)] = pair
                && a == b
            {
                let diagnostic = Diagnostic::new(Code::AnsweredTwice).with("id", a);
                return Err(diagnostic.under(a.as_str()).under("answers").data());
            }
        }
        Ok(self.change(|inner| inner.answers = all))
    }

    /// Sets the day parameters and evidence are judged on.
    #[must_use]
    pub fn as_of(self, day: Date) -> Self {
        self.change(|inner| inner.as_of = Some(day))
    }

    /// Sets whose answers make the headline.
    #[must_use]
    pub fn basis(self, basis: Basis) -> Self {
        self.change(|inner| inner.basis = basis)
    }

    /// Sets the time the assessment is about.
    #[must_use]
    pub fn period(self, period: Period) -> Self {
        self.change(|inner| inner.period = Some(period))
    }

    /// Sets the days evidence must be from.
    #[must_use]
    pub fn window(self, window: Period) -> Self {
        self.change(|inner| inner.window = Some(window))
    }

    /// Sets the day the result is expected to be published.
    #[must_use]
    pub fn publication(self, day: Date) -> Self {
        self.change(|inner| inner.publication = Some(day))
    }

    /// Whom it is of.
    #[must_use]
    pub fn subject(&self) -> &Id {
        &self.0.subject
    }

    pub(crate) fn day(&self) -> Option<Date> {
        self.0.as_of
    }

    /// Whose answers make the headline.
    #[must_use]
    pub fn headline(&self) -> Basis {
        self.0.basis
    }

    pub(crate) fn data_window(&self) -> Option<Period> {
        self.0.window
    }

    pub(crate) fn about(&self) -> Option<Period> {
        self.0.period
    }

    pub(crate) fn published_on(&self) -> Option<Date> {
        self.0.publication
    }

    pub(crate) fn answers(&self) -> &[(Id, Answer)] {
        &self.0.answers
    }

    /// Fills in file, line and column, where the assessment was read from a text.
    pub(crate) fn place(&self, error: Error) -> Error {
        match &self.0.source {
            Some(source) => source.place(error),
            None => error,
        }
    }

    /// The assessment in its canonical form.
    #[must_use]
    pub fn to_json(&self) -> String {
        let inner = &*self.0;
        crate::canonical::text(&AssessmentDocument {
            subject: inner.subject.clone(),
            period: inner.period,
            as_of: inner.as_of,
            basis: inner.basis,
            window: inner.window,
            publication: inner.publication,
            note: inner.note.clone(),
            answers: inner.answers.iter().map(|(id, answer)| (id.clone(), document(answer))).collect(),
        })
    }
}

fn document(answer: &Answer) -> AnswerDocument {
    match &answer.0 {
        Full { claimed: Some(value), .. } if answer.0 == Answer::claimed(value.0.clone()).0 => {
            AnswerDocument::Plain(value.clone())
        }
        full => AnswerDocument::Full(Box::new(full.clone())),
    }
}

/// The pointer to a criterion's answer.
pub(crate) fn pointer(id: &Id) -> String {
    format!("/answers/{}", escape(id.as_str()))
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Counts {
    part: Exact,
    whole: Exact,
}

impl Serialize for Written {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use super::value::Kind;
        use serde::ser::SerializeMap;
        match &self.0.0 {
            Kind::YesNo(yes) => serializer.serialize_bool(*yes),
            Kind::Word(text, _) => serializer.serialize_str(text),
            Kind::Counts(part, whole) => {
                let mut map = serializer.serialize_map(Some(2))?;
                for (name, count) in [("part", part), ("whole", whole)] {
                    let text = count.to_exact().map_or_else(|| count.to_string(), |exact| exact.to_string());
                    map.serialize_entry(name, &text)?;
                }
                map.end()
            }
        }
    }
}

impl Serialize for AnswerDocument {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => value.serialize(serializer),
            Self::Full(full) => full.serialize(serializer),
        }
    }
}

/// Reads what `deserialize_any` gives; `MAP` says what a map means.
struct Plain;

impl<'de> de::Visitor<'de> for Plain {
    type Value = Written;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Written, E> {
        Ok(Written(Value::yes_no(value)))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Written, E> {
        Ok(Written(Value::from(Exact::from(value))))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Written, E> {
        Ok(Written(Value::from(value)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Written, E> {
        Ok(Written(Value::word(text)))
    }
    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Written, A::Error> {
        let counts = Counts::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Written(Value::counts(Fraction::from(counts.part), Fraction::from(counts.whole))))
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Plain)
    }
}

impl<'de> Deserialize<'de> for AnswerDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> de::Visitor<'de> for Either {
            type Value = AnswerDocument;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<AnswerDocument, E> {
                Plain.visit_bool(value).map(AnswerDocument::Plain)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<AnswerDocument, E> {
                Plain.visit_u64(value).map(AnswerDocument::Plain)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<AnswerDocument, E> {
                Plain.visit_i64(value).map(AnswerDocument::Plain)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<AnswerDocument, E> {
                Plain.visit_str(text).map(AnswerDocument::Plain)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<AnswerDocument, A::Error> {
                let full = Full::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(AnswerDocument::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Written {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let counts = generator.subschema_for::<Counts>();
        schemars::json_schema!({"anyOf": [{"type": ["boolean", "string", "number"]}, counts]})
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AnswerDocument {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let full = generator.subschema_for::<Full>();
        schemars::json_schema!({"anyOf": [{"type": ["boolean", "string", "number"]}, full]})
    }
}
