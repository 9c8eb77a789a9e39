//! The main job, whole: from answers and a ledger to maturity, standings, yearly ratings, titles, and what is disputed, held and revoked,
//! in one report. Everything in it is invented: criteria, points, people and numbers.

mod afterwards;
mod council;
mod facts;
mod files;
mod maturity;
mod papers;
mod ratings;
mod report;
mod standings;
mod story;
#[cfg(test)]
mod tests;
mod titles;

use std::process::ExitCode;

use crate::files::Outcome;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let story = story::run()?;
    println!(
        "maturity of {}  [{}]\n{}",
        story.maturity.framework.title().get(thidua::Lang::En),
        story.maturity.framework.name(),
        story.maturity.told()
    );
    println!("standings\n{}", story.year.told()?);
    println!("ratings\n{}", story.ratings.told());
    println!("commendations\n{}", story.titles.told());
    println!("afterwards\n{}", story.told());
    let (papers, folder) = (papers::papers(&story)?, files::folder()?);
    println!("papers: {}", papers.write(&folder)?.display());
    println!("report: {}", report::write(&story, &papers, &folder)?.display());
    Ok(())
}
