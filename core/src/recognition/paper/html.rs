//! Papers as pages of their own, in the shape of Vietnamese official letters (Nghị định 30/2020/NĐ-CP): no scripts, no outside
//! files, tables that stack where the screen is narrow.

use super::fill::{Cell, Filled};
use super::template::Stands;
use crate::error::Lang;

pub(super) const STYLE: &str = "\
.paper{background:#fff;font:17px/1.45 'Times New Roman',Tinos,'Liberation Serif',serif;color:#111;max-width:46rem;margin:0 auto;padding:1.5rem 1.25rem}\
.paper .title{font-size:1.3rem;text-align:center;margin:1.8rem 0 .2rem}\
.paper .under{font-size:1.05rem;text-align:center;margin:0 0 1.2rem}\
.paper .part{font-size:1.05rem;margin:1.2rem 0 .4rem}\
.paper p{margin:.35rem 0;overflow-wrap:anywhere}\
.paper>p{text-align:justify}\
.paper ul{margin:.2rem 0 .6rem;padding-left:1.4rem}\
.paper li::first-letter{text-transform:uppercase}\
.paper .pair{display:grid;grid-template-columns:2fr 3fr;gap:0 1rem;text-align:center;margin:.5rem 0}\
.paper .pair p{margin:0;min-height:1.45em}\
.paper .scroll{overflow-x:auto;margin:.6rem 0 1rem}\
.paper table{border-collapse:collapse;width:100%;font-size:.95rem}\
.paper th,.paper td{border:1px solid #555;padding:.25rem .45rem;vertical-align:top;text-align:left;overflow-wrap:break-word}\
.paper thead th{text-align:center;overflow-wrap:normal}\
.paper td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
@media(max-width:40rem){\
.paper{padding:1rem .9rem}\
.paper>p{text-align:left}\
.paper .pair{grid-template-columns:1fr}\
.paper .pair p:empty{display:none}\
.paper .pair div+div{margin-top:.6rem}\
.paper thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.paper table,.paper tbody,.paper tr,.paper td{display:block}\
.paper tr{border:1px solid #555;margin:0 0 .5rem;padding:.2rem 0}\
.paper td{border:0;padding:.1rem .5rem}\
.paper td.n{text-align:left}\
.paper td:empty{display:none}\
.paper td::before{content:attr(data-h) ': ';color:#555}\
}\
@media print{@page{size:A4;margin:20mm 15mm 20mm 30mm}.paper{max-width:none;padding:0;font-size:13pt}.paper tr{break-inside:avoid}}";

pub(super) fn write(lines: &[Filled], lang: Lang) -> String {
    let title = lines.iter().find(|line| line.stands == Stands::Title);
    let title = title.and_then(|line| line.cells.first()).map(plain).unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>:root{{color-scheme:light}}body{{margin:0;background:#fff}}{STYLE}</style>\n</head>\n<body>\n\
         <main class=\"paper\">\n{}</main>\n</body>\n</html>\n",
        lang.code(),
        escape(&title),
        body(lines, 1)
    )
}

/// The same to put inside another page, which takes [`STYLE`] once: its title is a heading of the fourth level.
pub(super) fn section(lines: &[Filled], lang: Lang) -> String {
    format!("<article class=\"paper\" lang=\"{}\">\n{}</article>\n", lang.code(), body(lines, 4))
}

/// Every line; the title is a heading of the level `top`.
fn body(lines: &[Filled], top: u8) -> String {
    let mut out = String::new();
    for block in lines.chunk_by(|one, other| one.stands == other.stands && one.stands.runs_on()) {
        match block.first().map(|line| line.stands) {
            Some(Stands::Row) => table(block, &mut out),
            Some(Stands::Pair) => pair(block, &mut out),
            Some(Stands::Item) => {
                let items = block.iter().map(|line| format!("<li>{}</li>\n", first(line)));
                out.push_str(&format!("<ul>\n{}</ul>\n", items.collect::<String>()));
            }
            _ => {
                for line in block {
                    let (below, class) = match line.stands {
                        Stands::Title => (0, "title"),
                        Stands::Subtitle => (1, "under"),
                        Stands::Heading => (2, "part"),
                        _ => {
                            out.push_str(&format!("<p>{}</p>\n", first(line)));
                            continue;
                        }
                    };
                    let level = top.saturating_add(below).min(6);
                    out.push_str(&format!("<h{level} class=\"{class}\">{}</h{level}>\n", first(line)));
                }
            }
        }
    }
    out
}

fn first(line: &Filled) -> String {
    line.cells.first().map(cell).unwrap_or_default()
}

/// Two columns, line by line.
fn pair(block: &[Filled], out: &mut String) {
    let column = |at: usize| -> String {
        block
            .iter()
            .map(|line| format!("<p>{}</p>", line.cells.get(at).map(cell).unwrap_or_default()))
            .collect()
    };
    out.push_str(&format!("<div class=\"pair\"><div>{}</div><div>{}</div></div>\n", column(0), column(1)));
}

/// The first row is the head.
fn table(block: &[Filled], out: &mut String) {
    let Some((head, rows)) = block.split_first() else { return };
    out.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
    for own in &head.cells {
        out.push_str(&format!("<th scope=\"col\">{}</th>", cell(own)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, own) in row.cells.iter().enumerate() {
            let class = if own.number { " class=\"n\"" } else { "" };
            let heading = escape(&head.cells.get(at).map(plain).unwrap_or_default());
            out.push_str(&format!("<td{class} data-h=\"{heading}\">{}</td>", cell(own)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn plain(cell: &Cell) -> String {
    cell.runs.iter().map(|run| run.text.as_str()).collect()
}

fn cell(cell: &Cell) -> String {
    let mut out = String::new();
    for run in &cell.runs {
        let mut text = escape(&run.text);
        if run.italic && !text.is_empty() {
            text = format!("<em>{text}</em>");
        }
        if run.bold && !text.is_empty() {
            text = format!("<strong>{text}</strong>");
        }
        out.push_str(&text);
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
