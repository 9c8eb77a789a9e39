//! Every error code with its sentence and its help, in English and Vietnamese. One table, nothing else.

use super::Lang;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal
        en $en:literal / $help_en:literal
        vi $vi:literal / $help_vi:literal)*) => {
        /// The stable name of a mistake. New ones may be added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is printed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            pub(super) const fn message(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Vi) => $vi),* }
            }

            pub(super) const fn help(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $help_en, (Self::$name, Lang::Vi) => $help_vi),* }
            }
        }
    };
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

codes! {
    /// The text is not YAML or JSON.
    Syntax "syntax"
        en "cannot read the text: {detail}" / "check the line named for a missing quote, colon or bracket"
        vi "không đọc được văn bản: {detail}" / "xem lại dòng đã nêu: thiếu dấu nháy, hai chấm hoặc ngoặc"
    /// A YAML feature that packs do not use.
    YamlFeature "yaml-feature"
        en "{feature} is not part of the pack format" / "write the value out where it is needed"
        vi "{feature} không thuộc định dạng của bộ quy tắc" / "hãy viết hẳn giá trị ra tại chỗ cần dùng"
    /// A bare YAML word that different readers take differently.
    AmbiguousScalar "ambiguous-scalar"
        en "bare `{value}` means different things to different readers" / "write a number as 12, -3 or 0.62; put text in quotes; write `true` or `false` for a boolean; leave the key out if there is no value"
        vi "`{value}` để trần có thể bị hiểu khác nhau" / "viết số như 12, -3 hoặc 0.62; đặt trong dấu nháy nếu là chữ; viết `true` hoặc `false` nếu là đúng/sai; bỏ hẳn khóa nếu không có giá trị"
    /// The same key twice in one map.
    DuplicateKey "duplicate-key"
        en "the key `{key}` appears twice" / "keep one of them"
        vi "khóa `{key}` xuất hiện hai lần" / "chỉ giữ lại một"
    /// Nested deeper than the format allows.
    TooDeep "too-deep"
        en "nested deeper than {limit} levels" / "flatten the structure"
        vi "lồng sâu quá {limit} tầng" / "hãy làm phẳng cấu trúc"
    /// Larger than the format allows.
    TooLarge "too-large"
        en "larger than the limit of {limit}" / "split the file"
        vi "lớn hơn giới hạn {limit}" / "hãy tách tệp"
    /// A field the format does not have.
    UnknownField "unknown-field"
        en "unknown field `{field}`" / "the fields here are {expected}"
        vi "không có trường `{field}`" / "các trường ở đây là {expected}"
    /// A field that must be there.
    MissingField "missing-field"
        en "the field `{field}` is missing" / "add `{field}`"
        vi "thiếu trường `{field}`" / "hãy thêm `{field}`"
    /// A word that is not among the choices.
    UnknownChoice "unknown-choice"
        en "`{value}` is not one of the choices" / "choose one of {expected}"
        vi "`{value}` không nằm trong các lựa chọn" / "hãy chọn một trong {expected}"
    /// A value of another kind than expected.
    WrongType "wrong-type"
        en "expected {expected}, found {found}" / "write {expected}"
        vi "cần {expected}, lại gặp {found}" / "hãy viết {expected}"
    /// A binary floating-point number.
    Float "float"
        en "`{value}` is a binary floating-point number, which is not exact" / "write the decimal as text, for example \"0.62\"; in Python use Decimal(\"0.62\") or Fraction"
        vi "`{value}` là số dấu phẩy động nhị phân, không chính xác" / "hãy viết số thập phân dưới dạng chữ, ví dụ \"0.62\"; trong Python dùng Decimal(\"0.62\") hoặc Fraction"
    /// A boolean where only numbers make sense.
    BooleanNumber "boolean-number"
        en "a boolean is not a number" / "write the number itself; only a yes/no scale takes `true` or `false`"
        vi "giá trị đúng/sai không phải là số" / "hãy viết chính con số; chỉ thang có/không nhận `true` hoặc `false`"
    /// A text that is not a plain decimal.
    BadNumber "bad-number"
        en "`{value}` is not a plain decimal number" / "write a plain decimal such as 12, -3 or 0.62: no leading zero, plus sign, exponent, underscore or comma, at most 28 digits"
        vi "`{value}` không phải số thập phân thường" / "viết số như 12, -3 hoặc 0.62: không số 0 ở đầu, không dấu cộng, số mũ, gạch dưới hay dấu phẩy, nhiều nhất 28 chữ số"
    /// A result outside what can be held exactly.
    Overflow "overflow"
        en "the number is too large to be held exactly" / "use a larger unit, such as millions"
        vi "số quá lớn, không giữ được chính xác" / "hãy dùng đơn vị lớn hơn, ví dụ triệu"
    /// A text that is not a date.
    BadDate "bad-date"
        en "`{value}` is not a date" / "write year-month-day, such as 2024-10-24"
        vi "`{value}` không phải ngày" / "viết năm-tháng-ngày, ví dụ 2024-10-24"
    /// A period that ends before it begins.
    BadPeriod "bad-period"
        en "the period ends on {until}, before it begins on {from}" / "swap or correct the two dates"
        vi "kỳ kết thúc ngày {until}, trước khi bắt đầu ngày {from}" / "đổi chỗ hoặc sửa hai ngày"
    /// An id that is empty or has characters ids may not have.
    BadId "bad-id"
        en "`{value}` cannot be an id" / "use 1 to 128 characters without spaces or control characters"
        vi "`{value}` không thể làm mã" / "dùng 1 đến 128 ký tự, không có khoảng trắng hay ký tự điều khiển"
    /// An empty text where words are needed.
    EmptyText "empty-text"
        en "the text is empty" / "write it in Vietnamese and in English"
        vi "văn bản trống" / "hãy viết bằng cả tiếng Việt và tiếng Anh"

    /// The same id twice.
    DuplicateId "duplicate-id"
        en "the id `{id}` is used twice" / "give each its own id"
        vi "mã `{id}` dùng hai lần" / "mỗi mục phải có mã riêng"
    /// A node that is not in the tree.
    UnknownNode "unknown-node"
        en "there is no node `{id}`" / "use the id of a node of this framework"
        vi "không có nút `{id}`" / "hãy dùng mã của một nút trong bộ chỉ số này"
    /// A parameter that is not declared.
    UnknownParameter "unknown-parameter"
        en "there is no parameter `{id}`" / "declare it under `parameters`"
        vi "không có tham số `{id}`" / "hãy khai báo trong `parameters`"
    /// A level that is not declared.
    UnknownLevel "unknown-level"
        en "there is no level `{id}`" / "use the id of one of the levels"
        vi "không có mức `{id}`" / "hãy dùng mã của một mức đã khai báo"
    /// A citation that is not declared.
    UnknownCitation "unknown-citation"
        en "there is no citation `{id}`" / "declare it under `citations`"
        vi "không có trích dẫn `{id}`" / "hãy khai báo trong `citations`"
    /// Something that must be cited and is not.
    Uncited "uncited"
        en "`{id}` cites no source" / "add `cite` with the id of a citation"
        vi "`{id}` không trích nguồn" / "hãy thêm `cite` với mã của một trích dẫn"
    /// Two bands or periods that hold the same value.
    Overlap "overlap"
        en "{what} overlap at {at}" / "let each begin where the one before ends"
        vi "{what} chồng lên nhau tại {at}" / "cho mỗi khoảng bắt đầu đúng chỗ khoảng trước kết thúc"
    /// Values between two bands that neither holds.
    Gap "gap"
        en "{what} leave a gap between {from} and {until}" / "let each begin where the one before ends"
        vi "{what} để hở từ {from} đến {until}" / "cho mỗi khoảng bắt đầu đúng chỗ khoảng trước kết thúc"
    /// Things that must ascend and do not.
    NotAscending "not-ascending"
        en "{what} must ascend: {next} does not come after {previous}" / "put them in ascending order"
        vi "{what} phải tăng dần: {next} không đứng sau {previous}" / "hãy sắp theo thứ tự tăng dần"
    /// A list that must hold something.
    Empty "empty"
        en "{what} must hold at least one entry" / "add one"
        vi "{what} phải có ít nhất một mục" / "hãy thêm một mục"
    /// A number outside what its place allows.
    OutOfBounds "out-of-bounds"
        en "{what} is {value}, outside {bounds}" / "correct the number"
        vi "{what} là {value}, nằm ngoài {bounds}" / "hãy sửa con số"
    /// A declared maximum that the children do not add up to.
    MaximumMismatch "maximum-mismatch"
        en "`{id}` declares a maximum of {declared}, its children give {found}" / "correct the maximum, the points or the weights"
        vi "`{id}` khai điểm tối đa {declared}, các mục con cho {found}" / "hãy sửa điểm tối đa, điểm hoặc trọng số"
    /// A node that is neither a leaf nor an inner node, or both.
    NodeShape "node-shape"
        en "`{id}` must have either `scale`, or `aggregate` and `children`, or `open` with `max`" / "keep exactly one of the three"
        vi "`{id}` phải có hoặc `scale`, hoặc `aggregate` và `children`, hoặc `open` với `max`" / "chỉ giữ một trong ba"
    /// A choice written with none or several of its alternatives.
    OneOf "one-of"
        en "one of {expected} is needed, found {found}" / "write one of them"
        vi "cần một trong {expected}, lại gặp {found}" / "hãy viết một trong số đó"
    /// A parameter with neither values nor a mark, or with both.
    ParameterShape "parameter-shape"
        en "the parameter `{id}` must have a value, or be `open`, or be `required`, and only one of these" / "give a `value` with its `cite`, or mark it"
        vi "tham số `{id}` phải có giá trị, hoặc `open`, hoặc `required`, và chỉ một trong ba" / "cho `value` kèm `cite`, hoặc đánh dấu"
    /// A file that extends a pack in a way the pack does not allow.
    CannotExtend "cannot-extend"
        en "`{id}` cannot be changed here: {why}" / "an extending file may add criteria under open nodes, set open or required parameters, and add gates"
        vi "không thể đổi `{id}` ở đây: {why}" / "tệp mở rộng chỉ được thêm tiêu chí dưới nút mở, đặt tham số mở hoặc bắt buộc, và thêm điều kiện"
    /// A pack extended by a file that names another.
    WrongBase "wrong-base"
        en "the file extends `{wanted}`, not `{found}`" / "extend the edition the file names"
        vi "tệp này mở rộng `{wanted}`, không phải `{found}`" / "hãy mở rộng đúng phiên bản mà tệp nêu"
    /// A file that needs the pack it extends.
    NeedsBase "needs-base"
        en "the file extends `{base}`, which is not at hand" / "load `{base}` and extend it with this file"
        vi "tệp này mở rộng `{base}`, hiện không có sẵn" / "hãy nạp `{base}` rồi mở rộng bằng tệp này"
    /// A pack nobody bundled.
    UnknownPack "unknown-pack"
        en "there is no bundled pack `{id}`" / "the bundled packs are {known}"
        vi "không có bộ quy tắc đi kèm `{id}`" / "các bộ đi kèm là {known}"
    /// No edition in force on the date.
    NoEdition "no-edition"
        en "no edition of `{id}` is in force on {on}" / "the editions are {known}"
        vi "không có phiên bản nào của `{id}` có hiệu lực ngày {on}" / "các phiên bản là {known}"
    /// Two editions in force on the date.
    TwoEditions "two-editions"
        en "two editions of `{id}` apply on {on}: {found}" / "name the edition, or say what it applies to"
        vi "hai phiên bản của `{id}` cùng áp dụng ngày {on}: {found}" / "hãy nêu phiên bản, hoặc nêu đối tượng áp dụng"
    /// A case inside a pack that the pack does not pass.
    TestFailed "test-failed"
        en "the pack's test `{name}` expects {expected}, found {found}" / "correct the rule or the test"
        vi "bài thử `{name}` của bộ quy tắc cần {expected}, lại ra {found}" / "hãy sửa quy tắc hoặc bài thử"

    /// An answer to a criterion that does not exist.
    UnknownCriterion "unknown-criterion"
        en "there is no criterion `{id}`" / "answer a criterion of this framework, or remove the answer"
        vi "không có tiêu chí `{id}`" / "hãy trả lời một tiêu chí của bộ chỉ số này, hoặc bỏ câu trả lời"
    /// An answer that the criterion's scale does not take.
    WrongAnswer "wrong-answer"
        en "the criterion `{id}` takes {expected}, found {found}" / "answer with {expected}"
        vi "tiêu chí `{id}` nhận {expected}, lại gặp {found}" / "hãy trả lời bằng {expected}"
    /// An answer that is not an option of the rubric.
    NotAnOption "not-an-option"
        en "`{value}` is not an option of `{id}`" / "the options are {expected}"
        vi "`{value}` không phải lựa chọn của `{id}`" / "các lựa chọn là {expected}"
    /// An answer outside the range of its scale.
    OutOfRange "out-of-range"
        en "{value} is outside the range of `{id}`, {range}" / "correct the answer"
        vi "{value} nằm ngoài khoảng của `{id}`, {range}" / "hãy sửa câu trả lời"
    /// A value that falls in no band.
    NoBand "no-band"
        en "{value} falls in no band of `{id}`" / "the bands are {bands}"
        vi "{value} không rơi vào bậc nào của `{id}`" / "các bậc là {bands}"
    /// A part larger than its whole.
    PartOverWhole "part-over-whole"
        en "the part {part} is larger than the whole {whole} in `{id}`" / "correct the two counts"
        vi "phần {part} lớn hơn tổng {whole} ở `{id}`" / "hãy sửa hai số đếm"
    /// A whole of zero.
    ZeroWhole "zero-whole"
        en "the whole of `{id}` is zero, so there is no share" / "answer not applicable, with the reason, if there is nothing to count"
        vi "tổng của `{id}` bằng không nên không có tỷ lệ" / "nếu không có gì để đếm, hãy trả lời không áp dụng kèm lý do"
    /// Contradictory parts of one answer.
    AnswerShape "answer-shape"
        en "the answer to `{id}` must be a value, or `not_applicable`, or a `status`" / "keep exactly one of them"
        vi "câu trả lời cho `{id}` phải là một giá trị, hoặc `not_applicable`, hoặc `status`" / "chỉ giữ một trong ba"
    /// A claim of not applicable without a reason.
    NeedsReason "needs-reason"
        en "`{id}` is said not to apply, without a reason" / "write the reason"
        vi "`{id}` được nêu là không áp dụng mà không có lý do" / "hãy viết lý do"
    /// Evidence without a reference.
    EmptyReference "empty-reference"
        en "a piece of evidence of `{id}` has no reference" / "write what it is known by: a number, a link, a file's name"
        vi "một minh chứng của `{id}` không có tên gọi" / "hãy ghi số hiệu, đường dẫn hoặc tên tệp"
    /// A verified value without a verifier.
    NeedsVerifier "needs-verifier"
        en "the verified value of `{id}` names no verifier" / "add `verified_by`"
        vi "giá trị thẩm định của `{id}` không nêu người thẩm định" / "hãy thêm `verified_by`"
    /// Something depends on the date, and there is none.
    NeedsDate "needs-date"
        en "{what} depends on the date" / "give `as_of`"
        vi "{what} phụ thuộc vào ngày" / "hãy cho `as_of`"
    /// A required parameter without a value on the date.
    ParameterRequired "parameter-required"
        en "the parameter `{id}` has no value on this date" / "check `as_of`; a required parameter is set in a file that extends the pack"
        vi "tham số `{id}` không có giá trị vào ngày này" / "hãy kiểm tra `as_of`; tham số bắt buộc được đặt trong tệp mở rộng bộ quy tắc"
    /// An answer given twice.
    AnsweredTwice "answered-twice"
        en "the criterion `{id}` is answered twice" / "keep one answer"
        vi "tiêu chí `{id}` được trả lời hai lần" / "chỉ giữ một câu trả lời"
    /// A pack of another kind than the one asked for.
    OtherKind "other-kind"
        en "this pack is a {found}, not a {expected}" / "load it as a {found}, or give a {expected}"
        vi "bộ quy tắc này thuộc loại {found}, không phải {expected}" / "hãy nạp nó như {found}, hoặc đưa một {expected}"

    /// A kind of contribution that a scheme does not have.
    UnknownKind "unknown-kind"
        en "the scheme has no kind `{id}`" / "correct the kind, add it to `kinds`, or list it under `ignores`"
        vi "quy chế không có loại `{id}`" / "hãy sửa tên loại, thêm vào `kinds`, hoặc liệt kê trong `ignores`"
    /// A component that a scheme does not have.
    UnknownComponent "unknown-component"
        en "the scheme has no component `{id}`" / "use the id of a component"
        vi "quy chế không có thành phần `{id}`" / "hãy dùng mã của một thành phần"
    /// A kind that takes points away without being marked as a deduction.
    TakesAway "takes-away"
        en "`{id}` can come to fewer than 0 points and is no deduction" / "mark it `deduction: true`, so that it must be verified and a certified cause lifts it, or give it no points below 0"
        vi "`{id}` có thể ra điểm âm mà không phải mục trừ điểm" / "hãy ghi `deduction: true` để phải được xác minh và được miễn khi có nguyên nhân khách quan, hoặc không cho điểm âm"
    /// A deduction that can give points.
    DeductionGives "deduction-gives"
        en "the deduction `{id}` can give points" / "give it no points above 0, or make two kinds of it"
        vi "mục trừ điểm `{id}` lại có thể cộng điểm" / "không cho điểm dương, hoặc tách thành hai loại"
    /// Caps on a kind whose points are averaged.
    CappedMean "capped-mean"
        en "the points of `{id}` are averaged, so a cap on their sum means nothing" / "take the caps away, or put it in a component that sums"
        vi "điểm của `{id}` được lấy trung bình nên trần của tổng không có nghĩa" / "hãy bỏ trần, hoặc đưa vào thành phần cộng dồn"
    /// A requirement without bounds.
    NothingRequired "nothing-required"
        en "the requirement {what} requires nothing" / "give it a bound"
        vi "điều kiện {what} không đòi hỏi gì" / "hãy cho nó một giới hạn"
    /// A contribution without a quantity that its kind reads.
    MissingQuantity "missing-quantity"
        en "a contribution of kind `{kind}` does not give the quantity `{name}`" / "add the quantity to the record"
        vi "một đóng góp loại `{kind}` không ghi số lượng `{name}`" / "hãy thêm số lượng đó vào bản ghi"
    /// A contribution without an attribute that its kind reads.
    MissingAttribute "missing-attribute"
        en "a contribution of kind `{kind}` does not give the attribute `{name}`" / "add the attribute to the record"
        vi "một đóng góp loại `{kind}` không ghi thuộc tính `{name}`" / "hãy thêm thuộc tính đó vào bản ghi"
    /// An attribute with a value that the kind does not know.
    UnknownAttribute "unknown-attribute"
        en "kind `{kind}` knows no `{name}` of `{value}`" / "use one of {known}"
        vi "loại `{kind}` không có `{name}` là `{value}`" / "hãy dùng một trong {known}"
    /// A share that has to be declared and is not.
    ShareMissing "share-missing"
        en "the credit is split by declared shares, and one is missing" / "declare the share of everybody credited"
        vi "công được chia theo tỷ lệ khai báo mà thiếu một tỷ lệ" / "hãy khai tỷ lệ của từng người"
    /// Positions that shares depend on and that are not all there.
    PositionMissing "position-missing"
        en "shares depend on the position, and of {count} credited somebody has none or that of another" / "give everybody credited a `position` of their own"
        vi "tỷ lệ phụ thuộc vào thứ tự, mà trong {count} người được ghi công có người không có thứ tự hoặc trùng thứ tự" / "hãy cho mỗi người một `position` riêng"
    /// Steps of points that nothing declared can deal out.
    SplitTie "split-tie"
        en "equal remainders share a step that cannot be halved" / "give everybody credited a `position`, or split without `step`"
        vi "các số dư bằng nhau tranh nhau một bước điểm không chia được" / "hãy cho mỗi người một `position`, hoặc chia không dùng `step`"
    /// A period without both ends.
    OpenPeriod "open-period"
        en "the period has no {end}" / "name the first and the last day"
        vi "kỳ không có {end}" / "hãy ghi ngày đầu và ngày cuối"


    /// A day nobody can mean.
    ImplausibleDate "implausible-date"
        en "{day} is not a day anybody can mean" / "write a day from {first} to {last}"
        vi "{day} không thể là ngày được định ghi" / "hãy viết một ngày từ {first} đến {last}"
    /// A day that comes before one it has to follow.
    TooEarly "too-early"
        en "`{field}` is {day}, too early: `{other}` is {than}" / "correct one of the two days"
        vi "`{field}` là {day}, quá sớm: `{other}` là {than}" / "hãy sửa một trong hai ngày"
    /// Two stretches of days that hold the same day.
    OverlappingDays "overlapping-days"
        en "two stretches of {what} hold {day}" / "let each begin after the day on which the one before ends"
        vi "hai khoảng của {what} cùng chứa {day}" / "cho mỗi khoảng bắt đầu sau ngày cuối của khoảng trước"
    /// Shares that are not the whole.
    SharesSum "shares-sum"
        en "the shares of `{id}` sum to {sum}, not to 1" / "write shares that sum to exactly 1, such as 1/3 and 2/3, or none at all"
        vi "các phần của `{id}` cộng lại là {sum}, không phải 1" / "viết các phần có tổng đúng bằng 1, như 1/3 và 2/3, hoặc không viết phần nào"
    /// Shares that only some of the credits declare.
    SharesPartly "shares-partly"
        en "`{id}` declares a share for some, and none for `{to}`" / "declare a share for each credit, or for none"
        vi "`{id}` khai phần cho một số người mà không khai cho `{to}`" / "khai phần cho mọi người, hoặc không khai cho ai"
    /// The same contributor credited twice in one contribution.
    CreditedTwice "credited-twice"
        en "`{id}` is credited to `{to}` twice" / "keep one credit, with the sum of the shares"
        vi "`{id}` ghi công `{to}` hai lần" / "chỉ giữ một lần ghi công, với tổng các phần"
    /// Two credits with the same place.
    PositionTwice "position-twice"
        en "two credits of `{id}` have the position {position}" / "give each its own position"
        vi "hai lần ghi công của `{id}` cùng có vị trí {position}" / "cho mỗi lần một vị trí riêng"
    /// A status that contradicts the verifier named.
    StatusContradicts "status-contradicts"
        en "`{id}` is said to be only claimed, and to be verified by `{by}`" / "leave out `status` or `verified_by`"
        vi "`{id}` vừa được ghi là mới khai, vừa được `{by}` thẩm định" / "hãy bỏ `status` hoặc `verified_by`"
    /// Somebody who judges in their own cause.
    NotIndependent "not-independent"
        en "`{by}` is not independent in `{id}`: {why}" / "let somebody else do it, and name them"
        vi "`{by}` không độc lập trong `{id}`: {why}" / "hãy để người khác làm và ghi tên mã của họ"
    /// A record that corrects itself.
    SelfReference "self-reference"
        en "`{id}` corrects itself" / "name the contribution that this one stands in for"
        vi "`{id}` tự đính chính chính mình" / "hãy ghi mã của đóng góp được thay thế"
    /// Something recorded where staff had not been told.
    NotDisclosed "not-disclosed"
        en "staff had not been told that `{id}` would be recorded: {why}" / "what staff do not know of may not be used (Luật 91/2025/QH15, Điều 25): declare the `collection` with the day they were told as `disclosed`, or accept undisclosed records by option, which counts them"
        vi "người lao động chưa được báo rằng `{id}` sẽ được ghi lại: {why}" / "không được dùng điều người lao động không biết là bị theo dõi (Luật 91/2025/QH15, Điều 25): hãy khai `collection` với ngày đã báo ở `disclosed`, hoặc chọn nhận các bản ghi chưa báo, khi đó chúng được đếm"
    /// A collection that is not declared.
    UnknownCollection "unknown-collection"
        en "`{id}` names the collection `{collection}`, which is not declared" / "declare it in a record of its own, or give it as an option"
        vi "`{id}` nêu đợt thu thập `{collection}` chưa được khai" / "hãy khai nó trong một bản ghi riêng, hoặc cho nó làm tùy chọn"
    /// A unit the roster does not have.
    UnknownUnit "unknown-unit"
        en "there is no unit `{id}`" / "declare it under `units`"
        vi "không có đơn vị `{id}`" / "hãy khai báo trong `units`"
    /// An id that means nobody.
    UnknownContributor "unknown-contributor"
        en "nobody is known as `{id}`" / "declare the person or the unit in the roster"
        vi "không ai có mã `{id}`" / "hãy khai người hoặc đơn vị đó trong danh sách"
    /// Two heads of one unit on one day.
    TwoHeads "two-heads"
        en "`{unit}` has two heads on {day}: `{one}` and `{other}`" / "end one spell before the other begins"
        vi "`{unit}` có hai người đứng đầu ngày {day}: `{one}` và `{other}`" / "hãy kết thúc giai đoạn này trước khi giai đoạn kia bắt đầu"
    /// Names that lead back to themselves.
    Circle "circle"
        en "this leads in a circle: {path}" / "cut the circle at one place"
        vi "các mã dẫn vòng tròn: {path}" / "hãy cắt vòng tại một chỗ"

    /// What should be a statistical number and is NaN or infinite.
    NotFinite "not-finite"
        en "`{value}` is not a finite number" / "leave out what was not measured; give finite numbers"
        vi "`{value}` không phải số hữu hạn" / "bỏ ra những gì không đo được; chỉ cho số hữu hạn"
    /// Two lists that must be of one length.
    LengthMismatch "length-mismatch"
        en "{what} must have {expected} entries, found {found}" / "give one entry for each unit, in the same order"
        vi "{what} phải có {expected} mục, lại gặp {found}" / "cho mỗi đơn vị một mục, theo cùng thứ tự"
    /// Fewer entries than a method can work with.
    TooFew "too-few"
        en "{what} must have at least {expected} entries, found {found}" / "add entries, or do without this method"
        vi "{what} phải có ít nhất {expected} mục, lại gặp {found}" / "hãy thêm mục, hoặc không dùng phương pháp này"
    /// Covariances that no quantities can have.
    NotCovariance "not-covariance"
        en "the covariances are not possible: {why}" / "give the symmetric matrix of covariances of the estimates"
        vi "các hiệp phương sai không thể có: {why}" / "cho ma trận hiệp phương sai đối xứng của các ước lượng"
    /// A statistic that does not exist for these values.
    Undefined "undefined"
        en "{what} cannot be told: {why}" / "this method says nothing about such values; report them as they are"
        vi "không xác định được {what}: {why}" / "phương pháp này không nói gì về các giá trị như vậy; hãy báo cáo nguyên trạng"
    /// A row of a table with more or fewer cells than the header.
    RowWidth "row-width"
        en "the row has {found} cells, the header {expected}" / "write one cell for each column, and put a cell that holds a comma in quotes"
        vi "dòng có {found} ô, dòng tiêu đề có {expected}" / "mỗi cột viết một ô, và đặt ô chứa dấu phẩy trong dấu nháy kép"
    /// Rows of one contribution that say different things of it.
    RowsDisagree "rows-disagree"
        en "the rows of `{id}` say both `{one}` and `{other}` in `{column}`" / "say the same of a contribution in each of its rows, or give the rows ids of their own"
        vi "các dòng của `{id}` ghi cả `{one}` và `{other}` ở `{column}`" / "mọi dòng của một đóng góp phải ghi như nhau, hoặc cho các dòng mã riêng"
    /// A row that is right, of a contribution that another row spoils.
    RowSpoilt "row-spoilt"
        en "another row of `{id}` is wrong, on line {line}" / "put that row right: a contribution is read with all its rows or not at all"
        vi "một dòng khác của `{id}` bị sai, ở dòng {line}" / "hãy sửa dòng đó: một đóng góp được đọc với mọi dòng của nó hoặc không được đọc"
    /// A reference to a record that is not in the ledger.
    UnknownRecord "unknown-record"
        en "`{id}` is about `{of}`, which is not in the ledger" / "name a record of this ledger, or add the piece that holds it"
        vi "`{id}` nói về `{of}`, không có trong sổ" / "hãy nêu mã một bản ghi của sổ này, hoặc thêm phần sổ có bản ghi đó"
    /// A record about something of the wrong sort.
    WrongTarget "wrong-target"
        en "`{id}` is about `{of}`, which is not {expected}" / "name the record it is meant to be about"
        vi "`{id}` nói về `{of}`, vốn không phải {expected}" / "hãy nêu mã của đúng bản ghi định nói đến"
    /// A contribution that two others stand in for.
    CorrectedTwice "corrected-twice"
        en "`{one}` and `{other}` both correct `{of}`, which would count twice" / "reverse one of them, or let it correct the other"
        vi "`{one}` và `{other}` cùng đính chính `{of}`, sẽ tính hai lần" / "hãy hủy một trong hai, hoặc để nó đính chính cái kia"
}
