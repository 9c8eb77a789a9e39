//! Maturity: how the pillars moved, what is still to win, what does not count, and the whole derivation.

use thidua::{Fraction, Lang};

use super::html::{folded, paragraph, table};
use crate::files::{decimal, say, short};
use crate::maturity::Maturity;

pub fn part(maturity: &Maturity, lang: Lang) -> String {
    let report = maturity.last();
    let (claimed, verified) = (report.claimed().0.to_string(), report.verified().0.to_string());
    let coverage = report.coverage();
    let mut out = paragraph(&match lang {
        Lang::Vi => format!(
            "Tự chấm {}, thẩm định {}. Đã trả lời {} trong {} tiêu chí thuộc diện áp dụng.",
            decimal(claimed, lang),
            decimal(verified, lang),
            coverage.answered,
            coverage.applicable
        ),
        Lang::En => format!(
            "Claimed {claimed}, verified {verified}. {} of the {} criteria that apply are answered.",
            coverage.answered, coverage.applicable
        ),
    });
    let moved = maturity.movement();
    let rows: Vec<Vec<String>> = moved
        .iter()
        .map(|moved| {
            let name = say(lang, &moved.vi, &moved.en).to_owned();
            let change = moved.after.sub(&moved.before);
            let sign = if change > Fraction::ZERO { "+" } else { "" };
            let points = |points| short(points, lang);
            vec![
                name,
                points(&moved.before),
                points(&moved.after),
                format!("{sign}{}", points(&change)),
                points(&moved.max),
            ]
        })
        .collect();
    out += &table(
        say(lang, "Điểm từng trụ cột, năm trước và năm nay", "Points of each pillar, a year ago and now"),
        &[
            say(lang, "Trụ cột", "Pillar"),
            say(lang, "#2023", "#2023"),
            say(lang, "#2024", "#2024"),
            say(lang, "#Thay đổi", "#Change"),
            say(lang, "#Tối đa", "#At most"),
        ],
        &rows,
    );
    if let Some((level, needed)) = report.next_level() {
        let (label, needed) = (level.label().get(lang), short(&needed, lang));
        out += &paragraph(&match lang {
            Lang::Vi => format!(
                "Để đạt mức {label} còn thiếu {needed} điểm. Những tiêu chí còn giành được nhiều điểm nhất:"
            ),
            Lang::En => {
                format!("{needed} points more would reach {label}. The criteria with most still to win:")
            }
        });
    }
    let gaps: Vec<Vec<String>> = report
        .gaps()
        .iter()
        .take(6)
        .map(|gap| vec![format!("{} {}", gap.criterion, gap.label.get(lang)), short(gap.to_win, lang)])
        .collect();
    out += &table(
        say(lang, "Còn có thể giành điểm", "Still to win"),
        &[say(lang, "Tiêu chí", "Criterion"), say(lang, "#Điểm", "#Points")],
        &gaps,
    );
    for (criterion, reference, _) in report.rejected_evidence() {
        out += &paragraph(&match lang {
            Lang::Vi => format!(
                "Minh chứng “{reference}” của tiêu chí {criterion} không được tính: hết hiệu lực trước ngày công bố."
            ),
            Lang::En => format!(
                "The evidence “{reference}” of criterion {criterion} does not count: it lapses before publication."
            ),
        });
    }
    let prefix = format!("{}-maturity-", lang.code());
    let whole = report.explain().html_section(lang, 3, &prefix);
    out + &folded(
        say(lang, "Toàn bộ lời giải thích, từng tiêu chí", "The whole derivation, criterion by criterion"),
        &whole,
    )
}
