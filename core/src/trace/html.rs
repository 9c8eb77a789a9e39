//! Explanations as a page of its own: no scripts, no outside files, tables with headers and captions.

use super::explanation::{Cell, Explanation, Step, Table};
use super::{Key, Message};
use crate::error::Lang;

pub(super) const STYLE: &str = "\
.thidua{font:16px/1.5 system-ui,sans-serif;color:#1c1d22;background:#fff;max-width:72rem;margin:0 auto;padding:1rem}\
.thidua h1{font-size:1.4rem;line-height:1.25;margin:.2rem 0 1rem}\
.thidua .result{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1rem;padding:0}\
.thidua .result p{margin:0;padding:.75rem 1rem;border:1px solid #b9bdc9;border-left:.4rem solid #a3341f;border-radius:.3rem;font-size:1.25rem;font-weight:600}\
.thidua ul{padding-left:1.2rem;margin:.2rem 0 1rem}\
.thidua li{overflow-wrap:anywhere}\
.thidua .scroll{overflow-x:auto;margin:1.5rem 0}\
.thidua table{border-collapse:collapse;width:100%}\
.thidua caption{text-align:left;font-weight:600;font-size:1.1rem;padding:.3rem 0}\
.thidua th,.thidua td{padding:.35rem .6rem;border-bottom:1px solid #d9dce4;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
.thidua thead th{border-bottom:2px solid #5b6070;overflow-wrap:normal}\
.thidua tbody th{font-weight:400}\
.thidua td.n{text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:normal}\
.thidua .inner th,.thidua .inner td{font-weight:600;background:#f3f4f7}\
.thidua .inner td.how{font-weight:400}\
.thidua .id{color:#555b6b;font-variant-numeric:tabular-nums;margin-right:.4rem}\
.thidua .cite{color:#555b6b;font-size:.875rem;display:block}\
@media(max-width:40rem){\
.thidua thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.thidua table,.thidua tbody,.thidua tr,.thidua th,.thidua td,.thidua caption{display:block}\
.thidua tr{border-bottom:1px solid #b9bdc9;padding:.4rem 0}\
.thidua th,.thidua td{border:0;padding:.1rem .4rem}\
.thidua tbody th{padding-left:.4rem!important}\
.thidua td.n{text-align:left}\
.thidua td[data-h]:not(:empty)::before{content:attr(data-h) ': ';color:#555b6b;font-weight:400}\
}\
@media(prefers-color-scheme:dark){\
.thidua{color:#e8e9ee;background:#17181c}\
.thidua .inner th,.thidua .inner td{background:#23252c}\
.thidua .id,.thidua .cite,.thidua td[data-h]::before{color:#a9afbf}\
.thidua th,.thidua td,.thidua .result p{border-color:#454a58}\
.thidua .result p{border-left-color:#e0735c}\
}\
@media print{.thidua{max-width:none}.thidua tr{break-inside:avoid}}";

pub(super) fn page(explanation: &Explanation<'_>, lang: Lang) -> String {
    let title = escape(explanation.title.get(lang));
    let body = fragment(explanation, lang);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>body{{margin:0}}@media(prefers-color-scheme:dark){{body{{background:#17181c}}}}</style>\n\
         </head>\n<body>\n{body}</body>\n</html>\n",
        lang.code()
    )
}

pub(super) fn fragment(explanation: &Explanation<'_>, lang: Lang) -> String {
    let style = format!("<style>{STYLE}</style>\n");
    format!(
        "<article class=\"thidua\" lang=\"{}\">\n{style}{}</article>\n",
        lang.code(),
        body(explanation, lang, 1, "")
    )
}

pub(super) fn section(explanation: &Explanation<'_>, lang: Lang, level: u8, prefix: &str) -> String {
    let body = body(explanation, lang, level, prefix);
    format!("<section class=\"thidua\" lang=\"{}\">\n{body}</section>\n", lang.code())
}

/// What stands under one heading; ids within begin with `prefix`.
fn body(explanation: &Explanation<'_>, lang: Lang, level: u8, prefix: &str) -> String {
    let level = level.clamp(1, 6);
    let say = |message: Message| escape(&sentence(explanation, message, lang));
    let title = escape(explanation.title.get(lang));
    let mut out = format!("<h{level}>{title}</h{level}>\n<div class=\"result\">");
    out.push_str(&format!("<p>{}</p><p>{}</p></div>\n", say(explanation.headline), say(explanation.level)));
    out.push_str("<ul>\n");
    for message in &explanation.summary {
        out.push_str(&format!("<li>{}</li>\n", say(*message)));
    }
    out.push_str("</ul>\n");
    if !explanation.steps.is_empty() {
        out.push_str(&derivation(explanation, lang, prefix));
    }
    for table in &explanation.tables {
        out.push_str(&rows(explanation, table, lang, prefix));
    }
    out
}

/// A sentence with a capital where its own words begin it; an id keeps its letters.
fn sentence(explanation: &Explanation<'_>, message: Message, lang: Lang) -> String {
    let text = explanation.text(message, lang);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if message.key.template(lang).starts_with(first) => {
            std::iter::once(capital(first)).chain(chars).collect()
        }
        _ => text,
    }
}

/// The capital of a letter that Vietnamese or English words begin with. The standard library's table of all scripts would be 14 kB of every module for
/// browsers.
fn capital(letter: char) -> char {
    let before = |by: u32| u32::from(letter).checked_sub(by).and_then(char::from_u32).unwrap_or(letter);
    match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => before(32),
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => before(1),
        // small letters have the odd places here
        'ạ'..='ỹ' if u32::from(letter) & 1 == 1 => before(1),
        _ => letter,
    }
}

fn head(columns: &[Key], caption: &str, lang: Lang) -> String {
    let mut out = format!("<div class=\"scroll\"><table>\n<caption>{caption}</caption>\n<thead><tr>");
    for key in columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(key.template(lang))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    out
}

/// A number of a step.
type CellOf = for<'a, 'b> fn(&'a Step<'b>) -> &'a Cell<'b>;

fn derivation(explanation: &Explanation<'_>, lang: Lang, prefix: &str) -> String {
    let mut numbers: Vec<(Key, CellOf)> = vec![
        (Key::COLUMN_SCORE, |step| &step.score),
        (Key::COLUMN_MAX, |step| &step.max),
        (Key::COLUMN_WEIGHT, |step| &step.weight),
    ];
    // a column that holds nothing is left out
    numbers.retain(|(_, cell)| explanation.steps.iter().any(|step| cell(step).is_some()));
    let shown = numbers.iter().map(|(key, _)| *key);
    let columns: Vec<Key> = [Key::COLUMN_LABEL].into_iter().chain(shown).chain([Key::COLUMN_HOW]).collect();
    let name = |key: Key| escape(key.template(lang));
    let mut out = head(&columns, &name(Key::TABLE_DERIVATION), lang);
    for step in &explanation.steps {
        let depth = step.depth;
        let class = if step.inner { " class=\"inner\"" } else { "" };
        let id = step.id.map(|id| format!("<span class=\"id\">{}</span>", escape(id.as_str())));
        let id = id.unwrap_or_default();
        let lines = explanation.lines(step).iter().map(|line| escape(&explanation.text(*line, lang)));
        let lines: Vec<String> = lines.collect();
        let cite = step.cite.map(|cite| {
            let (cite, source) = (escape(cite.as_str()), name(Key::COLUMN_SOURCE));
            format!("<a class=\"cite\" href=\"#{prefix}cite-{cite}\">{source}: {cite}</a>")
        });
        let number = |(key, cell): &(Key, CellOf)| {
            let value = escape(&explanation.cell(cell(step), lang));
            format!("<td class=\"n\" data-h=\"{}\">{value}</td>", name(*key))
        };
        out.push_str(&format!(
            "<tr{class}><th scope=\"row\" style=\"padding-left:{depth}.6rem\">{id}{}</th>{}<td class=\"how\">{}{}</td></tr>\n",
            escape(step.label.get(lang)),
            numbers.iter().map(number).collect::<String>(),
            lines.join("<br>"),
            cite.unwrap_or_default(),
        ));
    }
    out.push_str("</tbody></table></div>\n");
    out
}

fn rows(explanation: &Explanation<'_>, table: &Table<'_>, lang: Lang, prefix: &str) -> String {
    let mut out = head(table.columns, &escape(&explanation.text(table.caption, lang)), lang);
    for row in table.rows() {
        out.push_str("<tr>");
        for (index, (cell, key)) in row.iter().zip(table.columns).enumerate() {
            let text = escape(&explanation.cell(cell, lang));
            if index == 0 {
                let anchor = match table.caption.key {
                    Key::TABLE_SOURCES => format!(" id=\"{prefix}cite-{text}\""),
                    _ => String::new(),
                };
                out.push_str(&format!("<th scope=\"row\"{anchor}>{text}</th>"));
                continue;
            }
            let class =
                if cell.as_ref().is_some_and(|arg| arg.number().is_some()) { " class=\"n\"" } else { "" };
            let heading = escape(key.template(lang));
            out.push_str(&format!("<td{class} data-h=\"{heading}\">{text}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
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
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_all_that_sentences_begin_with() {
        let letters =
            "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";
        for letter in letters.chars().chain(letters.to_uppercase().chars()).chain("5…`(".chars()) {
            assert_eq!(capital(letter).to_string(), letter.to_uppercase().to_string(), "{letter}");
        }
        for key in Key::all() {
            for lang in [Lang::Vi, Lang::En] {
                if let Some(first) = key.template(lang).chars().next() {
                    assert_eq!(
                        capital(first).to_string(),
                        first.to_uppercase().to_string(),
                        "{}",
                        key.as_str()
                    );
                }
            }
        }
    }
}
