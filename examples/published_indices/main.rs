//! Computes published indices from the offices' own figures, and prints computed against printed.
//!
//! `cargo run --example published_indices -- FILE…` reads UNDP's complete time series or the table of the e-government survey, each as its
//! office gives it, as comma-separated values; with no argument, a dozen countries of each that are typed in here.

mod offices;
#[cfg(test)]
mod tests;
mod typed_in;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use thidua::Real;

use crate::offices::{Edition, Found, Printed};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    match run(&files) {
        Ok((told, same)) => {
            print!("{told}");
            if same { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is told of all files, and whether everything is as printed.
fn run(files: &[String]) -> Result<(String, bool), Box<dyn Error>> {
    let mut texts = Vec::new();
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
        texts.push((file.as_str(), decoded(bytes)));
    }
    if files.is_empty() {
        let typed_in = [typed_in::HUMAN_DEVELOPMENT, typed_in::E_GOVERNMENT];
        texts = typed_in.map(|text| ("typed in", text.to_owned())).to_vec();
    }
    let (mut told, mut same) = (String::new(), true);
    for (file, text) in texts {
        let Found { editions, passed_over } =
            offices::read(&text).map_err(|error| format!("{file}: {error}"))?;
        for edition in editions {
            let counts = compare(&edition, &mut told)?;
            same &= counts.as_printed();
        }
        for line in passed_over {
            writeln!(told, "{line}: not computed")?;
        }
    }
    Ok((told, same))
}

/// The text of a file: UTF-8, or the Western code page that spreadsheets write.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

/// How many of what is printed comes out.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    countries: usize,
    /// The same to the last digit.
    indices: usize,
    /// The same, or one apart in the last digit: parts are printed with fewer digits than the office reckons with.
    near: usize,
    ranks: usize,
    /// Countries of which nothing is printed, and nothing is told here either.
    undetermined: usize,
}

impl Counts {
    fn as_printed(&self) -> bool {
        let told = self.countries - self.undetermined;
        self.near == told && self.ranks == told
    }
}

/// Computes an edition and writes down what differs, or all of it where it is short.
fn compare(edition: &Edition, told: &mut String) -> Result<Counts, Box<dyn Error>> {
    let index = edition.framework.index(&edition.table)?;
    let top = index.top();
    let mut counts = Counts { countries: edition.printed.len(), ..Counts::default() };
    writeln!(told, "{}", edition.title)?;
    for own in &edition.printed {
        let (score, rank) = (index.published(top, &own.country)?, index.rank(top, &own.country)?);
        let (Some(printed), Some(score), Some(rank)) = (own.index, score, rank) else {
            counts.undetermined += usize::from(own.index.is_none() && score.is_none());
            let missing = index.missing(top, &own.country)?.join(", ");
            writeln!(told, "  {:<44} without {missing}: no index, and none printed", own.country)?;
            continue;
        };
        let apart = (Real::from(score).get() - printed).abs();
        let last = 10_f64.powi(-(edition.places as i32));
        let (exact, near) = (apart < last / 2.0, apart < last * 1.5);
        let ranked = rank.to_string() == among(edition, own).to_string();
        counts.indices += usize::from(exact);
        counts.near += usize::from(near);
        counts.ranks += usize::from(ranked);
        if edition.printed.len() <= 20 || !exact || !ranked {
            let mark = |same: bool| if same { "=" } else { "≠" };
            writeln!(
                told,
                "  {:<44} computed {} {} printed {printed:.*}, place {rank} {} {}",
                own.country,
                score.fixed(edition.places),
                mark(exact),
                edition.places as usize,
                mark(ranked),
                among(edition, own),
            )?;
        }
    }
    let Counts { countries, indices, near, ranks, undetermined } = counts;
    let computed = countries - undetermined;
    write!(told, "{indices} of {computed} indices as printed")?;
    if near > indices {
        write!(told, ", {near} within one of the last digit")?;
    }
    writeln!(told, "; {ranks} of {computed} places; {undetermined} undetermined\n")?;
    Ok(counts)
}

/// The place that the printed ranks give a country among those that are here: in a whole table, its rank.
fn among(edition: &Edition, own: &Printed) -> usize {
    1 + edition.printed.iter().filter(|other| other.rank < own.rank && other.rank.is_some()).count()
}
