//! The phrases that stand in a diagnostic's arguments, in Vietnamese. What a pack or an answer says itself is in other
//! arguments and is never translated.

/// The arguments that hold phrases.
const ARGUMENTS: [&str; 8] = ["expected", "found", "what", "bounds", "why", "limit", "feature", "detail"];

/// A place in a phrase; a character, as searching for a text takes more code than all of this.
const HOLE: char = '◻';

/// English and Vietnamese; [`HOLE`] stands for what is quoted or counted.
const PHRASES: &[(&str, &str)] = &[
    // what was found
    ("nothing", "để trống"),
    ("something else", "thứ khác"),
    ("a list", "một danh sách"),
    ("a map", "một bảng khóa – giá trị"),
    ("the boolean ◻", "giá trị đúng/sai ◻"),
    ("the number ◻", "số ◻"),
    ("none", "không có"),
    ("both", "cả hai"),
    ("half of the first", "mới một nửa của cách đầu"),
    ("the text ◻", "chữ ◻"),
    ("a result", "một kết quả"),
    ("the error ◻", "lỗi ◻"),
    // what a template of a paper gets wrong, and what a paper needs
    ("`◻` is not closed", "chưa đóng `◻`"),
    ("`◻` is not open here", "`◻` không mở ở đây"),
    ("a brace is not closed", "ngoặc nhọn chưa đóng"),
    ("two columns are parted by `◻`", "hai cột ngăn bằng `◻`"),
    ("a case of the subject's own", "hồ sơ của chính người được xét"),
    ("a step that notifies or decides", "một bước thông báo hoặc quyết định"),
    // what was expected
    ("text", "chữ"),
    ("a plain value", "một giá trị đơn giản"),
    ("a number", "một số"),
    ("a whole number", "một số nguyên"),
    ("a whole number that is not negative", "một số nguyên không âm"),
    ("a number with at most ◻ decimals", "một số có không quá ◻ chữ số sau dấu phẩy"),
    ("a decimal number, as text or as an integer", "một số thập phân, viết dưới dạng chữ hoặc số nguyên"),
    ("a number or {parameter: name}", "một số hoặc {parameter: tên}"),
    ("a date such as 2024-10-24", "một ngày, như 2024-10-24"),
    ("an answer", "một câu trả lời"),
    ("a date", "một ngày"),
    ("two dates", "hai ngày"),
    ("text, a path or a map", "chữ, đường dẫn hoặc bảng khóa – giá trị"),
    ("counts that are not negative", "các số đếm không âm"),
    ("the id of an option", "mã của một lựa chọn"),
    ("`true` or `false`", "`true` hoặc `false`"),
    (
        "`true`, `false`, the id of an option, or a number",
        "`true`, `false`, mã của một lựa chọn, hoặc một số",
    ),
    ("`places` with `rounding`, `exact: true`", "`places` cùng `rounding`, `exact: true`"),
    ("one of ◻", "một trong ◻"),
    // what it is about
    ("on line ◻", "ở dòng ◻"),
    ("row ◻, where the first is row 0", "dòng ◻, tính dòng đầu là dòng 0"),
    ("a line of at least two points", "đường có ít nhất hai điểm"),
    ("a list of conditions", "danh sách điều kiện"),
    ("a parameter", "một tham số"),
    ("a weight", "một trọng số"),
    ("bands", "các khoảng"),
    ("levels", "các mức"),
    ("minimum and maximum", "giá trị nhỏ nhất và lớn nhất"),
    ("options", "các lựa chọn"),
    ("points", "các điểm"),
    ("the ends of a band", "hai đầu của một khoảng"),
    ("values", "các giá trị"),
    ("evidence ◻", "minh chứng ◻"),
    ("weights of 0 or more, not all 0", "các trọng số từ 0 trở lên, không phải đều là 0"),
    ("◻ values", "◻ giá trị"),
    ("◻ bytes", "◻ byte"),
    ("◻ columns", "◻ cột"),
    ("◻ levels", "◻ mức"),
    // why a file cannot extend another
    ("the node is not open", "mục không để mở"),
    ("the pack sets it", "bộ quy tắc đã đặt"),
    ("it would make a deduction milder", "như thế là trừ điểm nhẹ đi"),
    (
        "a file that extends nothing has nothing to tighten",
        "tệp không mở rộng bộ nào thì không có gì để siết chặt",
    ),
    ("the file has the name of the pack it extends", "tệp mang đúng tên bộ quy tắc mà nó mở rộng"),
    (
        "the levels are the pack's; set their open parameters",
        "các mức là của bộ quy tắc; hãy đặt các tham số còn mở của chúng",
    ),
    ("the whole is the pack's", "cách tính toàn bộ là của bộ quy tắc"),
    ("publishing is the pack's", "cách công bố là của bộ quy tắc"),
    ("the pack cites another source under this id", "bộ quy tắc đã dùng mã này cho một nguồn khác"),
    (
        "the tree is the pack's; put criteria under open nodes with `extend_tree`",
        "cây tiêu chí là của bộ quy tắc; hãy đặt tiêu chí dưới các mục mở bằng `extend_tree`",
    ),
    (
        "a file that extends nothing has no open nodes to fill",
        "tệp không mở rộng bộ nào thì không có mục mở để điền",
    ),
    (
        "the tree is the pack's; put parts under open nodes with `extend_index`",
        "cây chỉ tiêu là của bộ quy tắc; hãy đặt các phần dưới chỉ tiêu mở bằng `extend_index`",
    ),
    // who is not independent
    ("it is credited to them", "chính họ được ghi công"),
    ("they are the assignee", "chính họ được giao việc"),
    ("it is their own work", "đó là việc của chính họ"),
    ("they made the accusation", "chính họ nêu sai phạm"),
    // where staff had not been told
    ("it belongs to no collection", "nó không thuộc đợt thu thập nào"),
    (
        "it does not name its `collection`, and several are declared",
        "nó không nêu `collection` của mình, mà nhiều đợt thu thập được khai",
    ),
    ("◻ has no day of disclosure", "◻ không có ngày báo trước"),
    ("◻ has no rank", "◻ không có hạng"),
    ("they were told on ◻", "họ được báo ngày ◻"),
    // what a record is about
    ("framework", "bộ chỉ số"),
    ("scheme", "quy chế"),
    ("a contribution", "một đóng góp"),
    ("a contribution or an assignment", "một đóng góp hay một nhiệm vụ"),
    // bounds
    ("0 or more", "từ 0 trở lên"),
    ("1 or more", "từ 1 trở lên"),
    ("above 0", "trên 0"),
    // what YAML may not hold
    ("a second document", "tài liệu thứ hai"),
    ("a merge key", "khóa gộp"),
    ("a key that is not text", "khóa không phải chữ"),
    ("an alias", "bí danh"),
    ("a tag", "thẻ"),
    ("an anchor", "neo"),
    // why a text cannot be read
    ("the text is empty", "văn bản trống"),
    ("it is not valid UTF-8", "không phải UTF-8 hợp lệ"),
    ("a quote that is not closed", "dấu nháy chưa đóng"),
    ("a carriage return without a line feed", "ký tự xuống dòng CR thiếu LF"),
    (
        "a comma or the end of the line must follow the closing quote",
        "sau dấu nháy đóng phải là dấu phẩy hoặc cuối dòng",
    ),
    (
        "a quote inside a cell that does not begin with one",
        "có dấu nháy trong một ô không bắt đầu bằng dấu nháy",
    ),
    // why a statistic is not possible or not told
    ("all values are the same", "mọi giá trị đều như nhau"),
    ("every standard error is 0", "mọi sai số chuẩn đều bằng 0"),
    ("no unit has two values", "không đơn vị nào có hai giá trị"),
    (
        "some sum of the estimates would vary less than nothing",
        "có một tổng của các ước lượng sẽ biến thiên ít hơn không",
    ),
    ("the matrix is not symmetric", "ma trận không đối xứng"),
    (
        "a part does not vary, or two have fewer than three subjects in common",
        "có phần không biến thiên, hoặc hai phần có chung chưa đến ba đối tượng",
    ),
    ("the targets do not differ", "các đối tượng được chấm không khác nhau"),
    // of indices
    ("the classes", "các hạng"),
    ("the bounds", "các giới hạn"),
    ("a standard error", "một sai số chuẩn"),
    ("the index without ◻", "chỉ số khi bỏ ◻"),
    ("◻ of a ratio", "◻ của một tỷ số"),
    ("numbers other than `whole`, ◻", "các số khác `whole`, ◻"),
    ("numbers other than 0", "các số khác 0"),
    ("◻ of a difference", "◻ của một hiệu"),
    ("the figures", "các số liệu"),
    ("◻ nodes", "◻ nút"),
    ("◻ subjects, which `kemeny` orders exactly", "◻ đối tượng mà `kemeny` xếp được chính xác"),
    ("numbers other than 0, which is `geometric`", "các số khác 0 (0 là `geometric`)"),
    ("numbers other than `from`, ◻", "các số khác `from`, ◻"),
    ("numbers above `to`, ◻, because lower figures are better", "các số lớn hơn `to`, ◻, vì số thấp là tốt"),
    (
        "fewer than two parts, or fewer than two subjects have all of them",
        "chưa đến hai phần, hoặc chưa đến hai đối tượng có đủ mọi phần",
    ),
    ("the sum of the parts does not vary", "tổng các phần không biến thiên"),
];

