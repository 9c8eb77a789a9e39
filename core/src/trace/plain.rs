//! Explanations as indented text.

use super::explanation::{Explanation, Table};
use crate::error::Lang;

pub(super) fn render(explanation: &Explanation, lang: Lang) -> String {
    let mut out = format!("{}\n", explanation.title.get(lang));
    for message in [&explanation.headline, &explanation.level].into_iter().chain(&explanation.summary) {
        out.push_str(&format!("  {}\n", message.render(lang)));
    }
    out.push_str(&format!("\n{}\n", super::Message::new(super::Key::TableDerivation).render(lang)));
    for (depth, step) in explanation.root.walk() {
        let indent = "  ".repeat(depth.saturating_add(1));
        let (score, max) = (step.score.render(lang), step.max.render(lang));
        let of = if max.is_empty() { score } else { format!("{score} / {max}") };
        let id = step.id.as_ref().map_or_else(String::new, |id| format!("{id} "));
        out.push_str(&format!("{indent}{id}{}: {of}\n", step.label.get(lang)));
        for line in &step.lines {
            out.push_str(&format!("{indent}  · {}\n", line.render(lang)));
        }
    }
    for table in &explanation.tables {
        out.push('\n');
        out.push_str(&rows(table, lang));
    }
    out
}

fn rows(table: &Table, lang: Lang) -> String {
    let header: Vec<String> =
        table.columns.iter().map(|key| super::Message::new(*key).render(lang)).collect();
    let body: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| cell.render(lang)).collect()).collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = std::iter::once(&header).chain(&body).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut out = format!("{}\n", table.caption.render(lang));
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
