//! Ratings and commendations: how many came out how, who was commended for what, and one chain of years with a maternity year in it.

use std::collections::BTreeMap;

use thidua::Lang;
use thidua::recognition::{Decision, State};

use super::html::{folded, paragraph, table};
use super::names;
use crate::files::{Outcome, decimal, say};
use crate::ratings::{CHANGED, Ratings, SETTLED};
use crate::titles::{CHAINED, PROMPT, Step, Titles, label};

pub fn ratings(ratings: &Ratings, lang: Lang) -> String {
    let mut out = paragraph(say(
        lang,
        "Mỗi diện lao động một vòng, theo đúng văn bản của mình. Điểm chỉ gợi ý; Tổng biên tập quyết định. Xuất sắc không quá 20 % trong cơ quan và trong từng nhóm nhiệm vụ tương đồng.",
        "One round for each kind of employment, by its own text. Points suggest; the editor-in-chief decides. No more than 20 % are excellent, in the agency and in each group of similar duties.",
    ));
    let mut rows = Vec::new();
    for round in &ratings.rounds {
        let policy = round.decisions.policy();
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for own in round.decisions.all().iter().filter(|own| own.stage().as_str() == "rating") {
            *counts.entry(own.level().map_or("–", |level| level.as_str())).or_default() += 1;
        }
        let count = |level: &str| counts.get(level).copied().unwrap_or_default().to_string();
        let title = policy.title().get(lang).to_owned();
        rows.push([vec![title], ["htxs", "htt", "ht", "kht", "–"].map(count).to_vec()].concat());
    }
    let level = |id: &str| {
        let policy = ratings.rounds[0].decisions.policy();
        let known = crate::files::id(id).ok().and_then(|id| policy.level_label(&id));
        format!("#{}", known.map_or(id, |label| label.get(lang)))
    };
    let levels = ["htxs", "htt", "ht", "kht"].map(level);
    let unrated = say(lang, "#Không xếp loại", "#Not rated");
    let headings: Vec<&str> = [say(lang, "Vòng", "Round")]
        .into_iter()
        .chain(levels.iter().map(String::as_str))
        .chain([unrated])
        .collect();
    out += &table(say(lang, "Mức theo điểm và chỉ tiêu", "Levels by points and places"), &headings, &rows);
    let chosen = SETTLED.join(", ");
    out += &paragraph(&match lang {
        Lang::Vi => format!(
            "Hai người bằng điểm ở chỗ cuối của nhóm nội dung: thư viện không tự chọn, hội đồng biểu quyết chọn {chosen}. {CHANGED} được Tổng biên tập xếp khác đề xuất, có nêu lý do: “{}”.",
            crate::ratings::WHY_CHANGED
        ),
        Lang::En => format!(
            "Two were equal at the last place of the news group: the library chooses nobody, the council voted for {chosen}. The editor-in-chief rated {CHANGED} otherwise than suggested, with a reason (“{}”).",
            crate::ratings::WHY_CHANGED
        ),
    });
    out
}

pub fn titles(titles: &Titles, lang: Lang) -> Outcome<String> {
    let mut out =
        format!("<h3>{}</h3>\n", say(lang, "Tháng 3: khen đột xuất", "March: a prompt commendation"));
    out += &paragraph(say(
        lang,
        "Trực báo bão ngày 08/03/2026, xác minh xong thì khen ngay, theo lương cơ sở của ngày quyết định. Thành tích này không được khen lần nữa cuối năm. Người thứ hai chưa được xác minh nên chưa xét.",
        "Reporting through a storm on 8 March 2026: commended as soon as it was verified, at the base salary of that day. The same achievement is not commended again in December. The second person's part is not verified yet, so nothing is proposed.",
    ));
    out += &commended(&titles.march, "giay-khen-dot-xuat", lang, &[PROMPT, "p-092"]);
    out +=
        &format!("<h3>{}</h3>\n", say(lang, "Cuối năm: danh hiệu thi đua", "December: titles of the year"));
    out += &summary(titles, lang);
    out += &commended(&titles.year[1], "cstdcs", lang, &[]);
    out += &format!(
        "<h3>{}</h3>\n",
        say(lang, "Một chuỗi năm có năm thai sản", "A chain of years with a maternity year")
    );
    out += &paragraph(say(
        lang,
        "Ba năm chiến sĩ thi đua cơ sở 2023, 2024, 2026; năm 2025 nghỉ thai sản được bắc cầu theo quy chế của cơ quan, không làm đứt chuỗi.",
        "Base-level titles in 2023, 2024 and 2026; the maternity year 2025 is bridged by the agency's rules and does not break the chain.",
    ));
    out += &commended(&titles.year[2], "cstd-bo", lang, &[]);
    let prefix = format!("{}-chain-", lang.code());
    let why = titles.year[2].decisions.explain(CHAINED)?.html_section(lang, 4, &prefix);
    out += &folded(&format!("{} {CHAINED}", say(lang, "Vì sao:", "Why:")), &why);
    out += &format!("<h3>{}</h3>\n", say(lang, "Tập thể", "Units"));
    out += &commended(&titles.year[2], "ttldxs", lang, &[]);
    out += &commended(&titles.year[2], "ttldtt", lang, &[]);
    Ok(out)
}

