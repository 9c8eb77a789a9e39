//! Certificates: what was run on what, and whether running it again gives the same.

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::cohort::{CohortFramework, Frozen, Index, Table};
use crate::contribution::Standings;
use crate::error::Error;
use crate::maturity::{Assessment, Framework, Report};
use crate::recognition::{Decisions, Facts, Policy, Round};

/// Version of the meaning of packs and answers: it moves only when a result could change.
pub const SEMANTICS: u32 = 1;

/// Digests of a result and of everything it came from.
///
/// # Examples
/// ```
/// use thidua::{Assessment, Date, Replay, packs};
/// let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
/// let assessment = Assessment::parse("{subject: bao-x, answers: {'1': 15.5}}", None)?;
/// let certificate = framework.assess(&assessment)?.certificate();
/// assert_eq!(certificate.replay(&framework, &assessment)?, Replay::Same);
/// assert_eq!((certificate.semantics(), certificate.as_of()), (thidua::SEMANTICS, None));
/// assert_eq!(thidua::Certificate::parse(&certificate.to_json())?, certificate);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    semantics: u32,
    pack: String,
    facts: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standings: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    past: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<crate::date::Date>,
    result: String,
}

/// What running a certified assessment again shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// The same pack, facts and result.
    Same,
    /// The certificate is of another version of the library's semantics.
    OtherSemantics,
    /// The pack is not the certified one.
    OtherPack,
    /// The facts are not the certified ones.
    OtherFacts,
    /// The standings are not the certified ones.
    OtherStandings,
    /// The past cohort is not the certified one.
    OtherPast,
    /// Pack and facts are the certified ones, the result is not.
    OtherResult,
}

impl Replay {
    /// The name used on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::OtherSemantics => "other_semantics",
            Self::OtherPack => "other_pack",
            Self::OtherFacts => "other_facts",
            Self::OtherStandings => "other_standings",
            Self::OtherPast => "other_past",
            Self::OtherResult => "other_result",
        }
    }
}

impl Certificate {
    /// Reads a certificate from its JSON.
    ///
    /// # Errors
    /// A data error for anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        crate::source::read(text, crate::error::ErrorKind::Data)
    }

    /// The certificate as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(self)
    }

    /// The version of the library's semantics it was made by.
    #[must_use]
    pub const fn semantics(&self) -> u32 {
        self.semantics
    }

    /// The day parameters and evidence were judged on, where one was named.
    #[must_use]
    pub const fn as_of(&self) -> Option<crate::date::Date> {
        self.as_of
    }

    /// SHA-256 of the effective pack.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// SHA-256 of the assessment, the facts or the figures.
    #[must_use]
    pub fn facts(&self) -> &str {
        &self.facts
    }

    /// SHA-256 of the standings that decisions were made beside, where there were any.
    #[must_use]
    pub fn standings(&self) -> Option<&str> {
        self.standings.as_deref()
    }

    /// SHA-256 of what a past cohort fitted, where an index was computed against one.
    #[must_use]
    pub fn past(&self) -> Option<&str> {
        self.past.as_deref()
    }

    /// SHA-256 of the result.
    #[must_use]
    pub fn result(&self) -> &str {
        &self.result
    }

    /// Runs the assessment again and compares.
    ///
    /// # Errors
    /// As [`Framework::assess`].
    pub fn replay(&self, framework: &Framework, assessment: &Assessment) -> Result<Replay, Error> {
        if self.semantics != SEMANTICS {
            return Ok(Replay::OtherSemantics);
        }
        Ok(self.compared(&framework.assess(assessment)?.certificate()))
    }

    /// Runs a policy again on the facts of a round, beside the same standings where there were any, and compares.
    ///
    /// # Errors
    /// As [`Policy::decide`].
    pub fn replay_decisions(
        &self,
        policy: &Policy,
        facts: &Facts,
        standings: Option<&Standings>,
        round: &Round,
    ) -> Result<Replay, Error> {
        if self.semantics != SEMANTICS {
            return Ok(Replay::OtherSemantics);
        }
        Ok(self.replay_as(&policy.decide(facts, standings, round)?))
    }

    /// Compares with decisions that were made again, such as those in which a hold was released.
    #[must_use]
    pub fn replay_as(&self, decisions: &Decisions) -> Replay {
        self.compared(&decisions.certificate())
    }

    /// Computes an index again over a table, with the parameters of the certified day, and compares.
    ///
    /// # Errors
    /// As [`CohortFramework::index_on`], for the certified pack and figures.
    pub fn replay_index(&self, framework: &CohortFramework, table: &Table) -> Result<Replay, Error> {
        match self.given(framework, None, table)? {
            Some(other) => Ok(other),
            None => Ok(self.compared(&framework.index_on(table, self.as_of)?.certificate()?)),
        }
    }

    /// Computes an index again against a past cohort, and compares.
    ///
    /// # Errors
    /// As [`Frozen::index`], for the certified pack and figures.
    pub fn replay_late(&self, past: &Frozen, table: &Table) -> Result<Replay, Error> {
        match self.given(past.framework(), Some(past.digest()?), table)? {
            Some(other) => Ok(other),
            None => Ok(self.compared(&past.index(table)?.certificate()?)),
        }
    }

    /// Which of pack, past cohort and figures is not the certified one: told before anything is computed of another.
    fn given(
        &self,
        framework: &CohortFramework,
        past: Option<String>,
        table: &Table,
    ) -> Result<Option<Replay>, Error> {
        Ok(match self {
            _ if self.semantics != SEMANTICS => Some(Replay::OtherSemantics),
            _ if self.pack != framework.digest() => Some(Replay::OtherPack),
            _ if self.past != past => Some(Replay::OtherPast),
            _ if self.facts != framework.table_digest(table, self.as_of)? => Some(Replay::OtherFacts),
            _ => None,
        })
    }

    fn compared(&self, now: &Self) -> Replay {
        let same = [
            (self.semantics == now.semantics, Replay::OtherSemantics),
            (self.pack == now.pack, Replay::OtherPack),
            (self.facts == now.facts && self.as_of == now.as_of, Replay::OtherFacts),
            (self.standings == now.standings, Replay::OtherStandings),
            (self.past == now.past, Replay::OtherPast),
            (self.result == now.result, Replay::OtherResult),
        ];
        same.into_iter().find(|(same, _)| !same).map_or(Replay::Same, |(_, other)| other)
    }
}

