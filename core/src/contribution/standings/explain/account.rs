//! Accounts: what became of each line of one contributor on its way to the score.

use super::super::settle::{Line, Stage, settle};
use crate::contribution::scheme::Model;
use crate::num::Fraction;

/// What became of one line.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// As it counts in the end.
    pub(super) line: Line,
    /// What it earned.
    pub(super) earned: Fraction,
    /// What decay leaves of each point.
    pub(super) left: Fraction,
    /// Each stage that changed it, with what it was before and after.
    pub(super) changes: Vec<(Stage, Fraction, Fraction)>,
}

/// The accounts of lines that count.
pub(super) fn accounts(model: &Model, mut lines: Vec<Line>) -> Vec<Account> {
    let before = lines.clone();
    let mut last: Vec<Fraction> = lines.iter().map(|line| line.points.clone()).collect();
    let mut changes: Vec<Vec<(Stage, Fraction, Fraction)>> = vec![Vec::new(); lines.len()];
    settle(model, &mut lines, |stage, lines| {
        for ((line, last), changes) in lines.iter().zip(&mut last).zip(&mut changes) {
            if line.points != *last {
                let was = std::mem::replace(last, line.points.clone());
                changes.push((stage, was, line.points.clone()));
            }
        }
    });
    let account = |((line, first), changes): ((Line, Line), Vec<_>)| Account {
        line,
        earned: first.points,
        left: first.left,
        changes,
    };
    lines.into_iter().zip(before).zip(changes).map(account).collect()
}
