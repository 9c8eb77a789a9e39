//! The main job: a newsroom's own criteria on top of the national index, its answers for two years, and a report that
//! explains every point. The criteria, points and answers are illustrative; the official annex is not public.

use std::error::Error;
use std::path::{Path, PathBuf};

use thidua::{Assessment, Date, Framework, Lang, Report, packs};

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("newsroom");
    let framework = agency(&here)?;
    println!("{}  [{}]\n", framework.title().get(Lang::Vi), framework.name());

    let years: Vec<Report> = ["answers-2023.yaml", "answers-2024.yaml"]
        .iter()
        .map(|file| assess(&framework, &here, file))
        .collect::<Result<_, _>>()?;
    for report in &years {
        summary(report);
    }
    if let [before, after] = years.as_slice() {
        movement(before, after);
        let page = write(after)?;
        println!("\n{}", after.explain().render(Lang::Vi));
        println!("report: {}", page.display());
    }
    Ok(())
}

/// The agency's file on top of the edition in force when the answers were due.
fn agency(here: &Path) -> Result<Framework, Box<dyn Error>> {
    let base = packs::framework("vn-press-dx", Date::parse("2024-11-05")?)?;
    let text = std::fs::read_to_string(here.join("agency.yaml"))?;
    Ok(base.extend_named(&text, "agency.yaml")?)
}

fn assess(framework: &Framework, here: &Path, file: &str) -> Result<Report, Box<dyn Error>> {
    let text = std::fs::read_to_string(here.join(file))?;
    Ok(framework.assess(&Assessment::parse(&text, Some(file))?)?)
}

fn summary(report: &Report) {
    let coverage = report.coverage();
    let (claimed, verified) = (report.claimed(), report.verified());
    println!("{}: {} {}", report.assessment().subject(), report.score(), report.level());
    println!("  claimed {} {}, verified {} {}", claimed.0, claimed.1, verified.0, verified.1);
    println!(
        "  answered {} of {} that apply ({} in all)",
        coverage.answered, coverage.applicable, coverage.total
    );
    if let Some((level, needed)) = report.next_level() {
        println!("  for {}: {} points more", level.label().get(Lang::Vi), short(&needed));
    }
    for gap in report.gaps().iter().take(3) {
        println!("    {} {}: {} points to win", gap.criterion, gap.label.get(Lang::Vi), short(gap.to_win));
    }
    for (criterion, reference, why) in report.rejected_evidence() {
        println!("  evidence `{reference}` of {criterion} does not count: {why}");
    }
}

/// What changed from one year to the next, pillar by pillar.
fn movement(before: &Report, after: &Report) {
    println!("\nfrom one year to the next:");
    for now in after.nodes() {
        let Some(then) = before.nodes().into_iter().find(|node| node.id == now.id) else { continue };
        let pillar = now.id.as_str().len() == 1 || now.id.as_str() == after.framework().id();
        if let (true, Some(then), Some(score)) = (pillar, then.score, now.score) {
            println!(
                "  {:>14} {:>10} → {:<10} {}",
                now.id,
                short(then),
                short(score),
                now.label.get(Lang::Vi)
            );
        }
    }
}

fn short(score: &thidua::Fraction) -> String {
    score.round(2, thidua::Rounding::HalfUp).map_or_else(|_| score.to_string(), |score| score.fixed(2))
}

/// Writes the report as a page of its own, in both languages.
fn write(report: &Report) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/newsroom");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let explanation = report.explain();
    std::fs::write(folder.join("report.html"), explanation.html(Lang::Vi))?;
    std::fs::write(folder.join("report.en.html"), explanation.html(Lang::En))?;
    std::fs::write(folder.join("report.md"), explanation.markdown(Lang::Vi))?;
    std::fs::write(folder.join("report.json"), report.to_json())?;
    Ok(folder.join("report.html"))
}
