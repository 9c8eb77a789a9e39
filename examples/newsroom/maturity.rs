//! Maturity: the agency's own criteria on top of the national index, its answers for two years, and what changed between them.

use thidua::{Assessment, Framework, Lang, Report, packs};

use crate::files::{Outcome, day, read, short};

/// The framework, and the report of each year.
pub struct Maturity {
    pub framework: Framework,
    pub years: [Report; 2],
}

/// The agency's file on top of the edition in force when the answers were due, and what its answers come to.
pub fn assess() -> Outcome<Maturity> {
    let base = packs::framework("vn-press-dx", day("2024-11-05")?)?;
    let framework = base.extend_named(&read("agency.yaml")?, "agency.yaml")?;
    let year = |file: &str| -> Outcome<Report> {
        Ok(framework.assess(&Assessment::parse(&read(file)?, Some(file))?)?)
    };
    let years = [year("answers-2023.yaml")?, year("answers-2024.yaml")?];
    Ok(Maturity { framework, years })
}

impl Maturity {
    /// The last report.
    pub fn last(&self) -> &Report {
        &self.years[1]
    }

    /// The nodes whose scores are compared: the pillars, and the whole.
    pub fn movement(&self) -> Vec<Moved> {
        let [before, after] = &self.years;
        let then = before.nodes();
        let pillar = |id: &str| id.len() == 1 || id == self.framework.id();
        let now = after.nodes().into_iter().filter(|node| pillar(node.id.as_str()));
        now.filter_map(|now| {
            let before = then.iter().find(|node| node.id == now.id)?.score?.clone();
            Some(Moved {
                id: now.id.to_string(),
                vi: now.label.get(Lang::Vi).to_owned(),
                en: now.label.get(Lang::En).to_owned(),
                before,
                after: now.score?.clone(),
                max: now.max?.clone(),
            })
        })
        .collect()
    }

    /// What a terminal shows.
    pub fn told(&self) -> String {
        let mut out = String::new();
        for report in &self.years {
            out += &year(report);
        }
        out += "  from one year to the next:\n";
        for moved in self.movement() {
            let (before, after) = (short(&moved.before, Lang::En), short(&moved.after, Lang::En));
            out += &format!("    {:>14} {before:>7} → {after:<7} {}\n", moved.id, moved.vi);
        }
        out
    }
}

/// How a pillar moved.
pub struct Moved {
    pub id: String,
    pub vi: String,
    pub en: String,
    pub before: thidua::Fraction,
    pub after: thidua::Fraction,
    pub max: thidua::Fraction,
}

fn year(report: &Report) -> String {
    let coverage = report.coverage();
    let (claimed, verified) = (report.claimed(), report.verified());
    let mut out = format!("  {}: {} {}\n", report.assessment().subject(), report.score(), report.level());
    out += &format!(
        "    claimed {} {}, verified {} {}\n    answered {} of {} that apply ({} in all)\n",
        claimed.0, claimed.1, verified.0, verified.1, coverage.answered, coverage.applicable, coverage.total
    );
    if let Some((level, needed)) = report.next_level() {
        out +=
            &format!("    for {}: {} points more\n", level.label().get(Lang::Vi), short(&needed, Lang::En));
    }
    for gap in report.gaps().iter().take(3) {
        let label = gap.label.get(Lang::Vi);
        out += &format!("      {} {label}: {} points to win\n", gap.criterion, short(gap.to_win, Lang::En));
    }
    for (criterion, reference, why) in report.rejected_evidence() {
        out += &format!("    evidence `{reference}` of {criterion} does not count: {why}\n");
    }
    out
}
