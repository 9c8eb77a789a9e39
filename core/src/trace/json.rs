//! Explanations as JSON.

use serde::{Serialize, Serializer};

use super::explanation::{Cell, Explanation, Step, Table};
use super::{Arg, Message};
use crate::canonical;
use crate::error::Lang;
use crate::text::Id;

pub(super) fn render(explanation: &Explanation, lang: Lang) -> String {
    canonical::text(&In(explanation, lang))
}

/// Something told in one language.
struct In<'a, T>(&'a T, Lang);

impl Serialize for In<'_, Explanation> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            headline: In<'a, Message>,
            lang: &'static str,
            level: In<'a, Message>,
            root: In<'a, Step>,
            summary: In<'a, Vec<Message>>,
            tables: In<'a, Vec<Table>>,
            title: &'a str,
        }
        let In(told, lang) = *self;
        Told {
            headline: In(&told.headline, lang),
            lang: lang.code(),
            level: In(&told.level, lang),
            root: In(&told.root, lang),
            summary: In(&told.summary, lang),
            tables: In(&told.tables, lang),
            title: told.title.get(lang),
        }
        .serialize(serializer)
    }
}

impl<'a, T> Serialize for In<'a, Vec<T>>
where
    In<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let In(items, lang) = *self;
        serializer.collect_seq(items.iter().map(|item| In(item, lang)))
    }
}

impl Serialize for In<'_, Message> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            args: Args<'a>,
            key: &'static str,
            text: String,
        }
        struct Args<'a>(&'a [(&'static str, Arg)], Lang);
        impl Serialize for Args<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, arg)| (name, In(arg, self.1))))
            }
        }
        let In(message, lang) = *self;
        Told { args: Args(&message.args, lang), key: message.key.as_str(), text: message.render(lang) }
            .serialize(serializer)
    }
}

impl Serialize for In<'_, Arg> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let In(arg, lang) = *self;
        match arg {
            Arg::Number(number) => serializer.collect_str(number),
            Arg::Day(Some(day)) => serializer.collect_str(day),
            Arg::Day(None) => serializer.serialize_none(),
            Arg::Nested(message) => In(message, lang).serialize(serializer),
            Arg::Word(_) | Arg::Label(_) => serializer.serialize_str(&arg.render(lang)),
        }
    }
}

impl Serialize for In<'_, Cell> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Value(value) => In(value, self.1).serialize(serializer),
        }
    }
}

impl Serialize for In<'_, Table> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            caption: In<'a, Message>,
            columns: Vec<&'static str>,
            rows: In<'a, Vec<Vec<Cell>>>,
        }
        let In(table, lang) = *self;
        let columns = table.columns.iter().map(|key| key.as_str()).collect();
        Told { caption: In(&table.caption, lang), columns, rows: In(&table.rows, lang) }.serialize(serializer)
    }
}

impl Serialize for In<'_, Step> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            children: In<'a, Vec<Step>>,
            cite: Option<&'a Id>,
            id: &'a str,
            label: &'a str,
            lines: In<'a, Vec<Message>>,
            max: In<'a, Cell>,
            score: In<'a, Cell>,
            weight: In<'a, Cell>,
        }
        let In(step, lang) = *self;
        Told {
            children: In(&step.children, lang),
            cite: step.cite.as_ref(),
            id: step.id.as_ref().map_or("", Id::as_str),
            label: step.label.get(lang),
            lines: In(&step.lines, lang),
            max: In(&step.max, lang),
            score: In(&step.score, lang),
            weight: In(&step.weight, lang),
        }
        .serialize(serializer)
    }
}
