//! How sure a rank is, and what a verifier may ask.

use super::keys;

keys! {
    SURE_NOT_EVALUATED "sure-not-evaluated" en "how sure the rank is: not evaluated" vi "độ chắc chắn của thứ hạng: chưa đánh giá"
    ASK_RING "ask-ring" en "{who} share events from which each has at least {found} of their points: is each credit due? ({count} records)" vi "{who} cùng được ghi công trong những việc đem lại cho mỗi người ít nhất {found} số điểm: từng phần ghi công có đúng không? ({count} bản ghi)"
    ASK_ONE_VERIFIER "ask-one-verifier" en "{about} verified {found} of the points of {who}: has anybody else looked? ({count} records)" vi "{about} xác minh {found} số điểm của {who}: có ai khác xem chưa? ({count} bản ghi)"
    ASK_CLOSING_SPIKE "ask-closing-spike" en "{found} of the events of {who} lie in the last {about} days of the period: was the work done then? ({count} records)" vi "{found} số việc của {who} nằm trong {about} ngày cuối kỳ: có đúng làm lúc đó không? ({count} bản ghi)"
    ASK_BELOW_CAP "ask-below-cap" en "{who} ended just below the cap of {about} {found} times: does the work follow the cap? ({count} records)" vi "{who} dừng ngay dưới trần của {about} {found} lần: có phải làm theo trần không? ({count} bản ghi)"
    ASK_SPLIT_WORK "ask-split-work" en "{who} has {found} records of one kind for the achievement {about}: are they different works?" vi "{who} có {found} bản ghi cùng loại cho thành tích {about}: có phải các việc khác nhau không?"
    ASK_REUSED_EVIDENCE "ask-reused-evidence" en "the evidence {about} stands under {found} records of {who}: does it prove each of them?" vi "minh chứng {about} dùng cho {found} bản ghi của {who}: có chứng minh được từng việc không?"
    UNSURE_ALONE "unsure-alone" en "there is nobody to compare with" vi "không có ai để so sánh"
    UNSURE_NO_COUNTS "unsure-no-counts" en "the scores are no counts" vi "điểm không phải số đếm"
    UNSURE_ASSESSORS "unsure-assessors" en "some have fewer than two assessors for a component that is a mean" vi "có người chưa đủ hai lượt đánh giá cho thành phần lấy trung bình"
    UNSURE_WEEKS "unsure-weeks" en "the period has too few weeks for the blocks" vi "kỳ có quá ít tuần so với độ dài khối"
    UNSURE_LARGE "unsure-large" en "the group is too large" vi "nhóm quá lớn"
    SURE_BETWEEN "sure-between" en "sure to be between rank {lower} and {upper} (coverage {coverage}; source of error: {source})" vi "chắc chắn trong khoảng hạng {lower} đến {upper} (độ phủ {coverage}; nguồn sai số: {source})"
    SURE_TOP "sure-top" en "in the best {share} of the group in {times} of the draws" vi "thuộc {share} đứng đầu nhóm trong {times} số lần rút"
    ERROR_ASSESSORS "error-assessors" en "assessors who differ" vi "các lượt đánh giá khác nhau"
    ERROR_COUNTS "error-counts" en "counts that could have come out otherwise" vi "số đếm có thể đã ra khác"
    ERROR_WEEKS "error-weeks" en "weeks that differ" vi "các tuần khác nhau"
    ERROR_PARAMETERS "error-parameters" en "points that could have been set otherwise" vi "mức điểm có thể đã đặt khác"
    SURE_WHY_NOT "sure-why-not" en "how sure the rank is: not evaluated, {reason}" vi "độ chắc chắn của thứ hạng: chưa đánh giá, {reason}"
}
