//! Papers: what the council sends, signs and publishes, written from the same decisions. Names are given here and enter no result.

use std::path::{Path, PathBuf};

use thidua::Lang;
use thidua::recognition::{Format, Office, Paper, Template};

use crate::afterwards::UNIT;
use crate::files::{Outcome, read};
use crate::story::Story;

/// The papers of the story, each with the file it goes to.
pub struct Papers(pub Vec<(&'static str, Paper)>);

/// Writes the submission, the table of candidates and the minutes of one title, the notice to a unit, and the public list.
pub fn papers(story: &Story) -> Outcome<Papers> {
    let sent = |on: &str, number: &str| office(story, on, number);
    let step = &story.titles.year[1];
    let of_unit = story.critiques.decisions.for_subject(UNIT);
    let notice = of_unit.notice(&story.critiques.notified, &sent("2026-10-06", "31/TB-BX")?)?;
    let answer = of_unit.notice(&story.critiques.unit, &sent("2026-10-30", "35/TB-BX")?)?;
    Ok(Papers(vec![
        ("submission", step.decisions.submission(&sent("2026-12-18", "21/TTr-BX")?)),
        ("candidates", step.decisions.candidates(&sent("2026-12-18", "22/BTH-BX")?)?),
        ("minutes", step.decisions.minutes(&step.cases, &sent("2026-12-18", "16/BB-BX")?)),
        ("notice", notice),
        ("answer", answer),
        ("public-list", story.titles.decided.public_list(None, &sent("2026-12-23", "40/TB-BX")?)?),
    ]))
}

impl Papers {
    /// A paper as a part of a page.
    pub fn section(&self, name: &str, lang: Lang) -> Outcome<String> {
        let (_, paper) = self.0.iter().find(|(own, _)| *own == name).ok_or("there is no such paper")?;
        Ok(paper.write(&Template::bundled(paper.kind(), lang)?, Format::HtmlSection)?)
    }

    /// Writes each to a file of its own, in both languages.
    pub fn write(&self, folder: &Path) -> Outcome<PathBuf> {
        let folder = folder.join("papers");
        std::fs::create_dir_all(&folder)?;
        for (name, paper) in &self.0 {
            for lang in [Lang::Vi, Lang::En] {
                let template = Template::bundled(paper.kind(), lang)?;
                for (format, ending) in [(Format::Html, "html"), (Format::Markdown, "md")] {
                    let file = folder.join(format!("{name}.{}.{ending}", lang.code()));
                    std::fs::write(file, paper.write(&template, format)?)?;
                }
            }
        }
        Ok(folder)
    }
}

/// The office on the day of a paper, with everybody called by number: nobody in this story has a name.
fn office(story: &Story, on: &str, number: &str) -> Outcome<Office> {
    let mut text = format!("on: {on}\nnumber: {number}\n{}", read("round/office.yaml")?);
    for own in story.year.last().people() {
        let id = own.contributor().as_str();
        text += &format!("  {id}: Nhân viên số {}\n", id.trim_start_matches("p-"));
    }
    Ok(Office::parse(&text, Some("office.yaml"))?)
}
