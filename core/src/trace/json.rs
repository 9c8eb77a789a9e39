//! Explanations as JSON.

use serde_json::{Map, Value, json};

use super::explanation::{Cell, Explanation, Step, Table};
use super::{Arg, Message};
use crate::error::Lang;

pub(super) fn render(explanation: &Explanation, lang: Lang) -> String {
    let messages =
        |list: &[Message]| Value::Array(list.iter().map(|message| sentence(message, lang)).collect());
    let tables: Vec<Value> = explanation.tables.iter().map(|table| rows(table, lang)).collect();
    json!({
        "lang": lang.code(),
        "title": explanation.title.get(lang),
        "headline": sentence(&explanation.headline, lang),
        "level": sentence(&explanation.level, lang),
        "summary": messages(&explanation.summary),
        "tables": tables,
        "root": step(&explanation.root, lang),
    })
    .to_string()
}

fn sentence(message: &Message, lang: Lang) -> Value {
    let args: Map<String, Value> =
        message.args.iter().map(|(name, value)| ((*name).to_owned(), arg(value, lang))).collect();
    json!({"key": message.key.as_str(), "args": args, "text": message.render(lang)})
}

fn arg(value: &Arg, lang: Lang) -> Value {
    match value {
        Arg::Number(number) => Value::String(number.to_string()),
        Arg::Day(day) => Value::from(day.map(|day| day.to_string())),
        Arg::Nested(message) => sentence(message, lang),
        other => Value::String(other.render(lang)),
    }
}

fn cell(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Value(value) => arg(value, lang),
    }
}

fn rows(table: &Table, lang: Lang) -> Value {
    let columns: Vec<&str> = table.columns.iter().map(|key| key.as_str()).collect();
    let body: Vec<Vec<Value>> =
        table.rows.iter().map(|row| row.iter().map(|value| cell(value, lang)).collect()).collect();
    json!({"caption": sentence(&table.caption, lang), "columns": columns, "rows": body})
}

fn step(node: &Step, lang: Lang) -> Value {
    let lines: Vec<Value> = node.lines.iter().map(|line| sentence(line, lang)).collect();
    let children: Vec<Value> = node.children.iter().map(|child| step(child, lang)).collect();
    json!({
        "id": node.id,
        "label": node.label.get(lang),
        "score": cell(&node.score, lang),
        "max": cell(&node.max, lang),
        "weight": cell(&node.weight, lang),
        "lines": lines,
        "cite": node.cite,
        "children": children,
    })
}
