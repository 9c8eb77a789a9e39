//! What comes after a proposal: a critique that is appealed with success and one that stands, a hold that ends, a title that is revoked.

use thidua::packs;
use thidua::recognition::{Case, Change, Decisions, Facts, Policy, Round, Ruling};

use crate::council::{BOARD, DIRECTOR, SECRETARY, act, workdays};
use crate::files::{Outcome, days, id, read};
use crate::titles::Titles;

/// The unit that was critiqued, and its head.
pub const UNIT: &str = "thuong-mai";
pub const HEAD: &str = "p-059";
/// Who was critiqued, and did not appeal.
pub const LATE: &str = "p-106";
/// Whose title waits for a complaint to be answered.
pub const HELD: &str = "p-043";
/// Whose title is revoked.
pub const REVOKED: &str = "p-090";

/// What became of the critiques of the third quarter.
pub struct Critiques {
    pub decisions: Decisions,
    /// The unit's, when it was told, and in the end.
    pub notified: Case,
    pub unit: Case,
    pub person: Case,
    /// What differs once the cause was certified: the record the appeal was about.
    pub changes: Vec<Change>,
}

/// Two critiques: each with notice and the time to reply, one reversed on appeal.
pub fn critiques() -> Outcome<Critiques> {
    let policy: Policy = packs::load_policy(&read("round/critique.yaml")?, Some("critique.yaml"))?;
    let text = read("round/breaches.yaml")?;
    let round = Round::of(days("2026-07-01", "2026-09-30")?)?;
    let decisions = policy.decide(&Facts::parse(&text, Some("breaches.yaml"))?, None, &round)?;
    let days = workdays()?;
    let notified = |subject: &str, credited: &[&str]| -> Outcome<Case> {
        let credited = credited.iter().map(|one| id(one)).collect::<Result<Vec<_>, _>>()?;
        Ok(Case::draft(&decisions.of(subject)[0], &credited)?
            .propose(act(SECRETARY, "2026-10-05", "biên bản 14/BB-BX")?)?
            .notify(act(SECRETARY, "2026-10-06", "thông báo 31/TB-BX, giao tận tay")?, 5, &days)?)
    };
    let told = notified(UNIT, &[HEAD])?;
    let unit = told
        .reply(act(HEAD, "2026-10-12", "máy chủ ngừng mười ngày, không đăng được kế hoạch")?)?
        .decide(act(DIRECTOR, "2026-10-15", "chưa có xác nhận về sự cố")?, "88/QĐ-BX", Ruling::Confirmed)?
        .appeal(act(HEAD, "2026-10-20", "kèm biên bản sự cố máy chủ")?, 10, &days)?
        .reverse(act(BOARD, "2026-10-30", "nguyên nhân khách quan đã được xác nhận")?, "95/QĐ-BX")?;
    // nobody replied in time: the decision says so, and stands
    let person = notified(LATE, &[])?.decide(
        act(DIRECTOR, "2026-10-15", "hết thời hạn, không có ý kiến trả lời")?,
        "89/QĐ-BX",
        Ruling::Confirmed,
    )?;
    // only the unit's record is corrected: it is the first of the file
    let text = text.replacen("cause_certified: false", "cause_certified: true", 1);
    let corrected = decisions.on(&Facts::parse(&text, Some("breaches.yaml"))?)?;
    let changes = decisions.changes(&corrected);
    Ok(Critiques { decisions, notified: told, unit, person, changes })
}

/// A title that waited, and was given when the complaint was answered.
pub struct Released {
    pub changes: Vec<Change>,
    pub case: Case,
}

/// The complaint about somebody was found to be groundless in January: the original edition and base decide.
pub fn release(titles: &Titles) -> Outcome<Released> {
    let decisions = &titles.year[0].decisions;
    let (who, stage) = (id(HELD)?, id("ldtt")?);
    let after = decisions.release(&who, &stage, &id("pending-case")?)?;
    let changes = decisions.changes(&after);
    let case = Case::draft(after.one(&stage, &who, None)?, &[])?
        .propose(act(SECRETARY, "2027-01-14", "khiếu nại không có căn cứ, kết luận 02/KL-BX")?)?
        .decide(act(DIRECTOR, "2027-01-18", "xét bổ sung")?, "04/QĐ-BX", Ruling::Confirmed)?;
    Ok(Released { changes, case })
}

/// A title taken back, and who would have stood otherwise.
pub struct Revoked {
    pub case: Case,
    pub changes: Vec<Change>,
}

/// An initiative turned out to be somebody else's: the title is taken back, and the decision replayed without it.
pub fn revoke(titles: &Titles) -> Outcome<Revoked> {
    let step = &titles.year[1];
    let given =
        step.cases.iter().find(|case| case.subject().as_str() == REVOKED).ok_or("no title to revoke")?;
    let why = "sáng kiến là của người khác, kết luận 09/KL-BX";
    let case = given.revoke(act(BOARD, "2027-03-02", why)?, "15/QĐ-BX")?;
    let mut corrected = titles.facts.clone();
    corrected.without_initiatives(REVOKED);
    let changes = step.decisions.changes(&step.decisions.on(&corrected.facts()?)?);
    Ok(Revoked { case, changes })
}
