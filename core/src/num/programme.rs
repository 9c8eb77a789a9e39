//! Linear programmes, solved by the simplex method of `microlp`. It does nothing but add, multiply, divide and compare, in an order that depends on
//! its input alone, so that it comes to the same bits everywhere; its tolerance is 1e-8.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::Float;

/// The most that Σ c x comes to over x of 0 or more, within limits.
#[derive(Debug)]
pub(crate) struct Programme {
    problem: Problem,
    variables: Vec<Variable>,
}

impl Programme {
    /// With these c, without limits yet.
    pub(crate) fn maximise(coefficients: &[Float]) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables = coefficients.iter().map(|own| problem.add_var(own.0, (0.0, f64::INFINITY))).collect();
        Self { problem, variables }
    }

    /// Σ a x is at most so much.
    pub(crate) fn at_most(&mut self, coefficients: &[Float], limit: Float) {
        self.limit(coefficients, ComparisonOp::Le, limit);
    }

    /// Σ a x is at least so much.
    pub(crate) fn at_least(&mut self, coefficients: &[Float], limit: Float) {
        self.limit(coefficients, ComparisonOp::Ge, limit);
    }

    fn limit(&mut self, coefficients: &[Float], operator: ComparisonOp, limit: Float) {
        // what has no part in a limit is left out of it
        let terms = self.variables.iter().zip(coefficients).filter(|(_, own)| **own != Float::ZERO);
        let terms: Vec<(Variable, f64)> = terms.map(|(variable, own)| (*variable, own.0)).collect();
        if !terms.is_empty() {
            self.problem.add_constraint(&terms, operator, limit.0);
        }
    }

    /// The most, and an x that comes to it; none where there is no x within the limits, or no limit to it. Without variables it is 0.
    pub(crate) fn best(&self) -> Option<(Float, Vec<Float>)> {
        if self.variables.is_empty() {
            return Some((Float::ZERO, Vec::new()));
        }
        let solution = self.problem.solve().ok()?;
        let found = self.variables.iter().map(|variable| Float(solution.var_value(*variable)));
        Some((Float(solution.objective()), found.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_within_limits() {
        let float = |value: f64| Float(value);
        // Hillier and Lieberman, the Wyndor Glass Company: 3 x + 5 y, x ≤ 4, 2 y ≤ 12, 3 x + 2 y ≤ 18
        let mut programme = Programme::maximise(&[3.0, 5.0].map(float));
        programme.at_most(&[1.0, 0.0].map(float), float(4.0));
        programme.at_most(&[0.0, 2.0].map(float), float(12.0));
        programme.at_most(&[3.0, 2.0].map(float), float(18.0));
        assert_eq!(programme.best(), Some((float(36.0), [2.0, 6.0].map(float).to_vec())));
        programme.at_least(&[1.0, 1.0].map(float), float(20.0));
        assert_eq!(programme.best(), None);
        assert_eq!(Programme::maximise(&[Float::ONE]).best(), None);
        assert_eq!(Programme::maximise(&[]).best(), Some((Float::ZERO, Vec::new())));
    }
}
