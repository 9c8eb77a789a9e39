//! Explanations as Markdown.

use super::explanation::{Explanation, Table};
use super::{Key, Message};
use crate::error::Lang;

pub(super) fn render(explanation: &Explanation, lang: Lang) -> String {
    let say = |key: Key| Message::new(key).render(lang);
    let mut out = format!("# {}\n\n", escape(explanation.title.get(lang)));
    let (headline, level) = (explanation.headline.render(lang), explanation.level.render(lang));
    out.push_str(&format!("**{}** — **{}**\n\n", escape(&headline), escape(&level)));
    for message in &explanation.summary {
        out.push_str(&format!("- {}\n", escape(&message.render(lang))));
    }
    out.push_str(&format!("\n## {}\n\n", say(Key::TableDerivation)));
    for (depth, step) in explanation.root.walk() {
        let indent = "  ".repeat(depth);
        let (score, max) = (step.score.render(lang), step.max.render(lang));
        let of = if max.is_empty() { score } else { format!("{score} / {max}") };
        let id = step.id.as_ref().map_or_else(String::new, |id| format!("{} ", escape(id.as_str())));
        let lines: Vec<String> = step.lines.iter().map(|line| escape(&line.render(lang))).collect();
        let dash = if lines.is_empty() { "" } else { " — " };
        out.push_str(&format!(
            "{indent}- {id}{}: **{of}**{dash}{}\n",
            escape(step.label.get(lang)),
            lines.join("; ")
        ));
    }
    for table in &explanation.tables {
        out.push_str(&format!("\n## {}\n\n", escape(&table.caption.render(lang))));
        out.push_str(&rows(table, lang));
    }
    out
}

fn rows(table: &Table, lang: Lang) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(table.columns.iter().map(|key| Message::new(*key).render(lang)).collect());
    out.push_str(&line(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(|cell| escape(&cell.render(lang))).collect()));
    }
    out
}

/// Text that Markdown must not read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
