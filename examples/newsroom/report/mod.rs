//! One page for the council: the whole story in Vietnamese and in English, without scripts or outside files.

mod aftermath;
mod commendations;
mod html;
mod maturity;
mod names;
mod standings;
mod style;

use std::path::{Path, PathBuf};

use thidua::recognition::Paper;
use thidua::{Explanation, Lang};

use crate::files::{Outcome, say};
use crate::papers::Papers;
use crate::story::Story;
use html::{escape, figures, paragraph};

/// The page.
pub fn page(story: &Story, papers: &Papers) -> Outcome<String> {
    let (vi, en) = (language(story, papers, Lang::Vi)?, language(story, papers, Lang::En)?);
    Ok(format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Báo X 2026 – báo cáo minh hoạ · illustrative report</title>\n<style>{}{}{}</style>\n</head>\n<body>\n\
         <nav class=\"languages\" aria-label=\"Ngôn ngữ · Language\"><a href=\"#vi\" lang=\"vi\">Tiếng Việt</a> <a href=\"#en\" lang=\"en\">English</a></nav>\n\
         {vi}{en}</body>\n</html>\n",
        Explanation::html_style(),
        Paper::html_style(),
        style::STYLE
    ))
}

/// Writes the page, and says where it is.
pub fn write(story: &Story, papers: &Papers, folder: &Path) -> Outcome<PathBuf> {
    let file = folder.join("report.html");
    std::fs::write(&file, page(story, papers)?)?;
    Ok(file)
}

/// A part of the page: its anchor, its heading, and what it holds.
struct Part {
    anchor: &'static str,
    heading: &'static str,
    inside: String,
}

fn language(story: &Story, papers: &Papers, lang: Lang) -> Outcome<String> {
    let parts = [
        Part {
            anchor: "maturity",
            heading: say(lang, "Mức độ trưởng thành chuyển đổi số", "Maturity of the digital transformation"),
            inside: maturity::part(&story.maturity, lang),
        },
        Part {
            anchor: "standings",
            heading: say(lang, "Đóng góp và thứ hạng", "Contributions and standings"),
            inside: standings::part(&story.year, lang)?,
        },
        Part {
            anchor: "ratings",
            heading: say(lang, "Xếp loại năm", "Yearly ratings"),
            inside: commendations::ratings(&story.ratings, lang),
        },
        Part {
            anchor: "titles",
            heading: say(lang, "Khen thưởng", "Commendations"),
            inside: commendations::titles(&story.titles, lang)?,
        },
        Part {
            anchor: "afterwards",
            heading: say(
                lang,
                "Phê bình, kiến nghị, tạm dừng, thu hồi",
                "Critique, appeal, hold, revocation",
            ),
            inside: aftermath::part(story, lang)?,
        },
        Part {
            anchor: "papers", heading: say(lang, "Văn bản", "Papers"), inside: paperwork(papers, lang)?
        },
        Part {
            anchor: "proof",
            heading: say(lang, "Công khai và kiểm chứng", "What is published, and what proves it"),
            inside: aftermath::proof(story, lang),
        },
    ];
    let code = lang.code();
    let contents: String = parts
        .iter()
        .map(|part| format!("<li><a href=\"#{code}-{}\">{}</a></li>\n", part.anchor, escape(part.heading)))
        .collect();
    let sections: String = parts
        .iter()
        .map(|part| {
            let heading = escape(part.heading);
            format!(
                "<section id=\"{code}-{}\">\n<h2>{heading}</h2>\n{}</section>\n",
                part.anchor, part.inside
            )
        })
        .collect();
    Ok(format!(
        "<div class=\"whole\" id=\"{code}\" lang=\"{code}\">\n<header>\n<h1>{}</h1>\n{}{}<nav aria-label=\"{}\"><ol>\n{contents}</ol></nav>\n</header>\n<main>\n{sections}</main>\n</div>\n",
        say(lang, "Báo X năm 2026", "Newspaper X in 2026"),
        paragraph(say(
            lang,
            "Minh hoạ: tờ báo, tiêu chí, điểm, con người và số liệu đều được tạo ra; người trong sổ chỉ có mã. Bản này dành cho hội đồng.",
            "Illustrative: the newspaper, criteria, points, people and figures are invented; people are pseudonyms. This copy is for the council.",
        )),
        figures(&key(story, lang)),
        say(lang, "Mục lục", "Contents"),
    ))
}

/// Every paper, folded away.
fn paperwork(papers: &Papers, lang: Lang) -> Outcome<String> {
    let mut out = paragraph(say(
        lang,
        "Viết từ chính các quyết định ở trên theo mẫu thay được; tên chỉ có ở đây và không đi vào kết quả nào. Mỗi văn bản cũng là một tệp riêng, HTML và Markdown, trong thư mục papers.",
        "Written from the decisions above by templates that can be replaced; names stand here alone and enter no result. Each is a file of its own too, HTML and Markdown, in the folder papers.",
    ));
    for (name, vi, en) in [
        ("submission", "Tờ trình chiến sĩ thi đua cơ sở", "Submission: emulation fighters at base level"),
        ("candidates", "Bảng tổng hợp ứng viên", "Table of candidates"),
        ("minutes", "Biên bản họp hội đồng", "Minutes of the council"),
        (
            "notice",
            "Thông báo cho đơn vị, kèm thời hạn trả lời",
            "Notice to the unit, with the time to reply",
        ),
        ("answer", "Thông báo kết quả giải quyết kiến nghị", "Notice of how the appeal was answered"),
        ("public-list", "Danh sách công khai", "Public list"),
    ] {
        out += &html::folded(say(lang, vi, en), &papers.section(name, lang)?);
    }
    Ok(out)
}

/// The figures that the page begins with.
fn key(story: &Story, lang: Lang) -> Vec<(String, String)> {
    let report = story.maturity.last();
    let level = match report.level() {
        thidua::LevelResult::Reached(level) => level.label().get(lang).to_owned(),
        other => other.to_string(),
    };
    let words = |vi: &str, en: &str| say(lang, vi, en).to_owned();
    let commended = |step: usize, stage: &str| story.titles.year[step].commended(stage).len().to_string();
    vec![
        (
            format!("{} – {level}", crate::files::decimal(report.score().to_string(), lang)),
            words("mức độ trưởng thành, đã thẩm định", "maturity, as verified"),
        ),
        (
            story.year.ledger.contributions().to_string(),
            words("đóng góp trong sổ", "contributions in the ledger"),
        ),
        (commended(0, "ldtt"), words("lao động tiên tiến", "advanced workers (LĐTT)")),
        (
            commended(1, "cstdcs"),
            words("chiến sĩ thi đua cơ sở", "emulation fighters at base level (CSTĐCS)"),
        ),
        ("1".to_owned(), words("quyết định phê bình bị huỷ khi kiến nghị", "critique reversed on appeal")),
    ]
}
