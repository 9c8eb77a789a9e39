//! Principal components of correlations, and their rotation to a simpler structure.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 4 and tables 16 and 17; Kaiser, *The varimax criterion for analytic
//! rotation in factor analysis*, Psychometrika 1958, over rows brought to length 1.

use super::matrix::{Matrix, eigen};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Parts whose components are found: the work grows with the third power of their number.
const MOST: usize = 200;

/// Rounds of rotating all pairs.
const ROUNDS: usize = 500;

/// A component: what it accounts for, and the loading of each part.
pub(super) type Component = (Float, Vec<Float>);

/// More parts than that are refused, rather than waited for.
pub(super) fn few(parts: usize) -> Result<(), Diagnostic> {
    match parts > MOST {
        true => Err(Diagnostic::new(Code::TOO_LARGE).with("limit", format!("{MOST} values"))),
        false => Ok(()),
    }
}

/// All components, the one that accounts for most first. A loading is the correlation of the part with the component.
pub(super) fn components(correlations: &Matrix) -> Vec<Component> {
    let loaded = |(factor, direction): (Float, Vec<Float>)| {
        let length = factor.max(Float::ZERO).sqrt();
        (factor, direction.into_iter().map(|cell| cell * length).collect())
    };
    eigen(correlations).into_iter().map(loaded).collect()
}

/// Components rotated so that each part loads on few of them, the one that accounts for most first.
pub(super) fn varimax(kept: &[Component]) -> Vec<Component> {
    let mut loadings: Vec<Vec<Float>> = kept.iter().map(|(_, own)| own.clone()).collect();
    let parts = loadings.first().map_or(0, Vec::len);
    let cell = |loadings: &[Vec<Float>], at: usize, part: usize| {
        loadings.get(at).and_then(|own| own.get(part)).copied().unwrap_or(Float::ZERO)
    };
    let lengths: Vec<Float> = (0..parts)
        .map(|part| Float::total((0..kept.len()).map(|at| cell(&loadings, at, part).squared())).sqrt())
        .collect();
    scale(&mut loadings, &lengths, |cell, length| cell / length);
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..kept.len() {
            for other in one.saturating_add(1)..kept.len() {
                let pairs: Vec<(Float, Float)> = (0..parts)
                    .map(|part| (cell(&loadings, one, part), cell(&loadings, other, part)))
                    .collect();
                let Some((cosine, sine)) = angle(&pairs) else { continue };
                moved = true;
                for (part, (x, y)) in pairs.into_iter().enumerate() {
                    set(&mut loadings, one, part, cosine * x + sine * y);
                    set(&mut loadings, other, part, cosine * y - sine * x);
                }
            }
        }
        if !moved {
            break;
        }
    }
    scale(&mut loadings, &lengths, |cell, length| cell * length);
    let turned = |own: Vec<Float>| -> Component {
        let accounts = Float::total(own.iter().map(|cell| cell.squared()));
        let turn = Float::total(own.iter().copied()) < Float::ZERO;
        (accounts, if turn { own.into_iter().map(|cell| -cell).collect() } else { own })
    };
    let mut found: Vec<Component> = loadings.into_iter().map(turned).collect();
    found.sort_by(|(one, _), (other, _)| other.order(one));
    found
}

fn set(loadings: &mut [Vec<Float>], at: usize, part: usize, value: Float) {
    loadings.get_mut(at).and_then(|own| own.get_mut(part)).into_iter().for_each(|cell| *cell = value);
}

fn scale(loadings: &mut [Vec<Float>], lengths: &[Float], by: impl Fn(Float, Float) -> Float) {
    for own in loadings {
        let long = own.iter_mut().zip(lengths).filter(|(_, length)| **length > Float::ZERO);
        long.for_each(|(cell, length)| *cell = by(*cell, *length));
    }
}

/// The cosine and sine by which two columns are turned; none where they are turned already.
fn angle(pairs: &[(Float, Float)]) -> Option<(Float, Float)> {
    let (mut a, mut b, mut c, mut d) = (Float::ZERO, Float::ZERO, Float::ZERO, Float::ZERO);
    for (x, y) in pairs {
        let (u, v) = (x.squared() - y.squared(), Float::TWO * *x * *y);
        (a, b) = (a + u, b + v);
        (c, d) = (c + u.squared() - v.squared(), d + Float::TWO * u * v);
    }
    let n = Float::count(pairs.len());
    let above = d - Float::TWO * a * b / n;
    let below = c - (a.squared() - b.squared()) / n;
    let length = (above.squared() + below.squared()).sqrt();
    // four times the angle has this tangent
    if above.abs() <= length * Float::SLACK || length == Float::ZERO {
        return None;
    }
    let double = ((Float::ONE + below / length) * Float::HALF).sqrt();
    let size = ((Float::ONE - below / length) * Float::HALF).sqrt();
    let sine_of_double = if above < Float::ZERO { -size } else { size };
    let cosine = ((Float::ONE + double) * Float::HALF).sqrt();
    Some((cosine, sine_of_double / (Float::TWO * cosine)))
}
