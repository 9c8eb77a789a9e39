//! What the benchmarks share: the newsroom's 43 criteria and its answers, the same arithmetic in binary floating point, and
//! a year of contributions as large as is asked for.

mod year;

pub use year::Year;

use serde_json::Value;
use thidua::{Assessment, Basis, Date, Error, Framework, packs};

const AGENCY: &str = include_str!("../examples/newsroom/agency.yaml");

/// The answers of one year, with evidence and verified values.
pub const ANSWERS: &str = include_str!("../examples/newsroom/answers-2024.yaml");

/// The agency's framework: five pillars, 43 criteria of every scale kind.
///
/// # Errors
/// The error of the pack, which would be a fault of the example.
pub fn framework() -> Result<Framework, Error> {
    let base = packs::framework("vn-press-dx", Date::parse("2024-11-05")?)?;
    base.extend_named(AGENCY, "agency.yaml")
}

/// The same answers with both lanes: what the subject claims and what a verifier confirmed.
///
/// # Errors
/// The error of the answers, which would be a fault of the example.
pub fn verified() -> Result<Assessment, Error> {
    Assessment::parse(ANSWERS, Some("answers-2024.yaml"))
}

/// The same answers before anybody verified them: values and evidence, one lane.
///
/// # Errors
/// The error of the answers, which would be a fault of the example.
pub fn claimed() -> Result<Assessment, Error> {
    let mut document: Value =
        serde_json::from_str(&verified()?.basis(Basis::Claimed).to_json()).unwrap_or_default();
    for answer in document["answers"].as_object_mut().into_iter().flat_map(|answers| answers.values_mut()) {
        if let Some(answer) = answer.as_object_mut() {
            answer.remove("verified");
            answer.remove("verified_by");
        }
    }
    Assessment::parse(&document.to_string(), None)
}

/// A weighted sum of shares in binary floating point, with the same number of criteria in the same five pillars and a look
/// at the bands: what a spreadsheet or a script does. It is the yardstick of the ratios, not a rival: it cannot say why.
pub struct Baseline {
    pillars: Vec<Vec<(f64, f64)>>,
    bands: Vec<f64>,
}

impl Baseline {
    /// As many criteria as `framework` has, dealt to five pillars.
    #[must_use]
    pub fn like(framework: &Framework) -> Self {
        let mut pillars = vec![Vec::new(); 5];
        for (at, _) in framework.criteria().iter().enumerate() {
            let (full, share) = (1.0 + (at % 4) as f64, 0.25 * (at % 5) as f64);
            pillars[at % 5].push((full, share));
        }
        Self { pillars, bands: vec![0.0, 50.0, 70.0, 80.0, 90.0] }
    }

    /// The score and the number of the level.
    #[must_use]
    pub fn assess(&self) -> (f64, usize) {
        let score: f64 = self
            .pillars
            .iter()
            .map(|pillar| pillar.iter().map(|(full, share)| full * share).sum::<f64>())
            .sum();
        (score, self.bands.iter().filter(|from| score >= **from).count())
    }
}

#[cfg(test)]
mod tests {
    use super::{claimed, framework, verified};

    #[test]
    fn the_benchmarks_measure_what_they_say() -> Result<(), thidua::Error> {
        let framework = framework()?;
        assert_eq!(framework.criteria().len(), 43);
        let (one, two) = (framework.assess(&claimed()?)?, framework.assess(&verified()?)?);
        assert_eq!(one.score(), &two.claimed().0);
        assert_eq!(one.coverage().answered, 41);
        assert_ne!(one.claimed(), one.verified());
        Ok(())
    }
}