/// How the stages came out.
fn summary(titles: &Titles, lang: Lang) -> String {
    let mut rows = Vec::new();
    for step in &titles.year {
        for stage in step.stages {
            let of: Vec<&Decision> =
                step.decisions.all().iter().filter(|own| own.stage().as_str() == *stage).collect();
            let count =
                |state: fn(&State) -> bool| of.iter().filter(|own| state(own.state())).count().to_string();
            rows.push(vec![
                label(step.decisions.policy(), stage, lang),
                count(|state| *state == State::Commend),
                count(|state| *state == State::EligibleOverQuota),
                count(|state| matches!(state, State::Held(_))),
                count(|state| matches!(state, State::Excluded(_))),
                count(|state| *state == State::InsufficientEvidence),
            ]);
        }
    }
    table(
        say(lang, "Từng danh hiệu: bao nhiêu người, tập thể", "Each title: how many people or units"),
        &[
            say(lang, "Danh hiệu", "Title"),
            say(lang, "#Khen", "#Commended"),
            say(lang, "#Ngoài chỉ tiêu", "#Beyond the places"),
            say(lang, "#Tạm dừng", "#Held"),
            say(lang, "#Không thuộc diện", "#Excluded"),
            say(lang, "#Chưa đủ căn cứ", "#Insufficient evidence"),
        ],
        &rows,
    )
}

/// Who is commended at a stage, how sure their rank is, and what is paid; others where they are named.
fn commended(step: &Step, stage: &str, lang: Lang, also: &[&str]) -> String {
    let wanted = |own: &&Decision| {
        own.stage().as_str() == stage
            && (matches!(own.state(), State::Commend | State::EligibleOverQuota)
                || also.contains(&own.subject().as_str()))
    };
    let rows: Vec<Vec<String>> = step
        .decisions
        .all()
        .iter()
        .filter(wanted)
        .map(|own| {
            let money = own.paid().and_then(|paid| paid.amount());
            let advice = step.decisions.advice(own).ok().flatten();
            vec![
                names::subject(own.subject().as_str(), lang).to_owned(),
                names::state(own.state(), lang).to_owned(),
                advice
                    .map_or_else(|| "–".to_owned(), |advice| format!("{}–{}", advice.best(), advice.worst())),
                match money.map(|money| money.to_string()).as_deref() {
                    None => "–".to_owned(),
                    // of several awards decided together one is paid, the highest
                    Some("0") => say(lang, "theo mức cao hơn", "with the higher award").to_owned(),
                    Some(money) => dong(money, lang),
                },
            ]
        })
        .collect();
    table(
        &label(step.decisions.policy(), stage, lang),
        &[
            say(lang, "Ai", "Who"),
            say(lang, "Kết quả", "Outcome"),
            say(lang, "#Hạng có thể trong nhóm", "#Possible ranks in their group"),
            say(lang, "#Tiền thưởng", "#Money"),
        ],
        &rows,
    )
}

/// An amount of money, its thousands apart.
pub fn dong(amount: &str, lang: Lang) -> String {
    let mut out = String::new();
    for (at, digit) in amount.chars().enumerate() {
        if at > 0 && (amount.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let out = if lang == Lang::Vi { out.replace(',', ".") } else { out };
    format!("{}\u{a0}₫", decimal(out, Lang::En))
}
