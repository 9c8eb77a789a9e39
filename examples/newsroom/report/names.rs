//! What people call the units, the states and the steps of this story, in both languages.

use thidua::Lang;
use thidua::recognition::{Phase, State};

use crate::files::say;

/// Units.
const UNITS: [(&str, &str, &str); 9] = [
    ("thoi-su", "Thời sự", "Current affairs"),
    ("cong-nghiep", "Công nghiệp", "Industry"),
    ("thuong-mai", "Thương mại", "Trade"),
    ("kinh-te", "Kinh tế", "Economy"),
    ("da-phuong-tien", "Đa phương tiện", "Multimedia"),
    ("cong-nghe", "Công nghệ", "Technology"),
    ("du-lieu-ban-doc", "Dữ liệu bạn đọc", "Reader data"),
    ("kinh-doanh-so", "Kinh doanh số", "Digital business"),
    ("van-phong", "Văn phòng", "Office"),
];

/// Those who take the steps.
const PEOPLE: [(&str, &str, &str); 4] = [
    (crate::council::SECRETARY, "Thư ký hội đồng", "Secretary of the council"),
    (crate::council::TELLER, "Ban kiểm phiếu", "Tellers"),
    (crate::council::DIRECTOR, "Tổng biên tập", "Editor-in-chief"),
    (crate::council::BOARD, "Hội đồng giải quyết kiến nghị", "Board of appeals"),
];

/// A unit by its name; anybody else by the id they go by.
pub fn subject(id: &str, lang: Lang) -> &str {
    UNITS.iter().find(|(own, ..)| *own == id).map_or(id, |(_, vi, en)| say(lang, vi, en))
}

/// Whoever does a step.
pub fn person(id: &str, lang: Lang) -> &str {
    PEOPLE.iter().find(|(own, ..)| *own == id).map_or(id, |(_, vi, en)| say(lang, vi, en))
}

/// A state, as people say it.
pub fn state(state: &State, lang: Lang) -> &'static str {
    match state {
        State::Commend => say(lang, "đề nghị khen", "commended"),
        State::EligibleOverQuota => say(lang, "đủ điều kiện, ngoài chỉ tiêu", "eligible, beyond the places"),
        State::None => say(lang, "không xét", "neither"),
        State::Support => say(lang, "hỗ trợ", "support"),
        State::CritiqueProposed => say(lang, "đề nghị phê bình", "critique proposed"),
        State::InsufficientEvidence => say(lang, "chưa đủ căn cứ", "insufficient evidence"),
        State::Excluded(_) => say(lang, "không thuộc diện xét", "excluded by rule"),
        State::Held(_) => say(lang, "tạm dừng xét", "held"),
    }
}

/// A step, as people say it.
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Draft => say(lang, "dự thảo", "draft"),
        Phase::Proposed => say(lang, "đề nghị", "proposed"),
        Phase::Notified => say(lang, "thông báo", "notified"),
        Phase::Responded => say(lang, "trả lời", "replied"),
        Phase::Voted => say(lang, "bỏ phiếu", "voted"),
        Phase::Decided => say(lang, "quyết định", "decided"),
        Phase::Appealed => say(lang, "kiến nghị", "appealed"),
        Phase::Overdue => say(lang, "quá hạn trả lời kiến nghị", "answer to the appeal overdue"),
        Phase::Upheld => say(lang, "giữ nguyên", "upheld"),
        Phase::Reversed => say(lang, "huỷ quyết định", "reversed"),
        Phase::Expired => say(lang, "hết hiệu lực", "expired"),
        Phase::Revoked => say(lang, "thu hồi", "revoked"),
    }
}
