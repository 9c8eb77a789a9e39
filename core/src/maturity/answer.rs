//! Answers with their evidence, as they are written and as they are judged.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::value::Value;
use crate::date::Date;
use crate::error::{Code, Diagnostic, escape};
use crate::num::{Exact, Fraction};
use crate::source::EITHER_TOKEN;
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
    pub(crate) note: Option<Box<str>>,
    /// It does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_applicable: Option<Box<NotApplicable>>,
    /// There is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    /// The claim as a share of two counts, written bare: with `whole`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<Box<Exact>>,
    /// The claim as a share of two counts, written bare: with `part`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) whole: Option<Box<Exact>>,
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

impl From<Written> for Answer {
    fn from(value: Written) -> Self {
        Self(Full { claimed: Some(value), ..Full::default() })
    }
}

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
        Self(Full { not_applicable: Some(Box::new(claim)), ..Full::default() })
    }

    /// There is no value.
    #[must_use]
    pub fn missing(status: Status) -> Self {
        Self(Full { status: Some(status), ..Full::default() })
    }

    /// The claim, where nothing else is said.
    fn plain(&self) -> Option<&Written> {
        let Full { claimed, verified, evidence, verified_by, note, not_applicable, status, part, whole } =
            &self.0;
        let more = verified.is_some()
            || verified_by.is_some()
            || note.is_some()
            || not_applicable.is_some()
            || status.is_some()
            || part.is_some()
            || whole.is_some()
            || !evidence.is_empty();
        claimed.as_ref().filter(|_| !more)
    }

    pub(super) fn check(&self, id: &Id) -> Result<(), Diagnostic> {
        let full = &self.0;
        let valued = full.claimed.is_some() || full.verified.is_some();
        let shapes = [valued, full.not_applicable.is_some(), full.status.is_some()];
        let half = full.part.is_some() || full.whole.is_some();
        if half || shapes.iter().filter(|given| **given).count() != 1 {
            return Err(Diagnostic::new(Code::ANSWER_SHAPE).with("id", id));
        }
        if full.not_applicable.as_ref().is_some_and(|claim| claim.reason.trim().is_empty()) {
            return Err(Diagnostic::new(Code::NEEDS_REASON).with("id", id).at("/not_applicable/reason"));
        }
        if let Some(index) = full.evidence.iter().position(|piece| piece.reference.trim().is_empty()) {
            return Err(Diagnostic::new(Code::EMPTY_REFERENCE)
                .with("id", id)
                .at(format!("/evidence/{index}/ref")));
        }
        if full.verified.is_some() && full.verified_by.is_none() {
            return Err(Diagnostic::new(Code::NEEDS_VERIFIER).with("id", id));
        }
        // a verifier of nothing: what was confirmed was left out, or stands in another place
        if full.verified_by.is_some() && full.verified.is_none() {
            let missing = |field: &str| Diagnostic::new(Code::MISSING_FIELD).with("field", field);
            return Err(match full.not_applicable {
                Some(_) => missing("verified_by").at("/not_applicable"),
                None => missing("verified"),
            });
        }
        Ok(())
    }
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::claimed(value)
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
                    match count.to_exact().filter(|_| !count.is_whole()) {
                        Some(decimal) => map.serialize_entry(name, &decimal)?,
                        None => map.serialize_entry(name, count)?,
                    }
                }
                map.end()
            }
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.plain() {
            Some(value) => value.serialize(serializer),
            None => self.0.serialize(serializer),
        }
    }
}

/// Reads a plain value, or the two counts of a share.
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
    fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Written, D::Error> {
        let counts = Counts::deserialize(map)?;
        Ok(Written(Value::counts(Fraction::from(counts.part), Fraction::from(counts.whole))))
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(EITHER_TOKEN, Plain)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A plain value, or everything about an answer.
        struct Either;
        impl<'de> de::Visitor<'de> for Either {
            type Value = Answer;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Answer, E> {
                Plain.visit_bool(value).map(Answer::from)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Answer, E> {
                Plain.visit_u64(value).map(Answer::from)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Answer, E> {
                Plain.visit_i64(value).map(Answer::from)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
                Plain.visit_str(text).map(Answer::from)
            }
            fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Answer, D::Error> {
                let mut full = Full::deserialize(map)?;
                // only one of them, or two claims, is refused when the answer is checked
                if let (Some(part), Some(whole), None) = (&full.part, &full.whole, &full.claimed) {
                    let counts = Value::counts(Fraction::from(**part), Fraction::from(**whole));
                    full = Full { claimed: Some(Written(counts)), part: None, whole: None, ..full };
                }
                Ok(Answer(full))
            }
        }
        deserializer.deserialize_newtype_struct(EITHER_TOKEN, Either)
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
impl schemars::JsonSchema for Answer {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let full = generator.subschema_for::<Full>();
        schemars::json_schema!({"anyOf": [{"type": ["boolean", "string", "number"]}, full]})
    }
}
