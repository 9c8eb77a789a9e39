//! What is wrong with a scheme, and with what a ledger gives it.

use super::codes;

codes! {
    /// A kind of contribution that a scheme does not have.
    UNKNOWN_KIND "unknown-kind"
        en "the scheme has no kind `{id}`" / "correct the kind, add it to `kinds`, or list it under `ignores`"
        vi "quy chế không có loại `{id}`" / "hãy sửa tên loại, thêm vào `kinds`, hoặc liệt kê trong `ignores`"
    /// A component that a scheme does not have.
    UNKNOWN_COMPONENT "unknown-component"
        en "the scheme has no component `{id}`" / "use the id of a component"
        vi "quy chế không có thành phần `{id}`" / "hãy dùng mã của một thành phần"
    /// A kind that takes points away without being marked as a deduction.
    TAKES_AWAY "takes-away"
        en "`{id}` can come to fewer than 0 points and is no deduction" / "mark it `deduction: true`, so that it must be verified and a certified cause lifts it, or give it no points below 0"
        vi "`{id}` có thể ra điểm âm mà không phải mục trừ điểm" / "hãy ghi `deduction: true` để phải được xác minh và được miễn khi có nguyên nhân khách quan, hoặc không cho điểm âm"
    /// A deduction that can give points.
    DEDUCTION_GIVES "deduction-gives"
        en "the deduction `{id}` can give points" / "give it no points above 0, or make two kinds of it"
        vi "mục trừ điểm `{id}` lại có thể cộng điểm" / "không cho điểm dương, hoặc tách thành hai loại"
    /// Caps on a kind whose points are averaged.
    CAPPED_MEAN "capped-mean"
        en "the points of `{id}` are averaged, so a cap on their sum means nothing" / "take the caps away, or put it in a component that sums"
        vi "điểm của `{id}` được lấy trung bình nên trần của tổng không có nghĩa" / "hãy bỏ trần, hoặc đưa vào thành phần cộng dồn"
    /// A requirement without bounds.
    NOTHING_REQUIRED "nothing-required"
        en "the requirement {what} requires nothing" / "give it a bound"
        vi "điều kiện {what} không đòi hỏi gì" / "hãy cho nó một giới hạn"
    /// A contribution without a quantity that its kind reads.
    MISSING_QUANTITY "missing-quantity"
        en "a contribution of kind `{kind}` does not give the quantity `{name}`" / "add the quantity to the record"
        vi "một đóng góp loại `{kind}` không ghi số lượng `{name}`" / "hãy thêm số lượng đó vào bản ghi"
    /// A contribution without an attribute that its kind reads.
    MISSING_ATTRIBUTE "missing-attribute"
        en "a contribution of kind `{kind}` does not give the attribute `{name}`" / "add the attribute to the record"
        vi "một đóng góp loại `{kind}` không ghi thuộc tính `{name}`" / "hãy thêm thuộc tính đó vào bản ghi"
    /// An attribute with a value that the kind does not know.
    UNKNOWN_ATTRIBUTE "unknown-attribute"
        en "kind `{kind}` knows no `{name}` of `{value}`" / "use one of {known}"
        vi "loại `{kind}` không có `{name}` là `{value}`" / "hãy dùng một trong {known}"
    /// A share that has to be declared and is not.
    SHARE_MISSING "share-missing"
        en "the credit is split by declared shares, and one is missing" / "declare the share of everybody credited"
        vi "công được chia theo tỷ lệ khai báo mà thiếu một tỷ lệ" / "hãy khai tỷ lệ của từng người"
    /// Positions that shares depend on and that are not all there.
    POSITION_MISSING "position-missing"
        en "shares depend on the position, and of {count} credited somebody has none or that of another" / "give everybody credited a `position` of their own"
        vi "tỷ lệ phụ thuộc vào thứ tự, mà trong {count} người được ghi công có người không có thứ tự hoặc trùng thứ tự" / "hãy cho mỗi người một `position` riêng"
    /// Steps of points that nothing declared can deal out.
    SPLIT_TIE "split-tie"
        en "equal remainders share a step that cannot be halved" / "give everybody credited a `position`, or split without `step`"
        vi "các số dư bằng nhau tranh nhau một bước điểm không chia được" / "hãy cho mỗi người một `position`, hoặc chia không dùng `step`"
    /// A period without both ends.
    OPEN_PERIOD "open-period"
        en "the period is open: it lacks its first or its last day" / "name both"
        vi "kỳ còn để ngỏ: thiếu ngày đầu hoặc ngày cuối" / "hãy ghi cả hai"
}
