//! Papers as Markdown.

use super::fill::{Cell, Filled};
use super::template::Stands;

pub(super) fn write(lines: &[Filled]) -> String {
    let mut out = String::new();
    for block in lines.chunk_by(|one, other| one.stands == other.stands && one.stands.runs_on()) {
        if !out.is_empty() {
            out.push('\n');
        }
        for (at, line) in block.iter().enumerate() {
            let text = line.cells.iter().map(cell).collect::<Vec<_>>();
            let first = text.first().map_or("", String::as_str);
            let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
            match line.stands {
                Stands::Title => out.push_str(&format!("# {first}\n")),
                Stands::Subtitle => out.push_str(&format!("## {first}\n")),
                Stands::Heading => out.push_str(&format!("### {first}\n")),
                Stands::Item => out.push_str(&format!("- {first}\n")),
                Stands::Text => out.push_str(&format!("{}\n", at_start(first))),
                Stands::Row | Stands::Pair => {
                    out.push_str(&row(&text));
                    if at == 0 {
                        let sign = if line.stands == Stands::Pair { ":---:" } else { "---" };
                        out.push_str(&row(&vec![sign.to_owned(); text.len()]));
                    }
                }
            }
        }
    }
    out
}

fn cell(cell: &Cell) -> String {
    let mut out = String::new();
    for run in &cell.runs {
        let text = escape(&run.text);
        let bare = text.trim();
        if bare.is_empty() || !(run.bold || run.italic) {
            out.push_str(&text);
            continue;
        }
        // marks stand next to the words, or they mark nothing
        let sign = match (run.bold, run.italic) {
            (true, true) => "***",
            (true, false) => "**",
            _ => "*",
        };
        let start = text.len().saturating_sub(text.trim_start().len());
        let (before, after) =
            (text.get(..start).unwrap_or_default(), text.trim_start().get(bare.len()..).unwrap_or_default());
        out.push_str(&format!("{before}{sign}{bare}{sign}{after}"));
    }
    out
}

/// Text that Markdown must not read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// A line that must not begin as a list or a rule.
fn at_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match (text.chars().next(), text.get(digits..).and_then(|rest| rest.chars().next())) {
        (Some('-' | '+' | '='), _) => format!("\\{text}"),
        (_, Some('.' | ')')) if digits > 0 => {
            format!("{}\\{}", text.get(..digits).unwrap_or_default(), text.get(digits..).unwrap_or_default())
        }
        _ => text.to_owned(),
    }
}
