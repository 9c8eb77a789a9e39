//! What is wrong with the figures of a cohort, or with a method for them.

use super::codes;

codes! {
    /// A column that a pack reads and a table does not have.
    UNKNOWN_COLUMN "unknown-column"
        en "the table has no column `{name}`" / "give the column, under the name that the pack reads"
        vi "bảng không có cột `{name}`" / "hãy cho cột đó, đúng tên mà bộ quy tắc đọc"
    /// A cell that a pack reads as a number and that is none.
    BAD_CELL "bad-cell"
        en "`{value}` is no number, and stands for `{subject}` in the column `{column}`" / "write a plain decimal such as 12.5; leave the cell empty where the figure is missing, or name what stands there in `missing`"
        vi "`{value}` không phải số, và đứng ở ô của `{subject}` trong cột `{column}`" / "hãy viết số thập phân như 12.5; để trống ô nếu thiếu số liệu, hoặc khai ký hiệu đó trong `missing`"
    /// A subject without a name.
    NO_NAME "no-name"
        en "a subject has no name" / "name it, or take the row out"
        vi "có đối tượng không tên" / "hãy ghi tên, hoặc bỏ dòng đó"
    /// Values over which a method is not defined.
    DEGENERATE "degenerate"
        en "`{name}` cannot be put through `{method}`: {why}" / "leave it out, choose another method for it, or declare what then holds where the method has a key for it"
        vi "không thể áp dụng `{method}` cho `{name}`: {why_vi}" / "hãy bỏ ra, chọn phương pháp khác, hoặc khai điều áp dụng khi đó nếu phương pháp có khóa cho việc này"
    /// A part that is not above 0 where a mean takes logarithms or reciprocals.
    NOT_POSITIVE "not-positive"
        en "`{name}` of `{subject}` is {value}, and {method} needs numbers above 0" / "normalise to a range above 0, or declare `not_positive` where the mean is declared"
        vi "`{name}` của `{subject}` là {value}, mà {method} cần số lớn hơn 0" / "hãy chuẩn hóa về khoảng lớn hơn 0, hoặc khai `not_positive` ở chỗ khai trung bình"
    /// Judgements that contradict each other more than is allowed.
    INCONSISTENT "inconsistent"
        en "the comparisons of `{name}` have a consistency ratio of {found}, above {limit}" / "ask again about the pairs that contradict each other, or allow more with `most_inconsistent`"
        vi "các so sánh của `{name}` có tỷ số nhất quán {found}, vượt {limit}" / "hãy hỏi lại các cặp mâu thuẫn, hoặc nới bằng `most_inconsistent`"
    /// A factor of an analysis that changes nothing.
    NO_EFFECT "no-effect"
        en "the factor `{name}` changes nothing: {why}" / "take it out of the analysis, or let it vary something that this index uses"
        vi "yếu tố `{name}` không làm thay đổi gì: {why_vi}" / "hãy bỏ nó khỏi phép phân tích, hoặc cho nó biến đổi điều mà chỉ số này dùng đến"
    /// A method that compares subjects with each other, asked about one that was not among them.
    NEEDS_COHORT "needs-cohort"
        en "`{name}` compares subjects with each other by `{method}`, so one that was not among them has no value" / "compute the index of all of them together"
        vi "`{name}` so sánh các đối tượng với nhau bằng `{method}` nên đối tượng không nằm trong đó không có giá trị" / "hãy tính chỉ số cho tất cả cùng lúc"
    /// A method whose library is not part of the build.
    NEEDS_FEATURE "needs-feature"
        en "this needs the feature {feature}, which this build does not have" / "build the library with the feature, or choose another method"
        vi "việc này cần tính năng {feature} mà bản dựng này không có" / "hãy dựng thư viện kèm tính năng đó, hoặc chọn phương pháp khác"
    /// What was fitted to a cohort by another pack than the one it is read for.
    FROZEN_OTHERWISE "frozen-otherwise"
        en "this was frozen by `{found}`, and is read for `{wanted}`, which is another text" / "load the very pack it was frozen by, or freeze the cohort again"
        vi "tệp này được đóng băng theo `{found}` mà lại đọc cho `{wanted}`, một văn bản khác" / "hãy nạp đúng bộ quy tắc đã dùng khi đóng băng, hoặc đóng băng lại khối"
    /// A key of a node that nodes of its kind do not have.
    MISPLACED_FIELD "misplaced-field"
        en "{kind} has no `{field}`" / "remove it, or put it at the node it is meant for"
        vi "{kind_vi} không có `{field}`" / "hãy bỏ đi, hoặc đặt ở đúng nút cần"
    /// What an indicator says of a stage that the pack does not have.
    STAGE_MISSING "stage-missing"
        en "`{id}` says how to `{stage}`, and the pack has no such stage" / "add it to `stages` in its place, with what holds for the other indicators"
        vi "`{id}` nêu cách `{stage}` mà bộ quy tắc không có bước này" / "hãy thêm bước đó vào đúng chỗ trong `stages`, kèm điều áp dụng cho các chỉ tiêu khác"
    /// A subject that is not in the table.
    UNKNOWN_SUBJECT "unknown-subject"
        en "there is no subject `{id}`" / "use a name of the table"
        vi "không có đối tượng `{id}`" / "hãy dùng một tên có trong bảng"
}
