//! What is wrong with a policy, with the facts it reads, and with steps of a decision that may not be taken.

use super::codes;

codes! {
    /// A fact that the policy's schema does not have.
    UNKNOWN_FACT "unknown-fact"
        en "the policy reads no fact `{id}`" / "correct the name, declare it under `facts`, or list it under `ignores`"
        vi "chính sách không đọc dữ kiện `{id}`" / "hãy sửa tên, khai báo trong `facts`, hoặc liệt kê trong `ignores`"
    /// A fact read as something that it is not.
    WRONG_FACT "wrong-fact"
        en "the fact `{id}` is {found}, read here as {expected}" / "read it as what it is, or change its type under `facts`"
        vi "dữ kiện `{id}` là {found}, ở đây lại được đọc như {expected}" / "hãy đọc đúng kiểu, hoặc đổi kiểu của nó trong `facts`"
    /// A stage that the policy does not have.
    UNKNOWN_STAGE "unknown-stage"
        en "the policy has no stage `{id}`" / "use the id of a stage"
        vi "chính sách không có bước `{id}`" / "hãy dùng mã của một bước"
    /// A stage that does not give what is read of it.
    WRONG_STAGE "wrong-stage"
        en "the stage `{id}` does not give {expected}" / "name a stage that does"
        vi "bước `{id}` không cho {expected}" / "hãy nêu một bước có cho kết quả đó"
    /// A rule for those it cannot be asked of.
    WRONG_SCOPE "wrong-scope"
        en "the rule of `{id}` is not about those it names" / "write `of` as one of {expected}"
        vi "quy tắc của `{id}` không dành cho đối tượng đã nêu" / "hãy viết `of` là một trong {expected}"
    /// The lowest of several bands with a beginning.
    FIRST_BAND "first-band"
        en "the lowest level must have no `from`" / "leave `from` out, so that every score has a level"
        vi "mức thấp nhất không được có `from`" / "hãy bỏ `from` để điểm nào cũng có mức"
    /// A round without a day that the policy needs.
    ROUND_NEEDS_DAY "round-needs-day"
        en "the policy is driven by a day that the round does not give: `{day}`" / "give the round that day"
        vi "chính sách áp dụng theo một ngày mà đợt xét chưa nêu: `{day}`" / "hãy nêu ngày đó cho đợt xét"
    /// A decided result at a stage where that is not decided.
    NOT_DECIDED_THERE "not-decided-there"
        en "this is not what is decided at `{id}`" / "name a stage that is decided, and write {expected} of it"
        vi "đây không phải điều được quyết định ở `{id}`" / "hãy nêu một bước có quyết định và ghi {expected}"
    /// A hold to be released that there is none of.
    NOTHING_HELD "nothing-held"
        en "`{id}` is not held by `{gate}` at `{stage}`" / "name the person, the stage and the gate of a decision that is held"
        vi "`{id}` không bị `{gate}` tạm hoãn ở `{stage}`" / "hãy nêu đúng người, bước và điều kiện của một quyết định đang tạm hoãn"
    /// Several decisions where one must be named.
    SEVERAL_EVENTS "several-events"
        en "`{stage}` decides about `{id}` once for each event, an achievement or a breach: {known}" / "name the event: one of {known}"
        vi "`{stage}` quyết định về `{id}` theo từng việc (thành tích hoặc vi phạm): {known}" / "hãy nêu một việc trong số {known}"
    /// An event that no decision there is about.
    UNKNOWN_EVENT "unknown-event"
        en "no decision about `{id}` at `{stage}` is about the event `{event}`" / "use an achievement or a breach that is decided about there: {known}"
        vi "không có quyết định nào về `{id}` ở `{stage}` cho việc `{event}`" / "hãy nêu một thành tích hoặc vi phạm được quyết định ở đó: {known}"
    /// A decision that cannot be proposed as it is.
    NOT_PROPOSABLE "not-proposable"
        en "`{id}` at `{stage}` cannot be proposed: it is `{state}`, tied, provisional or only a finding" / "settle what it waits for, and decide again"
        vi "chưa thể đề nghị `{id}` ở `{stage}`: đang là `{state}`, bằng điểm, tạm thời hoặc chỉ là kết quả trung gian" / "hãy giải quyết điều còn chờ rồi xét lại"
    /// A step that may not follow.
    STEP_NOT_ALLOWED "step-not-allowed"
        en "`{step}` cannot follow `{phase}`" / "what can follow is {known}"
        vi "`{step}` không thể đi sau `{phase}`" / "bước tiếp theo có thể là {known}"
    /// A decision while the subject may still reply.
    REPLY_OPEN "reply-open"
        en "the time to reply runs until {until}" / "wait for the reply, or until that day has passed"
        vi "thời hạn giải trình còn đến hết {until}" / "hãy chờ giải trình, hoặc chờ qua ngày đó"
    /// Somebody who judges their own or co-credited work.
    OWN_CASE "own-case"
        en "`{by}` is the subject, credited with the same work, or stood back" / "let somebody else do it"
        vi "`{by}` là người được xét, cùng được ghi công hoặc đã rút vì liên quan" / "hãy để người khác thực hiện"
    /// Somebody who checks their own step.
    FOUR_EYES "four-eyes"
        en "`{by}` already did the step `{phase}` that this one checks" / "let somebody else do it"
        vi "`{by}` đã làm bước `{phase}` mà bước này kiểm tra" / "hãy để người khác thực hiện"
    /// Somebody who speaks in another's case.
    NOT_THE_SUBJECT "not-the-subject"
        en "`{by}` cannot speak for `{id}`" / "only the person replies and appeals"
        vi "`{by}` không thể nói thay `{id}`" / "chỉ người được xét mới giải trình và kiến nghị"
    /// A reply after its time.
    TOO_LATE "too-late"
        en "the time for it ended on {until}" / "go on without it: it came after its last day"
        vi "thời hạn đã hết ngày {until}" / "hãy tiếp tục mà không có bước này: đã quá ngày cuối cùng"
    /// A step without a reason or a number.
    STEP_SAYS_NOTHING "step-says-nothing"
        en "the step does not say its `{field}`" / "write it: who reads the case later must find it"
        vi "bước này không ghi `{field}`" / "hãy ghi rõ để người xem lại hồ sơ tìm thấy"
    /// An award confirmed without the votes it takes.
    VOTES_SHORT "votes-short"
        en "the votes do not carry it: {in_favour} in favour of {present} present, {entitled} entitled" / "vote again, or decide otherwise than proposed"
        vi "chưa đủ phiếu: {in_favour} phiếu thuận trên {present} người dự, {entitled} người có quyền" / "hãy bỏ phiếu lại, hoặc quyết định khác đề nghị"
    /// A kept case that is another's, or was altered.
    OTHER_CASE "other-case"
        en "this is not the case of `{id}` as it was kept" / "resume the draft of the same decision with the file as it was written"
        vi "đây không phải hồ sơ của `{id}` như đã lưu" / "hãy mở lại đúng quyết định đó với tệp nguyên vẹn"
    /// A kept case of a decision that was made otherwise.
    OTHER_DECISION "other-decision"
        en "the file is of another decision about `{id}` at `{stage}`: its facts, policy, round or event differ" / "decide on the facts, by the policy and for the round it was decided on, and resume that case"
        vi "tệp thuộc một quyết định khác về `{id}` ở bước `{stage}`: dữ kiện, chính sách, kỳ xét hoặc thành tích, vi phạm khác nhau" / "hãy xét lại đúng dữ kiện, chính sách và kỳ đã xét, rồi mở lại hồ sơ đó"
}
