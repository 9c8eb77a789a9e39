//! The files beside this one, and the few words the program says often.

use std::error::Error;
use std::path::{Path, PathBuf};

use thidua::{Date, Fraction, Id, Lang, Period, Rounding};

/// Whatever went wrong, as it is told.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Where the files are.
pub fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("newsroom")
}

/// The text of a file beside this one.
pub fn read(file: &str) -> Outcome<String> {
    let path = here().join(file);
    Ok(std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Where what is written goes.
pub fn folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/newsroom");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}

/// A day of the story.
pub fn day(text: &str) -> Result<Date, thidua::Error> {
    Date::parse(text)
}

/// An id of the story.
pub fn id(text: &str) -> Result<Id, thidua::Error> {
    Id::new(text)
}

/// The days from one to another.
pub fn days(from: &str, until: &str) -> Result<Period, thidua::Error> {
    Period::new(Some(day(from)?), Some(day(until)?))
}

/// A number as people read it: two places, and the comma of Vietnamese.
pub fn short(number: &Fraction, lang: Lang) -> String {
    let exact = number.round(2, Rounding::HalfUp);
    decimal(exact.map_or_else(|_| number.to_string(), |exact| exact.fixed(2)), lang)
}

/// A decimal with the point of the language.
pub fn decimal(text: String, lang: Lang) -> String {
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

/// The words of one language.
pub fn say<'a>(lang: Lang, vi: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Vi { vi } else { en }
}
