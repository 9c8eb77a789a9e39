//! What checking a pack finds doubtful.

use super::keys;

keys! {
    LINT_LEVEL_GAP "level-gap" en "scores below {from} have no level" vi "điểm dưới {from} không thuộc mức nào"
    LINT_BAND_END "band-end" en "answers {side} {at} fall in no band and are refused" vi "câu trả lời {side} {at} không thuộc bậc nào và bị từ chối"
    LINT_UNREACHABLE_LEVEL "unreachable-level" en "level {level} begins at {from}, above the most anyone can score, {max}" vi "mức {level} bắt đầu từ {from}, cao hơn điểm tối đa {max}"
    LINT_LEVEL_NEVER_MET "unreachable-level" en "the condition of level {level} cannot be met by any answers" vi "không câu trả lời nào đạt được điều kiện của mức {level}"
    LINT_CONDITION_FALLS "not-monotone" en "a better answer can break the condition of {what}: it asks for less, not for more" vi "trả lời tốt hơn có thể làm điều kiện của {what} không đạt: điều kiện này đòi ít đi chứ không đòi nhiều lên"
    LINT_GATE_NEVER_FAILS "gate-never-fails" en "the condition {gate} holds whatever is answered" vi "điều kiện {gate} luôn đạt dù trả lời thế nào"
    LINT_GATE_NEVER_PASSES "gate-never-passes" en "the condition {gate} cannot be met by any answers" vi "không câu trả lời nào đạt được điều kiện {gate}"
    LINT_NO_EFFECT "no-effect" en "no answer to {criterion} can move the score" vi "trả lời {criterion} thế nào cũng không đổi điểm"
    LINT_WEIGHT_SUM "weight-sum" en "the weights under {node} sum to {sum}, not to {wanted}" vi "trọng số dưới {node} cộng lại là {sum}, không phải {wanted}"
    LINT_WEIGHT_UNREAD "weight-unread" en "{node} has a weight that its parent does not read" vi "{node} có trọng số mà nút cha không dùng"
    LINT_UNEQUAL_MAXIMA "unequal-maxima" en "the parts averaged under {node} have different maxima, so their weights are not what they seem" vi "các mục được lấy trung bình dưới {node} có điểm tối đa khác nhau nên trọng số không như vẻ ngoài"
    LINT_DOMINANT "dominant" en "{criterion} alone decides {points} of the {range} points there are, more than half" vi "riêng {criterion} quyết định {points} trong {range} điểm, quá một nửa"
    LINT_BELOW_PRIMARY "below-primary" en "{what} rests on a source below primary: {title} ({grade})" vi "{what} dựa trên nguồn chưa phải nguồn gốc: {title} ({grade})"
    LINT_UNREAD_PARAMETER "unread-parameter" en "nothing reads the parameter {parameter}" vi "không chỗ nào dùng tham số {parameter}"
    LINT_OPEN_PARAMETER "open-parameter" en "the parameter {parameter} is open: what depends on it is undetermined" vi "tham số {parameter} còn mở: những gì phụ thuộc nó chưa xác định"
    LINT_FALLS "not-monotone" en "more can mean fewer points for {criterion}, at {at}" vi "ở {criterion}, nhiều hơn lại có thể ít điểm hơn, tại {at}"
    LINT_LADDER_FALLS "not-monotone" en "completing the part before {node} can lower the score: {node} can have fewer than 0 points" vi "hoàn thành phần đứng trước {node} có thể làm giảm điểm: {node} có thể dưới 0 điểm"
    LINT_SILENCE_PAYS "silence-pays" en "not answering {criterion} leaves the denominator, so an honest low answer can lower the score" vi "bỏ trống {criterion} thì không tính vào mẫu số, nên trả lời thật mà thấp có thể làm giảm điểm"
    SIDE_BELOW "side-below" en "below" vi "dưới"
    SIDE_FROM "side-from" en "beyond" vi "vượt"
    LINT_MEAN_FALLS "not-monotone-mean" en "{kind} is averaged, so one more that is verified but below the mean lowers it" vi "{kind} được lấy trung bình, nên thêm một mục đã xác minh mà dưới trung bình sẽ làm giảm điểm"
    LINT_CAPS_CROSS "not-monotone-caps" en "the caps of {kind} are not each within the next, such as days, months and the period: good work that one lets count first and another then cuts can push out other work" vi "các trần của {kind} không nằm lồng nhau theo thứ tự áp dụng, như ngày, tháng rồi kỳ: việc tốt được trần này tính trước rồi bị trần kia cắt có thể đẩy việc khác ra"
    LINT_CAPS_ACROSS "not-monotone-shared" en "the cap holds for kinds of several components: good work in one that weighs little, or is withheld, can push out work in another" vi "trần áp chung cho nhiều thành phần: việc tốt ở thành phần trọng số nhỏ, hoặc được giữ lại không công bố, có thể đẩy việc ở thành phần khác ra"
    LINT_RANKS_ON_DECAY "ranks-on-decay" en "ranks come from exact scores, and decay makes differences that no published score shows" vi "thứ hạng lấy từ điểm chính xác, mà suy giảm tạo ra chênh lệch không thấy ở điểm công bố"
    LINT_EMPTY_COMPONENT "empty-component" en "no kind belongs to the component {component}" vi "không loại nào thuộc thành phần {component}"
    LINT_DOMINANT_COMPONENT "dominant-component" en "the component {component} has {weight} of the weight {all}, more than half" vi "thành phần {component} chiếm {weight} trong trọng số {all}, quá một nửa"
}
