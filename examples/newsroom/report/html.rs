//! Pieces of HTML: text that cannot break out of its place, tables with captions, steps of a case, and what is folded away.

use thidua::recognition::Case;
use thidua::{Date, Lang};

use crate::files::say;

/// Text in its place.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A table; a heading that begins with `#` is of numbers.
pub fn table(caption: &str, headings: &[&str], rows: &[Vec<String>]) -> String {
    let mut out =
        format!("<div class=\"scroll\"><table>\n<caption>{}</caption>\n<thead><tr>", escape(caption));
    let number = |heading: &str| heading.starts_with('#');
    for heading in headings {
        let class = if number(heading) { " class=\"n\"" } else { "" };
        out += &format!("<th scope=\"col\"{class}>{}</th>", escape(heading.trim_start_matches('#')));
    }
    out += "</tr></thead>\n<tbody>\n";
    for row in rows {
        out += "<tr>";
        for (at, (cell, heading)) in row.iter().zip(headings).enumerate() {
            let shown = escape(heading.trim_start_matches('#'));
            let class = if number(heading) { " class=\"n\"" } else { "" };
            out += &match at {
                0 => format!("<th scope=\"row\">{}</th>", escape(cell)),
                _ => format!("<td{class} data-h=\"{shown}\">{}</td>", escape(cell)),
            };
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div>\n"
}

/// A day as the language writes it.
pub fn date(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => day.day_first(),
        Lang::En => day.to_string(),
    }
}

/// A paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

/// Figures side by side, each with what it says.
pub fn figures(all: &[(String, String)]) -> String {
    let one = |(figure, words): &(String, String)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(words), escape(figure))
    };
    format!("<dl class=\"figures\">\n{}</dl>\n", all.iter().map(one).collect::<String>())
}

/// What is folded away until somebody wants it.
pub fn folded(summary: &str, inside: &str) -> String {
    format!("<details>\n<summary>{}</summary>\n{inside}</details>\n", escape(summary))
}

/// Every step of a case: when, what, who, why, under which number, and until when somebody must answer.
pub fn steps(case: &Case, lang: Lang) -> String {
    let mut out = String::from("<ol class=\"steps\">\n");
    for step in case.steps() {
        let phase = super::names::phase(step.phase(), lang);
        let number = step.number().map(|number| format!(" · {}", escape(number))).unwrap_or_default();
        let until = step.until().map(|until| {
            let until = date(until, lang);
            format!(" <span class=\"until\">{} {until}</span>", say(lang, "hạn trả lời", "to be answered by"))
        });
        out += &format!(
            "<li><time datetime=\"{}\">{}</time> <strong>{phase}</strong>{number}<br>{}: {}{}</li>\n",
            step.on(),
            date(step.on(), lang),
            escape(super::names::person(step.by().as_str(), lang)),
            escape(step.why()),
            until.unwrap_or_default()
        );
    }
    out + "</ol>\n"
}
