//! What is wrong with the answers given to a framework.

use super::codes;

codes! {
    /// An answer to a criterion that does not exist.
    UNKNOWN_CRITERION "unknown-criterion"
        en "there is no criterion `{id}`" / "answer a criterion of this framework, or remove the answer"
        vi "không có tiêu chí `{id}`" / "hãy trả lời một tiêu chí của bộ chỉ số này, hoặc bỏ câu trả lời"
    /// An answer that the criterion's scale does not take.
    WRONG_ANSWER "wrong-answer"
        en "the criterion `{id}` takes {expected}, found {found}" / "answer with {expected}"
        vi "tiêu chí `{id}` nhận {expected}, lại gặp {found}" / "hãy trả lời bằng {expected}"
    /// An answer that is not an option of the rubric.
    NOT_AN_OPTION "not-an-option"
        en "`{value}` is not an option of `{id}`" / "the options are {expected}"
        vi "`{value}` không phải lựa chọn của `{id}`" / "các lựa chọn là {expected}"
    /// An answer outside the range of its scale.
    OUT_OF_RANGE "out-of-range"
        en "{value} is outside the range of `{id}`, {range}" / "correct the answer"
        vi "{value} nằm ngoài khoảng của `{id}`, {range}" / "hãy sửa câu trả lời"
    /// A value that falls in no band.
    NO_BAND "no-band"
        en "{value} falls in no band of `{id}`" / "the bands are {bands}"
        vi "{value} không rơi vào bậc nào của `{id}`" / "các bậc là {bands}"
    /// A part larger than its whole.
    PART_OVER_WHOLE "part-over-whole"
        en "the part {part} is larger than the whole {whole} in `{id}`" / "correct the two counts"
        vi "phần {part} lớn hơn tổng {whole} ở `{id}`" / "hãy sửa hai số đếm"
    /// A whole of zero.
    ZERO_WHOLE "zero-whole"
        en "the whole of `{id}` is zero, so there is no share" / "answer not applicable, with the reason, if there is nothing to count"
        vi "tổng của `{id}` bằng không nên không có tỷ lệ" / "nếu không có gì để đếm, hãy trả lời không áp dụng kèm lý do"
    /// Contradictory parts of one answer.
    ANSWER_SHAPE "answer-shape"
        en "the answer to `{id}` must be a value, or `not_applicable`, or a `status`" / "keep exactly one of them"
        vi "câu trả lời cho `{id}` phải là một giá trị, hoặc `not_applicable`, hoặc `status`" / "chỉ giữ một trong ba"
    /// A claim of not applicable without a reason.
    NEEDS_REASON "needs-reason"
        en "`{id}` is said not to apply, without a reason" / "write the reason"
        vi "`{id}` được nêu là không áp dụng mà không có lý do" / "hãy viết lý do"
    /// Evidence without a reference.
    EMPTY_REFERENCE "empty-reference"
        en "a piece of evidence of `{id}` has no reference" / "write what it is known by: a number, a link, a file's name"
        vi "một minh chứng của `{id}` không có tên gọi" / "hãy ghi số hiệu, đường dẫn hoặc tên tệp"
    /// A verified value without a verifier.
    NEEDS_VERIFIER "needs-verifier"
        en "the verified value of `{id}` names no verifier" / "add `verified_by`"
        vi "giá trị thẩm định của `{id}` không nêu người thẩm định" / "hãy thêm `verified_by`"
    /// Something depends on the date, and there is none.
    NEEDS_DATE "needs-date"
        en "{what} depends on the date" / "give `as_of`"
        vi "{what} phụ thuộc vào ngày" / "hãy cho `as_of`"
    /// A required parameter without a value on the date.
    PARAMETER_REQUIRED "parameter-required"
        en "the parameter `{id}` has no value on this date" / "check `as_of`; a required parameter is set in a file that extends the pack"
        vi "tham số `{id}` không có giá trị vào ngày này" / "hãy kiểm tra `as_of`; tham số bắt buộc được đặt trong tệp mở rộng bộ quy tắc"
    /// An answer given twice.
    ANSWERED_TWICE "answered-twice"
        en "the criterion `{id}` is answered twice" / "keep one answer"
        vi "tiêu chí `{id}` được trả lời hai lần" / "chỉ giữ một câu trả lời"
}