/// Why a text cannot be read, where its reader says nothing of the table below.
const ASTRAY: &str = "có ký tự đứng sai chỗ";
/// Why a text cannot be read, by a word of what its reader says in English; the first that is found counts.
const SYNTAX: &[(&str, &str)] = &[
    ("tab", "không được dùng ký tự tab ở đây"),
    ("indent", "thụt đầu dòng không đúng"),
    ("Trailing comma", "thừa dấu phẩy ở cuối"),
    ("end of", "văn bản dừng giữa chừng"),
    ("eof", "văn bản dừng giữa chừng"),
    ("keys must be", "khóa phải là chữ trong dấu nháy kép"),
    ("quoted", "chữ trong dấu nháy viết chưa đúng"),
    ("comma", "thiếu hoặc thừa dấu phẩy hay dấu ngoặc"),
    ("expected ','", "thiếu dấu phẩy hoặc dấu ngoặc đóng"),
    ("bracket", "dấu ngoặc không khớp"),
    ("key", "khóa đứng sai chỗ, hoặc thiếu dấu hai chấm"),
    ("mapping", "khóa đứng sai chỗ, hoặc thiếu dấu hai chấm"),
    ("number", "số viết chưa đúng"),
    ("escape", "ký tự sau dấu `\\` không đúng"),
];

