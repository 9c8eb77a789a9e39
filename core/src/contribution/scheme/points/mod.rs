//! Points: how one contribution becomes points. One file each; a new one is a file and a line of the table below.

mod banded;
mod expected;
mod fixed;
mod per_unit;
mod table;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::Findings;
use crate::text::Id;
use crate::trace::{Arg, Key, Message, Sentences};

/// What a rule may read of a contribution.
pub(crate) trait Facts {
    /// A quantity.
    fn quantity(&self, name: &Id) -> Option<Fraction>;
    /// An attribute.
    fn attribute(&self, name: &Id) -> Option<&Id>;
}

/// Why a rule gives no points: the contribution does not say what the rule reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lack {
    /// A quantity it does not give.
    Quantity(Id),
    /// An attribute it does not give.
    Attribute(Id),
    /// An attribute whose value the rule does not know.
    Value { attribute: Id, value: Id, known: Vec<Id> },
    /// A quantity in none of the bands.
    Band { quantity: Id, value: Fraction },
    /// A quantity of zero that something is divided by.
    Zero(Id),
}

impl Lack {
    /// The error, of a record of this kind.
    pub(crate) fn diagnostic(&self, kind: &Id) -> Diagnostic {
        match self {
            Self::Quantity(name) => {
                Diagnostic::new(Code::MISSING_QUANTITY).with("kind", kind).with("name", name)
            }
            Self::Attribute(name) => {
                Diagnostic::new(Code::MISSING_ATTRIBUTE).with("kind", kind).with("name", name)
            }
            Self::Value { attribute, value, known } => {
                let names = known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                let diagnostic =
                    Diagnostic::new(Code::UNKNOWN_ATTRIBUTE).with("kind", kind).with("name", attribute);
                diagnostic
                    .with("value", value)
                    .with("known", names)
                    .meant(value.as_str(), known.iter().map(Id::as_str))
            }
            Self::Band { quantity, value } => Diagnostic::new(Code::NO_BAND)
                .with("id", quantity)
                .with("value", value)
                .with("bands", format_args!("`{kind}`")),
            Self::Zero(name) => Diagnostic::new(Code::ZERO_WHOLE).with("id", name),
        }
    }
}

/// The fewest and the most points a rule can give; none where there is no end.
pub(crate) type Range = (Option<Fraction>, Option<Fraction>);

/// What every rule can do, once its numbers are known.
pub(crate) trait Method {
    /// What is wrong with it on its own; `at` is its pointer.
    fn check(&self, at: &str, findings: &Findings);
    /// The points of a contribution.
    fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack>;
    /// The rule and the values it read, of a contribution that has its points.
    fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message;
    /// The fewest and the most points it can give.
    fn range(&self) -> Range;
    /// Where more of the same can mean fewer points.
    fn falls(&self) -> Option<String> {
        None
    }
    /// What tests of a pack should reach: the name of each of its rules.
    fn cases(&self) -> Vec<String> {
        Vec::new()
    }
    /// Those of its [`Method::cases`] that a contribution reaches.
    fn reaches(&self, _: &impl Facts) -> Vec<String> {
        Vec::new()
    }
}

macro_rules! points {
    ($($(#[$doc:meta])* $module:ident $name:ident)*) => {
        /// A rule of points over numbers `Q`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Points<Q> { $($(#[$doc])* $name($module::$name<Q>)),* }

        impl<Q> Points<Q> {
            /// The same rule over other numbers.
            pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Points<R> {
                match self { $(Self::$name(rule) => Points::$name(rule.map(number))),* }
            }
        }

        impl Method for Points<Fraction> {
            fn check(&self, at: &str, findings: &Findings) {
                match self { $(Self::$name(rule) => rule.check(&format!("{at}/{}", stringify!($module)), findings)),* }
            }
            fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack> {
                match self { $(Self::$name(rule) => rule.points(facts)),* }
            }
            fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message {
                match self { $(Self::$name(rule) => rule.explain(facts, said)),* }
            }
            fn range(&self) -> Range {
                match self { $(Self::$name(rule) => rule.range()),* }
            }
            fn falls(&self) -> Option<String> {
                match self { $(Self::$name(rule) => rule.falls()),* }
            }
            fn cases(&self) -> Vec<String> {
                match self { $(Self::$name(rule) => rule.cases()),* }
            }
            fn reaches(&self, facts: &impl Facts) -> Vec<String> {
                match self { $(Self::$name(rule) => rule.reaches(facts)),* }
            }
        }
    };
}

points! {
    /// The same for each.
    fixed Fixed
    /// So many for each unit of a quantity.
    per_unit PerUnit
    /// By the value of an attribute.
    table Table
    /// By the band a quantity lies in.
    banded Banded
    /// By what was done against what was expected.
    expected Expected
}

/// The quantity of a late assignment.
pub(crate) const DAYS_LATE: &str = "days_late";

/// For sentences: what a quantity is called.
fn name(quantity: &Id) -> Arg<'_> {
    if *quantity == *DAYS_LATE { Key::DAYS_LATE.into() } else { quantity.into() }
}

fn read(facts: &impl Facts, name: &Id) -> Result<Fraction, Lack> {
    facts.quantity(name).ok_or_else(|| Lack::Quantity(name.clone()))
}

/// For sentences: a quantity that has been read.
fn shown(facts: &impl Facts, name: &Id) -> Fraction {
    facts.quantity(name).unwrap_or(Fraction::ZERO)
}

/// The range of points that are listed; an empty list is refused for being empty, and nothing else is wrong with it.
fn listed<'a>(points: impl Iterator<Item = &'a Fraction> + Clone) -> Range {
    let end = |points: Option<&Fraction>| Some(points.cloned().unwrap_or(Fraction::ZERO));
    (end(points.clone().min()), end(points.max()))
}

/// The end of a range from a rate over quantities of 0 and more.
fn ray(rate: &Fraction) -> Range {
    match (rate.is_zero(), rate.is_negative()) {
        (true, _) => (Some(Fraction::ZERO), Some(Fraction::ZERO)),
        (_, true) => (None, Some(Fraction::ZERO)),
        _ => (Some(Fraction::ZERO), None),
    }
}
