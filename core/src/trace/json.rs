//! Explanations as JSON.

use serde::{Serialize, Serializer};

use super::explanation::{Cell, Explanation, Step, Table};
use super::{Arg, Message};
use crate::canonical;
use crate::error::Lang;
use crate::text::Id;

pub(super) fn render(explanation: &Explanation<'_>, lang: Lang) -> String {
    canonical::text(&Told { by: explanation, lang }.all())
}

/// An explanation in one language.
#[derive(Clone, Copy)]
struct Told<'a> {
    by: &'a Explanation<'a>,
    lang: Lang,
}

/// One thing an explanation tells.
struct In<'a, T: ?Sized>(&'a T, Told<'a>);

/// The whole.
#[derive(Serialize)]
struct All<'a> {
    headline: In<'a, Message>,
    lang: &'static str,
    level: In<'a, Message>,
    root: Option<Branch<'a>>,
    summary: In<'a, [Message]>,
    tables: In<'a, [Table<'a>]>,
    title: &'a str,
}

impl<'a> Told<'a> {
    fn all(self) -> All<'a> {
        let by = self.by;
        All {
            headline: In(&by.headline, self),
            lang: self.lang.code(),
            level: In(&by.level, self),
            root: Branch::of(&by.steps, self).next(),
            summary: In(&by.summary, self),
            tables: In(&by.tables, self),
            title: by.title.get(self.lang),
        }
    }
}

impl<'a, T> Serialize for In<'a, [T]>
where
    In<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let In(items, told) = *self;
        serializer.collect_seq(items.iter().map(|item| In(item, told)))
    }
}

impl Serialize for In<'_, Message> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Said<'a> {
            args: Args<'a>,
            key: &'static str,
            text: String,
        }
        struct Args<'a>(&'a [(&'static str, Arg<'a>)], Told<'a>);
        impl Serialize for Args<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, arg)| (name, In(arg, self.1))))
            }
        }
        let In(message, told) = *self;
        let args = Args(told.by.said.args(*message), told);
        Said { args, key: message.key.as_str(), text: told.by.text(*message, told.lang) }
            .serialize(serializer)
    }
}

impl Serialize for In<'_, Arg<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let In(arg, told) = *self;
        match arg {
            Arg::Number(number) => number.serialize(serializer),
            Arg::Lent(number) => number.serialize(serializer),
            Arg::Published(own) => serializer.serialize_str(&own.0.fixed(own.1)),
            Arg::Day(day) => day.serialize(serializer),
            Arg::Said(message) => In(message, told).serialize(serializer),
            Arg::Word(word) => serializer.serialize_str(word),
            Arg::Made(word) => serializer.serialize_str(word),
            Arg::Label(label) => serializer.serialize_str(label.get(told.lang)),
        }
    }
}

impl Serialize for In<'_, Cell<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let In(cell, told) = *self;
        cell.as_ref().map(|arg| In(arg, told)).serialize(serializer)
    }
}

impl Serialize for In<'_, Table<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            caption: In<'a, Message>,
            columns: Vec<&'static str>,
            rows: Vec<In<'a, [Cell<'a>]>>,
        }
        let In(table, told) = *self;
        let columns = table.columns.iter().map(|key| key.as_str()).collect();
        let rows = table.rows().map(|row| In(row, told)).collect();
        Shown { caption: In(&table.caption, told), columns, rows }.serialize(serializer)
    }
}

/// A step with the steps below it.
struct Branch<'a> {
    step: &'a Step<'a>,
    below: &'a [Step<'a>],
    told: Told<'a>,
}

impl<'a> Branch<'a> {
    /// The steps of the first one's depth, each with those below it.
    fn of(mut rest: &'a [Step<'a>], told: Told<'a>) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || {
            let (step, after) = rest.split_first()?;
            let end = after.iter().position(|next| next.depth <= step.depth).unwrap_or(after.len());
            let (below, other) = after.split_at_checked(end)?;
            rest = other;
            Some(Self { step, below, told })
        })
    }
}

impl Serialize for Branch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Node<'a> {
            children: Vec<Branch<'a>>,
            cite: Option<&'a Id>,
            id: &'a str,
            label: &'a str,
            lines: In<'a, [Message]>,
            max: In<'a, Cell<'a>>,
            score: In<'a, Cell<'a>>,
            weight: In<'a, Cell<'a>>,
        }
        let Self { step, below, told } = *self;
        Node {
            children: Branch::of(below, told).collect(),
            cite: step.cite,
            id: step.id.map_or("", Id::as_str),
            label: step.label.get(told.lang),
            lines: In(told.by.lines(step), told),
            max: In(&step.max, told),
            score: In(&step.score, told),
            weight: In(&step.weight, told),
        }
        .serialize(serializer)
    }
}