impl Report {
    /// What was run on what: digests of the pack, the facts and the result.
    #[must_use]
    pub fn certificate(&self) -> Certificate {
        Certificate {
            semantics: SEMANTICS,
            pack: self.framework().digest().to_owned(),
            facts: self.assessment().digest().to_owned(),
            standings: None,
            past: None,
            as_of: self.assessment().day(),
            result: self.digest(),
        }
    }
}

impl Decisions {
    /// What was run on what: digests of the policy, the facts and the decisions, and the day they are of; and of the standings
    /// they were made beside, where there were any.
    ///
    /// # Examples
    /// ```
    /// use thidua::recognition::{Facts, Round};
    /// use thidua::{Date, Period, Replay, packs};
    /// let policy = packs::policy_edition("vn-staff-rating", "90-2020-cong-chuc")?;
    /// let facts = Facts::parse("people: [{id: p1, spells: [{status: civil_servant, from: 2020-01-01}], facts: {judged_level: htt, months_worked: 12, maternity: false}}]", None)?;
    /// let year = Period::new(Some(Date::parse("2025-01-01")?), Some(Date::parse("2025-12-31")?))?;
    /// let round = Round::of(year)?;
    /// let certificate = policy.decide(&facts, None, &round)?.certificate();
    /// assert_eq!(certificate.replay_decisions(&policy, &facts, None, &round)?, Replay::Same);
    /// let corrected = Facts::parse(&facts.to_json().replace("htt", "htxs"), None)?;
    /// assert_eq!(certificate.replay_decisions(&policy, &corrected, None, &round)?, Replay::OtherFacts);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn certificate(&self) -> Certificate {
        Certificate {
            semantics: SEMANTICS,
            pack: self.policy().digest().to_owned(),
            facts: self.facts().digest().to_owned(),
            standings: self.standings().map(Standings::digest),
            past: None,
            as_of: Some(self.round().known_by()),
            result: self.digest(),
        }
    }
}

impl Index {
    /// What was run on what: digests of the pack, of the figures it reads ([`Index::table_digest`]), of the index with its subjects in the order of
    /// their names, and the day of its parameters; and of what a past cohort fitted, where the index was computed against one. No order of the
    /// table changes it.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a number that cannot be written.
    ///
    /// # Examples
    /// ```
    /// use thidua::cohort::Table;
    /// use thidua::{Replay, packs};
    /// let egdi = packs::index_edition("un-egdi", "2014")?;
    /// let table = Table::parse("figures: {A: {osi: 0.2, hci: 0.5, tii: 0.4}, B: {osi: 0.9, hci: 0.8, tii: 0.9}}", None)?;
    /// let certificate = egdi.index(&table)?.certificate()?;
    /// assert_eq!(certificate.replay_index(&egdi, &table)?, Replay::Same);
    /// let corrected = Table::parse("figures: {A: {osi: 0.3, hci: 0.5, tii: 0.4}, B: {osi: 0.9, hci: 0.8, tii: 0.9}}", None)?;
    /// assert_eq!(certificate.replay_index(&egdi, &corrected)?, Replay::OtherFacts);
    /// assert_eq!(certificate.replay_index(&packs::index_edition("un-egdi", "2012")?, &table)?, Replay::OtherPack);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn certificate(&self) -> Result<Certificate, Error> {
        Ok(Certificate {
            semantics: SEMANTICS,
            pack: self.framework().digest().to_owned(),
            facts: self.table_digest()?,
            standings: None,
            past: self.past().map(|past| past.digest()).transpose()?,
            as_of: self.as_of(),
            result: self.by_name().digest()?,
        })
    }
}
