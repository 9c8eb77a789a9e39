//! What became of decisions: every step of the cases, what changes for whom, what the public sees, and what proves all of it.

use thidua::Lang;
use thidua::recognition::{Change, Decision, Policy};

use super::html::{escape, folded, paragraph, steps, table};
use super::names;
use crate::afterwards::{HELD, LATE, REVOKED, UNIT};
use crate::files::{Outcome, say};
use crate::story::Story;
use crate::titles::label;

pub fn part(story: &Story, lang: Lang) -> Outcome<String> {
    let (critiques, titles) = (&story.critiques, story.titles.decided.policy());
    let mut out = heading(say(lang, "Phê bình bị huỷ khi kiến nghị", "A critique reversed on appeal"));
    out += &paragraph(say(
        lang,
        "Kế hoạch của đơn vị Thương mại đến hạn 31/08/2026 mà chưa xong. Trưởng đơn vị xem được mọi bản ghi, trả lời, rồi kiến nghị kèm biên bản sự cố; nguyên nhân khách quan được xác nhận và quyết định bị huỷ. Phê bình tập thể không nêu tên ai.",
        "A plan of the unit Trade was due on 31 August 2026 and not done. Its head saw every record, replied, and appealed with the report of an outage; the objective cause was certified and the decision reversed. A critique of a unit names no member.",
    ));
    out += &steps(&critiques.unit, lang);
    out += &changed(
        &critiques.changes,
        critiques.decisions.policy(),
        lang,
        say(lang, "Khi nguyên nhân được xác nhận", "Once the cause is certified"),
    );
    let prefix = format!("{}-critique-", lang.code());
    let why = critiques.decisions.explain(UNIT)?.html_section(lang, 4, &prefix);
    out += &folded(say(lang, "Căn cứ của đề nghị ban đầu", "What the first proposal rested on"), &why);

    out += &heading(say(lang, "Phê bình được giữ", "A critique that stands"));
    out += &paragraph(&match lang {
        Lang::Vi => format!(
            "{LATE} nhận việc, quá hạn, được thông báo và không trả lời trong thời hạn; một người nộp muộn khác có nguyên nhân được xác nhận nên chỉ được hỗ trợ."
        ),
        Lang::En => format!(
            "{LATE} accepted a task, was late, was told, and did not reply in time; another late task has a certified cause, so what is offered is support."
        ),
    });
    out += &steps(&critiques.person, lang);

    out += &heading(say(lang, "Tạm dừng, rồi xét bổ sung", "A hold that ends"));
    out += &paragraph(&match lang {
        Lang::Vi => format!(
            "Danh hiệu của {HELD} phải chờ một khiếu nại. Khiếu nại không có căn cứ; xét lại theo đúng văn bản và cơ sở tính của năm 2026."
        ),
        Lang::En => format!(
            "The title of {HELD} waited for a complaint, which proved groundless; the edition and the base of 2026 decide."
        ),
    });
    out += &steps(&story.released.case, lang);
    out += &changed(
        &story.released.changes,
        titles,
        lang,
        say(lang, "Ai có kết quả khác", "Whose result differs"),
    );

    out += &heading(say(lang, "Danh hiệu bị thu hồi", "A title that is revoked"));
    out += &paragraph(&match lang {
        Lang::Vi => format!(
            "Sáng kiến của {REVOKED} hoá ra là của người khác. Tính lại quyết định cũ với dữ kiện đã sửa cho thấy ai lẽ ra có kết quả khác; ai được xét bổ sung là việc của hội đồng."
        ),
        Lang::En => format!(
            "The initiative of {REVOKED} turned out to be somebody else's. Replaying the old decision with the corrected fact shows whose result would have differed; whether to add anybody is for the council."
        ),
    });
    out += &steps(&story.revoked.case, lang);
    out += &changed(
        &story.revoked.changes,
        titles,
        lang,
        say(lang, "Ai lẽ ra có kết quả khác", "Whose result would have differed"),
    );
    Ok(out)
}

fn heading(text: &str) -> String {
    format!("<h3>{}</h3>\n", escape(text))
}

/// Who comes out otherwise; what differs in money alone, or on the way, is left to the files.
fn changed(changes: &[Change], policy: &Policy, lang: Lang, caption: &str) -> String {
    let state = |decision: Option<&Decision>| {
        decision.map_or_else(|| "–".to_owned(), |own| names::state(own.state(), lang).to_owned())
    };
    let rows: Vec<Vec<String>> = changes
        .iter()
        .filter(|change| change.before().map(Decision::state) != change.after().map(Decision::state))
        .map(|change| {
            let who = names::subject(change.subject().as_str(), lang).to_owned();
            vec![
                who,
                label(policy, change.stage().as_str(), lang),
                state(change.before()),
                state(change.after()),
            ]
        })
        .collect();
    table(
        caption,
        &[
            say(lang, "Ai", "Who"),
            say(lang, "Khâu", "Stage"),
            say(lang, "Trước", "Before"),
            say(lang, "Sau", "After"),
        ],
        &rows,
    )
}

/// What the public sees, and the digests by which each result is proved.
pub fn proof(story: &Story, lang: Lang) -> String {
    let mut out = paragraph(say(
        lang,
        "Bản công khai chỉ có danh hiệu đã quyết định và số người ở mỗi mức; số dưới 5, và số có thể tính ra nó, không được nêu. Không có điểm, thứ hạng cá nhân, lý do hay tên ai không được khen.",
        "The public sees titles that were decided and how many reached each level; counts under 5, and those by which they could be found, are left out. No points, no ranks of individuals, no reasons, nobody who was not commended.",
    ));
    let public = story.titles.decided.for_public().to_json();
    out += &folded(
        say(lang, "Đúng những gì công chúng thấy", "Exactly what the public sees"),
        &format!("<p><code>{}</code></p>\n", escape(&public)),
    );
    let mut rows = vec![vec![
        say(lang, "Mức độ trưởng thành", "Maturity").to_owned(),
        story.maturity.framework.name(),
        story.maturity.last().certificate().result().to_owned(),
    ]];
    let rounds = story.ratings.rounds.iter().map(|round| &round.decisions);
    for decisions in rounds.chain(story.titles.year.iter().map(|step| &step.decisions)) {
        let policy = decisions.policy();
        rows.push(vec![
            policy.title().get(lang).to_owned(),
            policy.name(),
            decisions.certificate().result().to_owned(),
        ]);
    }
    out + &table(
        say(
            lang,
            "Chứng thư: ai có cùng tệp quy tắc và dữ kiện đều tính lại được",
            "Certificates: whoever has the same rules and facts reckons the same",
        ),
        &[
            say(lang, "Kết quả", "Result"),
            say(lang, "Văn bản", "Edition"),
            say(lang, "Mã băm SHA-256", "SHA-256"),
        ],
        &rows,
    )
}
