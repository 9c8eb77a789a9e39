//! What is wrong with a pack of any kind, and with choosing one.

use super::codes;

codes! {
    /// The same id twice.
    DUPLICATE_ID "duplicate-id"
        en "the id `{id}` is used twice" / "give each its own id"
        vi "mã `{id}` dùng hai lần" / "mỗi mục phải có mã riêng"
    /// A node that is not in the tree.
    UNKNOWN_NODE "unknown-node"
        en "there is no node `{id}`" / "use the id of a node of this framework"
        vi "không có nút `{id}`" / "hãy dùng mã của một nút trong bộ chỉ số này"
    /// A parameter that is not declared.
    UNKNOWN_PARAMETER "unknown-parameter"
        en "there is no parameter `{id}`" / "name one that is there, or declare it under `parameters` and read it"
        vi "không có tham số `{id}`" / "hãy dùng tham số đã có, hoặc khai báo trong `parameters` và dùng đến nó"
    /// A level that is not declared.
    UNKNOWN_LEVEL "unknown-level"
        en "there is no level `{id}`" / "use the id of one of the levels"
        vi "không có mức `{id}`" / "hãy dùng mã của một mức đã khai báo"
    /// A citation that is not declared.
    UNKNOWN_CITATION "unknown-citation"
        en "there is no citation `{id}`" / "declare it under `citations`"
        vi "không có trích dẫn `{id}`" / "hãy khai báo trong `citations`"
    /// Something that must be cited and is not.
    UNCITED "uncited"
        en "`{id}` cites no source" / "add `cite` with the id of a citation"
        vi "`{id}` không trích nguồn" / "hãy thêm `cite` với mã của một trích dẫn"
    /// Two bands or periods that hold the same value.
    OVERLAP "overlap"
        en "{what} overlap at {at}" / "let each begin where the one before ends"
        vi "{what} chồng lên nhau tại {at}" / "cho mỗi khoảng bắt đầu đúng chỗ khoảng trước kết thúc"
    /// Values between two bands that neither holds.
    GAP "gap"
        en "{what} leave a gap between {from} and {until}" / "let each begin where the one before ends"
        vi "{what} để hở từ {from} đến {until}" / "cho mỗi khoảng bắt đầu đúng chỗ khoảng trước kết thúc"
    /// Things that must ascend and do not.
    NOT_ASCENDING "not-ascending"
        en "{what} must ascend: {next} does not come after {previous}" / "put them in ascending order"
        vi "{what} phải tăng dần: {next} không đứng sau {previous}" / "hãy sắp theo thứ tự tăng dần"
    /// A list that must hold something.
    EMPTY "empty"
        en "{what} must hold at least one entry" / "add one"
        vi "{what} phải có ít nhất một mục" / "hãy thêm một mục"
    /// A number outside what its place allows.
    OUT_OF_BOUNDS "out-of-bounds"
        en "{what} is {value}, outside {bounds}" / "correct the number"
        vi "{what} là {value}, nằm ngoài {bounds}" / "hãy sửa con số"
    /// A declared maximum that the children do not add up to.
    MAXIMUM_MISMATCH "maximum-mismatch"
        en "`{id}` declares a maximum of {declared}, its children give {found}" / "correct the maximum, the points or the weights"
        vi "`{id}` khai điểm tối đa {declared}, các mục con cho {found}" / "hãy sửa điểm tối đa, điểm hoặc trọng số"
    /// A node that is neither a leaf nor an inner node, or both.
    NODE_SHAPE "node-shape"
        en "`{id}` must have either `scale`, or `aggregate` and `children`, or `open` with `max`" / "keep exactly one of the three"
        vi "`{id}` phải có hoặc `scale`, hoặc `aggregate` và `children`, hoặc `open` với `max`" / "chỉ giữ một trong ba"
    /// A choice written with none or several of its alternatives.
    ONE_OF "one-of"
        en "one of {expected} is needed, found {found}" / "write one of them"
        vi "cần một trong {expected}, lại gặp {found}" / "hãy viết một trong số đó"
    /// A parameter with neither values nor a mark, or with both.
    PARAMETER_SHAPE "parameter-shape"
        en "the parameter `{id}` must have a value, or be `open`, or be `required`, and only one of these" / "give a `value` with its `cite`, or mark it"
        vi "tham số `{id}` phải có giá trị, hoặc `open`, hoặc `required`, và chỉ một trong ba" / "cho `value` kèm `cite`, hoặc đánh dấu"
    /// A file that extends a pack in a way the pack does not allow.
    CANNOT_EXTEND "cannot-extend"
        en "`{id}` cannot be changed here: {why}" / "an extending file adds to a pack, tightens it and sets its open or required parameters; what the pack says stays"
        vi "không thể đổi `{id}` ở đây: {why}" / "tệp mở rộng chỉ thêm vào, siết chặt hơn và đặt tham số mở hoặc bắt buộc; điều bộ quy tắc đã nói thì giữ nguyên"
    /// A pack extended by a file that names another.
    WRONG_BASE "wrong-base"
        en "the file extends `{wanted}`, not `{found}`" / "extend the edition the file names"
        vi "tệp này mở rộng `{wanted}`, không phải `{found}`" / "hãy mở rộng đúng phiên bản mà tệp nêu"
    /// A file that needs the pack it extends.
    NEEDS_BASE "needs-base"
        en "the file extends `{base}`, which is not at hand" / "load `{base}` and extend it with this file"
        vi "tệp này mở rộng `{base}`, hiện không có sẵn" / "hãy nạp `{base}` rồi mở rộng bằng tệp này"
    /// A pack nobody bundled.
    UNKNOWN_PACK "unknown-pack"
        en "there is no bundled pack `{id}`" / "the bundled packs are {known}"
        vi "không có bộ quy tắc đi kèm `{id}`" / "các bộ đi kèm là {known}"
    /// No edition in force on the date.
    NO_EDITION "no-edition"
        en "no edition of `{id}` is in force on {on}" / "the editions are {known}"
        vi "không có phiên bản nào của `{id}` có hiệu lực ngày {on}" / "các phiên bản là {known}"
    /// Two editions in force on the date.
    TWO_EDITIONS "two-editions"
        en "two editions of `{id}` apply on {on}: {found}" / "name the edition, or say what it applies to"
        vi "hai phiên bản của `{id}` cùng áp dụng ngày {on}: {found}" / "hãy nêu phiên bản, hoặc nêu đối tượng áp dụng"
    /// A case inside a pack that the pack does not pass.
    TEST_FAILED "test-failed"
        en "the pack's test `{name}` expects {expected}, found {found}" / "correct the rule or the test"
        vi "bài thử `{name}` của bộ quy tắc cần {expected}, lại ra {found}" / "hãy sửa quy tắc hoặc bài thử"
    /// A pack of another kind than the one asked for.
    OTHER_KIND "other-kind"
        en "this pack is a {found}, not a {expected}" / "load it as a {found}, or give a {expected}"
        vi "bộ quy tắc này thuộc loại {found}, không phải {expected}" / "hãy nạp nó như {found}, hoặc đưa một {expected}"
}
