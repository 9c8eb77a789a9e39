//! What is wrong with the estimates given to a method of ranking.

use super::codes;

codes! {
    /// What should be a statistical number and is NaN or infinite.
    NOT_FINITE "not-finite"
        en "`{value}` is not a finite number" / "leave out what was not measured; give finite numbers"
        vi "`{value}` không phải số hữu hạn" / "bỏ ra những gì không đo được; chỉ cho số hữu hạn"
    /// Two lists that must be of one length.
    LENGTH_MISMATCH "length-mismatch"
        en "{what} must have {expected} entries, found {found}" / "give one entry for each unit, in the same order"
        vi "{what} phải có {expected} mục, lại gặp {found}" / "cho mỗi đơn vị một mục, theo cùng thứ tự"
    /// Fewer entries than a method can work with.
    TOO_FEW "too-few"
        en "{what} must have at least {expected} entries, found {found}" / "add entries, or do without this method"
        vi "{what} phải có ít nhất {expected} mục, lại gặp {found}" / "hãy thêm mục, hoặc không dùng phương pháp này"
    /// Covariances that no quantities can have.
    NOT_COVARIANCE "not-covariance"
        en "the covariances are not possible: {why}" / "give the symmetric matrix of covariances of the estimates"
        vi "các hiệp phương sai không thể có: {why}" / "cho ma trận hiệp phương sai đối xứng của các ước lượng"
    /// A statistic that does not exist for these values.
    UNDEFINED "undefined"
        en "{what} cannot be told: {why}" / "this method says nothing about such values; report them as they are"
        vi "không xác định được {what}: {why}" / "phương pháp này không nói gì về các giá trị như vậy; hãy báo cáo nguyên trạng"
}
