//! Explanations as Markdown.

use super::Key;
use super::explanation::{Explanation, Table};
use crate::error::Lang;

pub(super) fn render(explanation: &Explanation<'_>, lang: Lang) -> String {
    let mut out = format!("# {}\n\n", escape(explanation.title.get(lang)));
    let (headline, level) =
        (explanation.text(explanation.headline, lang), explanation.text(explanation.level, lang));
    out.push_str(&format!("**{}** — **{}**\n\n", escape(&headline), escape(&level)));
    for message in &explanation.summary {
        out.push_str(&format!("- {}\n", escape(&explanation.text(*message, lang))));
    }
    if !explanation.steps.is_empty() {
        out.push_str(&format!("\n## {}\n\n", Key::TABLE_DERIVATION.template(lang)));
    }
    for step in &explanation.steps {
        let indent = "  ".repeat(step.depth);
        let (score, max) = (explanation.cell(&step.score, lang), explanation.cell(&step.max, lang));
        let of = if max.is_empty() { score } else { format!("{score} / {max}") };
        let id = step.id.map_or_else(String::new, |id| format!("{} ", escape(id.as_str())));
        let lines: Vec<String> =
            explanation.lines(step).iter().map(|line| escape(&explanation.text(*line, lang))).collect();
        let dash = if lines.is_empty() { "" } else { " — " };
        out.push_str(&format!(
            "{indent}- {id}{}: **{of}**{dash}{}\n",
            escape(step.label.get(lang)),
            lines.join("; ")
        ));
    }
    for table in &explanation.tables {
        out.push_str(&format!("\n## {}\n\n", escape(&explanation.text(table.caption, lang))));
        out.push_str(&rows(explanation, table, lang));
    }
    out
}

fn rows(explanation: &Explanation<'_>, table: &Table<'_>, lang: Lang) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(table.columns.iter().map(|key| key.template(lang).to_owned()).collect());
    out.push_str(&line(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for row in table.rows() {
        out.push_str(&line(row.iter().map(|cell| escape(&explanation.cell(cell, lang))).collect()));
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
