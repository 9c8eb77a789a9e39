//! Explanations as indented text.

use super::Key;
use super::explanation::{Explanation, Table};
use crate::error::Lang;

pub(super) fn render(explanation: &Explanation<'_>, lang: Lang) -> String {
    let mut out = format!("{}\n", explanation.title.get(lang));
    for message in [&explanation.headline, &explanation.level].into_iter().chain(&explanation.summary) {
        out.push_str(&format!("  {}\n", explanation.text(*message, lang)));
    }
    if !explanation.steps.is_empty() {
        out.push_str(&format!("\n{}\n", Key::TABLE_DERIVATION.template(lang)));
    }
    for step in &explanation.steps {
        let indent = "  ".repeat(step.depth.saturating_add(1));
        let (score, max) = (explanation.cell(&step.score, lang), explanation.cell(&step.max, lang));
        let of = if max.is_empty() { score } else { format!("{score} / {max}") };
        let id = step.id.map_or_else(String::new, |id| format!("{id} "));
        out.push_str(&format!("{indent}{id}{}: {of}\n", step.label.get(lang)));
        for line in explanation.lines(step) {
            out.push_str(&format!("{indent}  · {}\n", explanation.text(*line, lang)));
        }
    }
    for table in &explanation.tables {
        out.push('\n');
        out.push_str(&rows(explanation, table, lang));
    }
    out
}

fn rows(explanation: &Explanation<'_>, table: &Table<'_>, lang: Lang) -> String {
    let header: Vec<String> = table.columns.iter().map(|key| key.template(lang).to_owned()).collect();
    let body: Vec<Vec<String>> =
        table.rows().map(|row| row.iter().map(|cell| explanation.cell(cell, lang)).collect()).collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = std::iter::once(&header).chain(&body).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut out = format!("{}\n", explanation.text(table.caption, lang));
    for row in std::iter::once(&header).chain(&body) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count()))))
            .collect();
        out.push_str(&format!("  {}\n", cells.join("  ").trim_end()));
    }
    out
}
