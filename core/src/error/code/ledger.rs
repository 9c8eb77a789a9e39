//! What is wrong with the records of a ledger and of a roster.

use super::codes;

codes! {
    /// A day nobody can mean.
    IMPLAUSIBLE_DATE "implausible-date"
        en "{day} is not a day anybody can mean" / "write a day from {first} to {last}"
        vi "{day} không thể là ngày được định ghi" / "hãy viết một ngày từ {first} đến {last}"
    /// A day that comes before one it has to follow.
    TOO_EARLY "too-early"
        en "`{field}` is {day}, too early: `{other}` is {than}" / "correct one of the two days"
        vi "`{field}` là {day}, quá sớm: `{other}` là {than}" / "hãy sửa một trong hai ngày"
    /// Two stretches of days that hold the same day.
    OVERLAPPING_DAYS "overlapping-days"
        en "two stretches of {what} hold {day}" / "let each begin after the day on which the one before ends"
        vi "hai khoảng của {what} cùng chứa {day}" / "cho mỗi khoảng bắt đầu sau ngày cuối của khoảng trước"
    /// Shares that are not the whole.
    SHARES_SUM "shares-sum"
        en "the shares of `{id}` sum to {sum}, not to 1" / "write shares that sum to exactly 1, such as 1/3 and 2/3, or none at all"
        vi "các phần của `{id}` cộng lại là {sum}, không phải 1" / "viết các phần có tổng đúng bằng 1, như 1/3 và 2/3, hoặc không viết phần nào"
    /// Shares that only some of the credits declare.
    SHARES_PARTLY "shares-partly"
        en "`{id}` declares a share for some, and none for `{to}`" / "declare a share for each credit, or for none"
        vi "`{id}` khai phần cho một số người mà không khai cho `{to}`" / "khai phần cho mọi người, hoặc không khai cho ai"
    /// The same contributor credited twice in one contribution.
    CREDITED_TWICE "credited-twice"
        en "`{id}` is credited to `{to}` twice" / "keep one credit, with the sum of the shares"
        vi "`{id}` ghi công `{to}` hai lần" / "chỉ giữ một lần ghi công, với tổng các phần"
    /// Two credits with the same place.
    POSITION_TWICE "position-twice"
        en "two credits of `{id}` have the position {position}" / "give each its own position"
        vi "hai lần ghi công của `{id}` cùng có vị trí {position}" / "cho mỗi lần một vị trí riêng"
    /// A status that contradicts the verifier named.
    STATUS_CONTRADICTS "status-contradicts"
        en "`{id}` is said to be only claimed, and to be verified by `{by}`" / "leave out `status` or `verified_by`"
        vi "`{id}` vừa được ghi là mới khai, vừa được `{by}` thẩm định" / "hãy bỏ `status` hoặc `verified_by`"
    /// Somebody who judges in their own cause.
    NOT_INDEPENDENT "not-independent"
        en "`{by}` is not independent in `{id}`: {why}" / "let somebody else do it, and name them"
        vi "`{by}` không độc lập trong `{id}`: {why}" / "hãy để người khác làm và ghi tên mã của họ"
    /// A record that corrects itself.
    SELF_REFERENCE "self-reference"
        en "`{id}` corrects itself" / "name the contribution that this one stands in for"
        vi "`{id}` tự đính chính chính mình" / "hãy ghi mã của đóng góp được thay thế"
    /// Something recorded where staff had not been told.
    NOT_DISCLOSED "not-disclosed"
        en "staff had not been told that `{id}` would be recorded: {why}" / "what staff do not know of may not be used (Luật 91/2025/QH15, Điều 25): declare the `collection` with the day they were told as `disclosed`, or accept undisclosed records by option, which counts them"
        vi "người lao động chưa được báo rằng `{id}` sẽ được ghi lại: {why}" / "không được dùng điều người lao động không biết là bị theo dõi (Luật 91/2025/QH15, Điều 25): hãy khai `collection` với ngày đã báo ở `disclosed`, hoặc chọn nhận các bản ghi chưa báo, khi đó chúng được đếm"
    /// A collection that is not declared.
    UNKNOWN_COLLECTION "unknown-collection"
        en "`{id}` names the collection `{collection}`, which is not declared" / "declare it in a record of its own, or give it as an option"
        vi "`{id}` nêu đợt thu thập `{collection}` chưa được khai" / "hãy khai nó trong một bản ghi riêng, hoặc cho nó làm tùy chọn"
    /// A unit the roster does not have.
    UNKNOWN_UNIT "unknown-unit"
        en "there is no unit `{id}`" / "declare it under `units`"
        vi "không có đơn vị `{id}`" / "hãy khai báo trong `units`"
    /// An id that means nobody.
    UNKNOWN_CONTRIBUTOR "unknown-contributor"
        en "nobody is known as `{id}`" / "declare the person or the unit in the roster"
        vi "không ai có mã `{id}`" / "hãy khai người hoặc đơn vị đó trong danh sách"
    /// Two heads of one unit on one day.
    TWO_HEADS "two-heads"
        en "`{unit}` has two heads on {day}: `{one}` and `{other}`" / "end one spell before the other begins"
        vi "`{unit}` có hai người đứng đầu ngày {day}: `{one}` và `{other}`" / "hãy kết thúc giai đoạn này trước khi giai đoạn kia bắt đầu"
    /// Names that lead back to themselves.
    CIRCLE "circle"
        en "this leads in a circle: {path}" / "cut the circle at one place"
        vi "các mã dẫn vòng tròn: {path}" / "hãy cắt vòng tại một chỗ"
    /// A row of a table with more or fewer cells than the header.
    ROW_WIDTH "row-width"
        en "the row has {found} cells, the header {expected}" / "write one cell for each column, and put a cell that holds a comma in quotes"
        vi "dòng có {found} ô, dòng tiêu đề có {expected}" / "mỗi cột viết một ô, và đặt ô chứa dấu phẩy trong dấu nháy kép"
    /// Rows of one contribution that say different things of it.
    ROWS_DISAGREE "rows-disagree"
        en "the rows of `{id}` say both `{one}` and `{other}` in `{column}`" / "say the same of a contribution in each of its rows, or give the rows ids of their own"
        vi "các dòng của `{id}` ghi cả `{one}` và `{other}` ở `{column}`" / "mọi dòng của một đóng góp phải ghi như nhau, hoặc cho các dòng mã riêng"
    /// A row that is right, of a contribution that another row spoils.
    ROW_SPOILT "row-spoilt"
        en "another row of `{id}` is wrong, {what}" / "put that row right: a contribution is read with all its rows or not at all"
        vi "một dòng khác của `{id}` bị sai, {what}" / "hãy sửa dòng đó: một đóng góp được đọc với mọi dòng của nó hoặc không được đọc"
    /// A reference to a record that is not in the ledger.
    UNKNOWN_RECORD "unknown-record"
        en "`{id}` is about `{of}`, which is not in the ledger" / "name a record of this ledger, or add the piece that holds it"
        vi "`{id}` nói về `{of}`, không có trong sổ" / "hãy nêu mã một bản ghi của sổ này, hoặc thêm phần sổ có bản ghi đó"
    /// A record about something of the wrong sort.
    WRONG_TARGET "wrong-target"
        en "`{id}` is about `{of}`, which is not {expected}" / "name the record it is meant to be about"
        vi "`{id}` nói về `{of}`, vốn không phải {expected}" / "hãy nêu mã của đúng bản ghi định nói đến"
    /// A contribution that two others stand in for.
    CORRECTED_TWICE "corrected-twice"
        en "`{one}` and `{other}` both correct `{of}`, which would count twice" / "reverse one of them, or let it correct the other"
        vi "`{one}` và `{other}` cùng đính chính `{of}`, sẽ tính hai lần" / "hãy hủy một trong hai, hoặc để nó đính chính cái kia"
}
