//! What every method asks of its input: finite numbers, lists of one length, options within bounds. Pointers name the
//! argument and the place in it.

use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

/// Units one call may compare.
const MOST_UNITS: usize = 2_000;

/// Draws or observations one call may hold.
pub(super) const MOST_DRAWS: usize = 1_000_000;

/// The numbers of the argument `name`.
pub(super) fn numbers(name: &str, values: &[f64]) -> Result<Vec<Float>, Error> {
    let number = |(at, value): (usize, &f64)| {
        Real::new(*value).map(Float::from).map_err(|error| within(error, &at.to_string()))
    };
    let read: Result<Vec<Float>, Error> = values.iter().enumerate().map(number).collect();
    read.map_err(|error| within(error, name))
}

/// The same for numbers that cannot be negative.
pub(super) fn not_negative(name: &str, values: &[f64]) -> Result<Vec<Float>, Error> {
    let read = numbers(name, values)?;
    match read.iter().position(|value| *value < Float::ZERO) {
        None => Ok(read),
        Some(at) => {
            let value = read.get(at).map_or(Ok(Real::default()), |value| value.real())?;
            Err(outside(&format!("/{name}/{at}"), value, "[0, ∞)"))
        }
    }
}

/// A number strictly between 0 and 1.
pub(super) fn share(name: &str, value: f64) -> Result<Float, Error> {
    let real = Real::new(value).map_err(|error| within(error, name))?;
    if value > 0.0 && value < 1.0 {
        return Ok(real.into());
    }
    Err(outside(&format!("/{name}"), real, "(0, 1)"))
}

/// A count from `least` to `most`.
pub(super) fn counted<T: PartialOrd + std::fmt::Display>(
    name: &str,
    value: T,
    (least, most): (T, T),
) -> Result<T, Error> {
    if value >= least && value <= most {
        return Ok(value);
    }
    Err(outside(&format!("/{name}"), value, &format!("[{least}, {most}]")))
}

/// As many entries as `expected`.
pub(super) fn length(pointer: &str, expected: usize, found: usize) -> Result<(), Error> {
    if expected == found {
        return Ok(());
    }
    let diagnostic =
        Diagnostic::new(Code::LENGTH_MISMATCH).with("what", named(pointer)).with("expected", expected);
    Err(diagnostic.with("found", found).at(pointer).data())
}

/// At least as many entries as a method needs, and no more than one call may hold.
pub(super) fn enough(name: &str, least: usize, found: usize) -> Result<(), Error> {
    within_limits(name, (least, MOST_UNITS), found)
}

/// The same for lists that may be longer than units are many.
pub(super) fn within_limits(name: &str, (least, most): (usize, usize), found: usize) -> Result<(), Error> {
    let pointer = format!("/{name}");
    if found == 0 {
        return Err(Diagnostic::new(Code::EMPTY).with("what", named(&pointer)).at(pointer).data());
    }
    if found < least {
        let diagnostic = Diagnostic::new(Code::TOO_FEW).with("what", named(&pointer)).with("expected", least);
        return Err(diagnostic.with("found", found).at(pointer).data());
    }
    if found > most {
        let limit = format!("{most} values");
        return Err(Diagnostic::new(Code::TOO_LARGE).with("limit", limit).at(pointer).data());
    }
    Ok(())
}

/// A value outside what its place allows.
pub(super) fn outside(pointer: &str, value: impl std::fmt::Display, bounds: &str) -> Error {
    let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", named(pointer)).with("value", value);
    diagnostic.with("bounds", bounds).at(pointer).data()
}

/// A statistic that does not exist for these values.
pub(super) fn undefined(what: &str, why: &str) -> Error {
    Diagnostic::new(Code::UNDEFINED).with("what", format_args!("`{what}`")).with("why", why).data()
}

/// What a pointer leads to, as a message names it in either language.
fn named(pointer: &str) -> String {
    format!("`{}`", pointer.trim_start_matches('/'))
}

/// The error one step further down.
pub(super) fn within(error: Error, step: &str) -> Error {
    error.map(|diagnostic| diagnostic.under(step))
}

/// Numbers on their way out, finite or an error.
pub(super) fn reals(values: impl IntoIterator<Item = Float>) -> Result<Vec<Real>, Error> {
    values.into_iter().map(Float::real).collect()
}
