//! Standings: who stands best among comparable people, how sure that is, units, a disputed record, and questions for verifiers.

use thidua::Lang;
use thidua::contribution::{Certainty, Group, Standing};

use super::html::{escape, folded, paragraph, table};
use super::names;
use crate::files::{Outcome, decimal, say, short};
use crate::standings::{DISPUTES, TOP, Year};

pub fn part(year: &Year, lang: Lang) -> Outcome<String> {
    let now = year.last();
    let certainty = now.certainty()?;
    let mut out = paragraph(say(
        lang,
        "Quý IV: những người đứng đầu mỗi nhóm so sánh được, và khoảng thứ hạng không thể loại trừ. Không có ai chắc chắn chỉ vì đứng đầu; thứ hạng không bao giờ là căn cứ phê bình.",
        "Fourth quarter: who stands best in each group of comparable people, and the ranks that cannot be excluded. Standing first is not being certain; no critique rests on a rank.",
    ));
    let mut rows = Vec::new();
    for group in certainty.groups() {
        for own in Year::best(now, group.members()).into_iter().filter(|own| !own.is_unit()) {
            let Some(of) = own.group() else { continue };
            rows.push(vec![
                own.contributor().to_string(),
                group_name(of, lang),
                own.rank().map(ToString::to_string).unwrap_or_default(),
                set(certainty, own),
                points(own, lang),
            ]);
        }
    }
    let headings = [
        say(lang, "Người", "Person"),
        say(lang, "Nhóm", "Group"),
        say(lang, "#Hạng", "#Rank"),
        say(lang, "#Hạng có thể", "#Possible ranks"),
        say(lang, "#Điểm", "#Points"),
    ];
    out += &table(
        &format!("{} {TOP}", say(lang, "Mỗi nhóm: nhiều nhất", "Of each group at most")),
        &headings,
        &rows,
    );
    let mut units: Vec<(String, &Standing)> =
        now.units().iter().filter_map(|own| Some((group_name(own.group()?, lang), own))).collect();
    units.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.score().cmp(&one.score())));
    let units: Vec<Vec<String>> = units
        .into_iter()
        .map(|(group, own)| {
            let rank = own.rank().map(ToString::to_string).unwrap_or_default();
            let name = names::subject(own.contributor().as_str(), lang).to_owned();
            vec![name, group, rank, set(certainty, own), points(own, lang)]
        })
        .collect();
    out += &table(
        say(lang, "Đơn vị, xếp trong từng khối", "Units, ranked in their blocks"),
        &[say(lang, "Đơn vị", "Unit"), say(lang, "Khối", "Block"), headings[2], headings[3], headings[4]],
        &units,
    );
    out += &dispute(year, lang)?;
    let questions = now.questions()?;
    let asked: String =
        questions.iter().map(|question| format!("<li>{}</li>\n", escape(&question.message(lang)))).collect();
    out += &format!(
        "<h3>{}</h3>\n{}<ul>\n{asked}</ul>\n",
        say(lang, "Câu hỏi cho người xác minh", "Questions for verifiers"),
        paragraph(say(
            lang,
            "Không phải kết luận, không trừ điểm ai.",
            "No findings; they cost nobody a point."
        ))
    );
    Ok(out)
}

/// A record that counts neither way until the dispute is settled.
fn dispute(year: &Year, lang: Lang) -> Outcome<String> {
    let (now, then) = (year.last(), &year.settled);
    let own = now.of(DISPUTES).ok_or("the one who disputes is not on the roster")?;
    let with = own.with_disputed().and_then(|placed| placed.score());
    let shown =
        |score: Option<&thidua::Fraction>| score.map_or_else(|| "–".to_owned(), |score| short(score, lang));
    let after = then.of(DISPUTES).and_then(Standing::score);
    let text = match lang {
        Lang::Vi => format!(
            "{DISPUTES} không đồng ý với một bản ghi sai sót tháng 11. Trong khi chờ giải quyết, bản ghi không tính theo bên nào: {} điểm (nếu tính: {}). Ngày 08/01/2027 ý kiến được chấp nhận: {} điểm.",
            shown(own.score()),
            shown(with),
            shown(after)
        ),
        Lang::En => format!(
            "{DISPUTES} disputes a record of an error in November. Until it is settled it counts neither way: {} points (if it counted: {}). On 8 January 2027 the dispute was upheld: {} points.",
            shown(own.score()),
            shown(with),
            shown(after)
        ),
    };
    let prefix = format!("{}-dispute-", lang.code());
    let why = now.explain(DISPUTES)?.html_section(lang, 4, &prefix);
    Ok(format!(
        "<h3>{}</h3>\n{}{}",
        say(lang, "Một bản ghi đang có ý kiến khác", "A disputed record"),
        paragraph(&text),
        folded(&format!("{} {DISPUTES}", say(lang, "Vì sao: điểm của", "Why: the points of")), &why)
    ))
}

fn set(certainty: &Certainty, own: &Standing) -> String {
    let sure = certainty.of(own.contributor().as_str()).and_then(|sure| sure.simultaneous());
    sure.map_or_else(|| "–".to_owned(), |set| format!("{}–{}", set.lower(), set.upper()))
}

fn points(own: &Standing, lang: Lang) -> String {
    own.published().map(|points| decimal(points.fixed(2), lang)).unwrap_or_default()
}

/// Whom somebody is compared with.
fn group_name(group: &Group, lang: Lang) -> String {
    const WORDS: [(&str, &str, &str); 15] = [
        ("staff", "biên chế, hợp đồng", "staff"),
        ("collaborators", "cộng tác viên", "collaborators"),
        ("member", "tổ công tác", "task force"),
        ("reporter", "phóng viên", "reporters"),
        ("editor", "biên tập viên", "editors"),
        ("producer", "sản xuất đa phương tiện", "producers"),
        ("engineer", "kỹ sư", "engineers"),
        ("analyst", "phân tích dữ liệu", "analysts"),
        ("seller", "kinh doanh", "sellers"),
        ("officer", "văn phòng", "officers"),
        ("head", "trưởng đơn vị", "heads"),
        ("coordinator", "điều phối", "coordinators"),
        ("units", "đơn vị", "units"),
        ("editorial", "nội dung", "editorial"),
        ("support", "hỗ trợ", "support"),
    ];
    let word =
        |id: &str| WORDS.iter().find(|(own, ..)| *own == id).map(|(_, vi, en)| say(lang, vi, en).to_owned());
    let traits = group.traits().filter_map(|(_, value)| value);
    traits.map(|id| word(id.as_str()).unwrap_or_else(|| id.to_string())).collect::<Vec<_>>().join(", ")
}