/// The argument in Vietnamese, where it is a phrase.
pub(super) fn vietnamese(argument: &str, text: &str) -> Option<String> {
    if !ARGUMENTS.contains(&argument) {
        return None;
    }
    let said = PHRASES.iter().find_map(|(english, vietnamese)| match english.split_once(HOLE) {
        None => (*english == text).then(|| (*vietnamese).to_owned()),
        Some((before, after)) => {
            let hole = text.strip_prefix(before)?.strip_suffix(after)?;
            // a hole holds what is quoted or counted, never a phrase
            hole.starts_with(|c: char| matches!(c, '`' | '-') || c.is_ascii_digit())
                .then(|| vietnamese.split(HOLE).collect::<Vec<_>>().join(hole))
        }
    });
    // byte by byte: searching for a text takes more code than all of this
    let holds = |word: &str| text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes());
    let read = || SYNTAX.iter().find(|(word, _)| holds(word)).map_or(ASTRAY, |(_, reason)| reason).to_owned();
    said.or_else(|| (argument == "detail").then(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_and_their_holes() {
        assert_eq!(vietnamese("found", "the boolean `true`").as_deref(), Some("giá trị đúng/sai `true`"));
        assert_eq!(vietnamese("expected", "a number").as_deref(), Some("một số"));
        assert_eq!(vietnamese("limit", "1000000 values").as_deref(), Some("1000000 giá trị"));
        assert_eq!(vietnamese("value", "a number"), None);
        let detail = |text| vietnamese("detail", text);
        assert_eq!(
            detail("tabs disallowed in this context").as_deref(),
            Some("không được dùng ký tự tab ở đây")
        );
        assert_eq!(detail("Unexpected char: '%'").as_deref(), Some("có ký tự đứng sai chỗ"));
        assert_eq!(vietnamese("found", "the number of things"), None);
    }

    #[test]
    fn no_phrase_twice() {
        for (at, (english, _)) in PHRASES.iter().enumerate() {
            assert!(
                PHRASES.iter().skip(at.saturating_add(1)).all(|(other, _)| other != english),
                "{english}"
            );
        }
    }
}
