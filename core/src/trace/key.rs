//! The catalogue: every sentence of an explanation, in English and Vietnamese.

use crate::error::Lang;

macro_rules! keys {
    ($($name:ident $key:literal en $en:literal vi $vi:literal)*) => {
        /// The stable name of a sentence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Key { $($name),* }

        impl Key {
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            pub(super) const fn template(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Vi) => $vi),* }
            }
        }
    };
}

keys! {
    ReadScore "read-score" en "score of {node} is {value}; needed {sign} {bound}" vi "điểm của {node} là {value}; cần {sign} {bound}"
    ReadShare "read-share" en "share of {node} is {value}; needed {sign} {bound}" vi "tỷ lệ đạt của {node} là {value}; cần {sign} {bound}"
    ReadCoverage "read-coverage" en "coverage of {node} is {value}; needed {sign} {bound}" vi "độ phủ của {node} là {value}; cần {sign} {bound}"
    ReadMet "read-met" en "{node} has {value} of its maximum; needed 1" vi "{node} đạt {value} điểm tối đa; cần 1"
    ReadAnswer "read-answer" en "{node} is answered {answer}; needed an answer" vi "{node} trả lời {answer}; cần có câu trả lời"
    ReadAnswerAs "read-answer-as" en "{node} is answered {answer}; needed {wanted}" vi "{node} trả lời {answer}; cần {wanted}"

    RuleYes "rule-yes" en "yes: {points} points" vi "có: {points} điểm"
    RuleNo "rule-no" en "no: 0 of {points} points" vi "không: 0 trong {points} điểm"
    RuleOption "rule-option" en "{option}: {points} points" vi "{option}: {points} điểm"
    RuleBand "rule-band" en "{value} lies in {band}: {points} points" vi "{value} thuộc {band}: {points} điểm"
    RuleLinear "rule-linear" en "{value} lies between {a} ({score_a} points) and {b} ({score_b} points), in proportion" vi "{value} nằm giữa {a} ({score_a} điểm) và {b} ({score_b} điểm), tính theo tỷ lệ"
    RuleLinearEnd "rule-linear-end" en "{value} lies at or beyond {at}: {points} points" vi "{value} bằng hoặc vượt {at}: {points} điểm"
    RuleRatio "rule-ratio" en "{part} of {whole} = {share}; × {points} points" vi "{part} trên {whole} = {share}; × {points} điểm"
    RuleCount "rule-count" en "{value} counted, at most {cap}; × {each} points" vi "đếm được {value}, tính tối đa {cap}; × {each} điểm"
    RuleEntered "rule-entered" en "entered as {value}" vi "nhập trực tiếp {value}"

    RuleSum "rule-sum" en "sum of the parts" vi "tổng các mục con"
    RuleSumRescaled "rule-sum-rescaled" en "sum of the parts that apply, × {full} ÷ {applicable}" vi "tổng các mục áp dụng, × {full} ÷ {applicable}"
    RuleCappedSum "rule-capped-sum" en "sum of the parts, at most {cap}" vi "tổng các mục con, tối đa {cap}"
    RuleWeightedMean "rule-weighted-mean" en "weighted mean of the parts, total weight {weight}" vi "trung bình có trọng số, tổng trọng số {weight}"
    RuleMinimum "rule-minimum" en "the weakest part" vi "mục thấp nhất"
    RuleProportion "rule-proportion" en "{met} of {applicable} parts at their maximum, × {scale}" vi "{met} trên {applicable} mục đạt tối đa, × {scale}"
    RuleDeduction "rule-deduction" en "{from} less what the parts deduct" vi "{from} trừ điểm của các mục con"
    RuleLadder "rule-ladder" en "each part counts once the one before is complete" vi "mỗi bậc chỉ tính khi bậc trước đã trọn"
    RuleRounded "rule-rounded" en "rounded to {places} places ({rounding})" vi "làm tròn đến {places} chữ số sau dấu phẩy ({rounding})"
    RoundHalfUp "round-half-up" en "halves up" vi "nửa thì lên"
    RoundHalfEven "round-half-even" en "halves to the even digit" vi "nửa thì về chữ số chẵn"
    RoundUp "round-up" en "up" vi "lên"
    RoundDown "round-down" en "down" vi "xuống"

    NotAnswered "not-answered" en "still to answer" vi "chưa trả lời"
    NotAssessed "not-assessed" en "not assessed" vi "chưa đánh giá"
    NotVerified "not-verified" en "claimed, not verified" vi "tự đánh giá, chưa thẩm định"
    NotApplicable "not-applicable" en "not applicable: {reason}" vi "không áp dụng: {reason}"
    NotApplicableUnverified "not-applicable-unverified" en "said not to apply, without a verifier: {reason}" vi "nêu không áp dụng nhưng chưa ai thẩm định: {reason}"
    UnknownAnswer "unknown" en "unknown" vi "không rõ"
    Refused "refused" en "refused" vi "từ chối trả lời"
    Unsupported "unsupported" en "no evidence that counts" vi "không có minh chứng hợp lệ"
    PolicyLeave "policy-leave" en "leaves the denominator" vi "không tính vào mẫu số"
    PolicyMinimum "policy-minimum" en "counts as the minimum, {points}" vi "tính mức thấp nhất, {points}"
    PolicyFail "policy-fail" en "no score can be given" vi "không thể cho điểm"
    LeftOut "left-out" en "nothing here applies" vi "không có mục nào áp dụng"
    DependsOn "depends-on" en "undetermined until the parameter {parameter} is known" vi "chưa xác định khi chưa biết tham số {parameter}"

    EvidenceCounts "evidence-counts" en "evidence {ref} counts" vi "minh chứng {ref} được tính"
    EvidenceLapsed "evidence-lapsed" en "evidence {ref} lapsed on {until}, before {as_of}" vi "minh chứng {ref} hết hiệu lực ngày {until}, trước {as_of}"
    EvidenceLapses "evidence-lapses" en "evidence {ref} lapses on {until}, before publication on {publication}" vi "minh chứng {ref} hết hiệu lực ngày {until}, trước ngày công bố {publication}"
    EvidenceOutside "evidence-outside" en "evidence {ref} of {dated} lies outside the data window {from} – {until}" vi "minh chứng {ref} ngày {dated} nằm ngoài khoảng số liệu {from} – {until}"
    EvidenceUndated "evidence-undated" en "evidence {ref} has no date, so the data window was not tested" vi "minh chứng {ref} không ghi ngày nên chưa đối chiếu khoảng số liệu"
    EvidenceNone "evidence-none" en "evidence is required and none was given" vi "bắt buộc có minh chứng nhưng chưa có"

    ScoreIs "score-is" en "score {score} of {max}" vi "điểm {score} trên {max}"
    ScoreExact "score-exact" en "before rounding {exact}, published as {score}" vi "trước khi làm tròn {exact}, công bố {score}"
    ScoreUndetermined "score-undetermined" en "no score: it depends on {parameter}, which is not public" vi "chưa có điểm: phụ thuộc {parameter}, chưa công bố"
    ScoreNone "score-none" en "no score: {reason}" vi "không cho điểm: {reason}"
    ScoreNothing "score-nothing" en "no score: nothing applies" vi "không có điểm: không mục nào áp dụng"
    LevelIs "level-is" en "level {level}" vi "mức {level}"
    LevelBetween "level-between" en "level between {low} and {high}: {parameter} is not public" vi "mức nằm giữa {low} và {high}: {parameter} chưa công bố"
    LevelNone "level-none" en "no level" vi "không xếp mức"
    BelowLowest "below-lowest" en "below the lowest" vi "dưới mức thấp nhất"
    LaneClaimed "lane-claimed" en "claimed" vi "tự đánh giá"
    LaneVerified "lane-verified" en "verified" vi "thẩm định"
    CoverageIs "coverage-is" en "{answered} of {applicable} applicable criteria answered ({total} in all)" vi "{answered} trên {applicable} tiêu chí áp dụng đã có câu trả lời (tổng {total})"
    WithMinimum "with-minimum" en "with every not-applicable claim at the minimum: {score}" vi "nếu mọi mục không áp dụng tính mức thấp nhất: {score}"
    PackIs "pack-is" en "rules: {pack}, digest {digest}" vi "bộ quy tắc: {pack}, mã băm {digest}"
    AsOf "as-of" en "as of {day}" vi "tính đến ngày {day}"
    PeriodIs "period-is" en "period {from} – {until}" vi "kỳ {from} – {until}"
    SubjectIs "subject-is" en "subject {subject}" vi "đối tượng {subject}"
    BasisIs "basis-is" en "the headline counts the {lane} answers" vi "kết quả chính tính theo {lane}"
    Incomplete "incomplete" en "shown below the maximum because it is not complete" vi "hiển thị dưới mức tối đa vì chưa trọn vẹn"
    CitedGrade "cited-grade" en "{title} ({date}; {grade})" vi "{title} ({date}; {grade})"
    GradePrimary "grade-primary" en "primary source" vi "nguồn gốc"
    GradeSecondary "grade-secondary" en "secondary source" vi "nguồn thứ cấp"
    GradeWeak "grade-weak" en "weak source" vi "nguồn yếu"

    GateMet "gate-met" en "met" vi "đạt"
    GateFailed "gate-failed" en "failed" vi "không đạt"
    GateNotEvaluated "gate-not-evaluated" en "not evaluated ({because}): counts as failed" vi "không xét được ({because}): tính là không đạt"
    GateOpen "gate-open" en "undetermined ({because})" vi "chưa xác định ({because})"
    EffectCap "effect-cap" en "level at most {level}" vi "mức cao nhất là {level}"
    EffectBlock "effect-block" en "level {level} and above not reachable" vi "không đạt được mức {level} trở lên"
    EffectNoLevel "effect-no-level" en "no level" vi "không xếp mức"
    EffectNoScore "effect-no-score" en "no score" vi "không cho điểm"

    TableDerivation "table-derivation" en "How the score comes about" vi "Cách tính điểm"
    TableLevels "table-levels" en "Levels" vi "Các mức"
    TableGates "table-gates" en "Mandatory conditions" vi "Điều kiện bắt buộc"
    TableLanes "table-lanes" en "Claimed and verified" vi "Tự đánh giá và thẩm định"
    TableGaps "table-gaps" en "What can still be won, for the next level {level}: {needed} points needed" vi "Điểm còn có thể đạt, để lên mức {level}: cần thêm {needed} điểm"
    TableGapsTop "table-gaps-top" en "What can still be won" vi "Điểm còn có thể đạt"
    TableEvidence "table-evidence" en "Evidence that does not count" vi "Minh chứng không được tính"
    TableOpen "table-open" en "Still to answer" vi "Còn phải trả lời"
    TableLedger "table-ledger" en "Ledger: these lines sum to the score" vi "Sổ điểm: cộng các dòng ra đúng điểm"
    TableSources "table-sources" en "Sources" vi "Nguồn"
    ColumnId "column-id" en "Id" vi "Mã"
    ColumnLabel "column-label" en "Criterion" vi "Tiêu chí"
    ColumnScore "column-score" en "Score" vi "Điểm"
    ColumnMax "column-max" en "Of" vi "Tối đa"
    ColumnWeight "column-weight" en "Weight" vi "Trọng số"
    ColumnHow "column-how" en "How" vi "Cách tính"
    ColumnLevel "column-level" en "Level" vi "Mức"
    ColumnFrom "column-from" en "From" vi "Từ"
    ColumnReached "column-reached" en "Reached" vi "Đạt"
    ColumnGate "column-gate" en "Condition" vi "Điều kiện"
    ColumnResult "column-result" en "Result" vi "Kết quả"
    ColumnEffect "column-effect" en "If failed" vi "Nếu không đạt"
    ColumnClaimed "column-claimed" en "Claimed" vi "Tự đánh giá"
    ColumnVerified "column-verified" en "Verified" vi "Thẩm định"
    ColumnDifference "column-difference" en "Difference" vi "Chênh lệch"
    ColumnToWin "column-to-win" en "Points still to win" vi "Điểm còn có thể đạt"
    ColumnReason "column-reason" en "Reason" vi "Lý do"
    ColumnPoints "column-points" en "Points" vi "Điểm"
    ColumnSource "column-source" en "Source" vi "Nguồn"
    TotalRow "total-row" en "Total" vi "Tổng"
    Whole "whole" en "Whole framework" vi "Toàn bộ chỉ số"
    AdjustCap "adjust-cap" en "above the cap" vi "vượt mức tối đa"
    AdjustRounding "adjust-rounding" en "rounding" vi "làm tròn"
    AdjustBase "adjust-base" en "starting points" vi "điểm ban đầu"
    AdjustFloor "adjust-floor" en "raised to the floor" vi "nâng lên mức sàn"
    AnswerYes "answer-yes" en "yes" vi "có"
    AnswerNo "answer-no" en "no" vi "không"
    LintLevelGap "level-gap" en "scores below {from} have no level" vi "điểm dưới {from} không thuộc mức nào"
    LintBandEnd "band-end" en "answers {side} {at} fall in no band and are refused" vi "câu trả lời {side} {at} không thuộc bậc nào và bị từ chối"
    LintUnreachableLevel "unreachable-level" en "level {level} begins at {from}, above the most anyone can score, {max}" vi "mức {level} bắt đầu từ {from}, cao hơn điểm tối đa {max}"
    LintLevelNeverMet "unreachable-level" en "the condition of level {level} cannot be met by any answers" vi "không câu trả lời nào đạt được điều kiện của mức {level}"
    LintConditionFalls "not-monotone" en "a better answer can break the condition of {what}: it asks for less, not for more" vi "trả lời tốt hơn có thể làm điều kiện của {what} không đạt: điều kiện này đòi ít đi chứ không đòi nhiều lên"
    LintGateNeverFails "gate-never-fails" en "the condition {gate} holds whatever is answered" vi "điều kiện {gate} luôn đạt dù trả lời thế nào"
    LintGateNeverPasses "gate-never-passes" en "the condition {gate} cannot be met by any answers" vi "không câu trả lời nào đạt được điều kiện {gate}"
    LintNoEffect "no-effect" en "no answer to {criterion} can move the score" vi "trả lời {criterion} thế nào cũng không đổi điểm"
    LintWeightSum "weight-sum" en "the weights under {node} sum to {sum}, not to {wanted}" vi "trọng số dưới {node} cộng lại là {sum}, không phải {wanted}"
    LintWeightUnread "weight-unread" en "{node} has a weight that its parent does not read" vi "{node} có trọng số mà nút cha không dùng"
    LintUnequalMaxima "unequal-maxima" en "the parts averaged under {node} have different maxima, so their weights are not what they seem" vi "các mục được lấy trung bình dưới {node} có điểm tối đa khác nhau nên trọng số không như vẻ ngoài"
    LintDominant "dominant" en "{criterion} alone decides {points} of the {range} points there are, more than half" vi "riêng {criterion} quyết định {points} trong {range} điểm, quá một nửa"
    LintBelowPrimary "below-primary" en "{what} rests on a source below primary: {title} ({grade})" vi "{what} dựa trên nguồn chưa phải nguồn gốc: {title} ({grade})"
    LintUnreadParameter "unread-parameter" en "nothing reads the parameter {parameter}" vi "không chỗ nào dùng tham số {parameter}"
    LintOpenParameter "open-parameter" en "the parameter {parameter} is open: what depends on it is undetermined" vi "tham số {parameter} còn mở: những gì phụ thuộc nó chưa xác định"
    LintFalls "not-monotone" en "more can mean fewer points for {criterion}, at {at}" vi "ở {criterion}, nhiều hơn lại có thể ít điểm hơn, tại {at}"
    LintLadderFalls "not-monotone" en "completing the part before {node} can lower the score: {node} can have fewer than 0 points" vi "hoàn thành phần đứng trước {node} có thể làm giảm điểm: {node} có thể dưới 0 điểm"
    LintSilencePays "silence-pays" en "not answering {criterion} leaves the denominator, so an honest low answer can lower the score" vi "bỏ trống {criterion} thì không tính vào mẫu số, nên trả lời thật mà thấp có thể làm giảm điểm"
    SideBelow "side-below" en "below" vi "dưới"
    SideFrom "side-from" en "beyond" vi "vượt"
    Unclear "unclear" en "not clear" vi "chưa rõ"
}
