//! What a paper holds before it is written in a language: values under names, and rows of them.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::error::Lang;
use crate::num::{Exact, Fraction, Rounding};
use crate::recognition::reason::{Reason, Word};
use crate::text::{Text, grouped};
use crate::trace::Key;

/// One value of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// To be filled in by hand.
    Blank,
    /// Nothing.
    Nothing,
    Words(String),
    Label(Text),
    Said(Reason),
    Day(Date),
    /// A day as letters of an office are dated.
    Dated(Date),
    Count(u32),
    Money(Exact),
    /// Points, to two places.
    Points(Fraction),
    /// A share, as so many of a hundred.
    Share(Fraction),
}

/// What stands where something is to be filled in by hand.
const BLANK: &str = "………………";

impl Value {
    pub(super) fn shown(&self, lang: Lang) -> String {
        let points = |number: &Fraction| {
            let near = number.round(2, Rounding::HalfUp).ok();
            near.map_or_else(|| number.to_string(), |near| grouped(&near.to_string(), lang))
        };
        match self {
            Self::Blank => BLANK.to_owned(),
            Self::Nothing => String::new(),
            Self::Words(text) => text.clone(),
            Self::Label(label) => label.get(lang).to_owned(),
            Self::Said(reason) => reason.message(lang),
            Self::Day(day) => match lang {
                Lang::Vi => day.day_first(),
                Lang::En => day.to_string(),
            },
            Self::Dated(day) => dated(*day, lang),
            Self::Count(count) => grouped(&count.to_string(), lang),
            Self::Money(amount) => grouped(&amount.to_string(), lang),
            Self::Points(number) => points(number),
            Self::Share(share) => format!("{}%", points(&share.mul(&Fraction::from(100_u32)))),
        }
    }

    /// Whether it stands to the right in a table.
    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Money(_) | Self::Points(_) | Self::Share(_))
    }
}

/// As letters are dated: single digits of the day, and of January and February, have a nought before them (Nghị định 30/2020/NĐ-CP,
/// phụ lục I).
fn dated(day: Date, lang: Lang) -> String {
    let text = day.day_first();
    let mut parts = text.split('/');
    let (Some(day), Some(month), Some(year)) = (parts.next(), parts.next(), parts.next()) else {
        return text;
    };
    let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::Vi => {
            let month = if matches!(month, "01" | "02") { month.to_owned() } else { plain(month) };
            format!("ngày {day} tháng {month} năm {year}")
        }
        Lang::En => {
            let place = plain(month).parse::<usize>().unwrap_or(1).saturating_sub(1);
            format!("{} {} {year}", plain(day), months.get(place).copied().unwrap_or_default())
        }
    }
}

macro_rules! values {
    ($($from:ty, $value:pat => $made:expr;)*) => { $(impl From<$from> for Value {
        fn from($value: $from) -> Self {
            $made
        }
    })* };
}

values! {
    &str, text => Self::Words(text.to_owned());
    String, text => Self::Words(text);
    &Text, label => Self::Label(label.clone());
    Key, key => Self::Said(Reason::new(key, []));
    Reason, reason => Self::Said(reason);
    u32, count => Self::Count(count);
    usize, count => Self::Count(u32::try_from(count).unwrap_or(u32::MAX));
    Date, day => Self::Day(day);
}

/// What is there, or nothing.
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// Values under their names, and rows under theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(super) values: BTreeMap<&'static str, Value>,
    pub(super) rows: BTreeMap<&'static str, Vec<Self>>,
}

impl Fields {
    pub(super) fn set(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    pub(super) fn list(mut self, name: &'static str, rows: impl IntoIterator<Item = Self>) -> Self {
        self.rows.insert(name, rows.into_iter().collect());
        self
    }

    /// The same rows, numbered from one.
    pub(super) fn numbered(self, name: &'static str, rows: impl IntoIterator<Item = Self>) -> Self {
        let rows = rows.into_iter().enumerate();
        self.list(name, rows.map(|(at, row)| row.set("no", at.saturating_add(1))))
    }
}

/// A sentence about one thing.
pub(super) fn said<const N: usize>(key: Key, args: [(&'static str, Word); N]) -> Value {
    Value::Said(Reason::new(key, args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_dated_as_the_decree_on_clerical_work_says() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(dated(day("2026-02-05"), Lang::Vi), "ngày 05 tháng 02 năm 2026");
        assert_eq!(dated(day("2026-03-15"), Lang::Vi), "ngày 15 tháng 3 năm 2026");
        assert_eq!(dated(day("2026-02-05"), Lang::En), "5 February 2026");
    }
}
