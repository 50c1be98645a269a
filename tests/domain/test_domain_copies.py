"""A copy keeps long stretches of its original; a form that is filled in anew each day does not."""

from __future__ import annotations

import pytest

from domain.copies import COPIED, copied, overlap, words_of

SENTENCES = [
    "Sáng nay hơn ba trăm thợ của xưởng may đứng ở sân chờ giám đốc trả lời về hai tháng lương chưa nhận.",
    "Đại diện công đoàn cơ sở nói đã gửi ba công văn đề nghị đối thoại nhưng chưa lần nào được hẹn ngày.",
    "Chị thợ chuyền bốn kể nhà trọ đã nhắc tiền phòng, con nhỏ vẫn phải gửi về quê nhờ bà ngoại trông.",
    "Đến trưa, bộ phận nhân sự hứa chuyển một nửa số tiền trước cuối tuần và niêm yết danh sách ở cổng.",
    "Thanh tra lao động của tỉnh cho biết sẽ lập biên bản nếu công ty tiếp tục trễ hẹn với người làm.",
]
OTHER = [
    "Bếp ăn của khu công nghiệp đổi nhà cung cấp sau khi nhiều suất cơm bị thợ trả lại vì có mùi lạ.",
    "Cơ quan y tế lấy mẫu nước, mẫu rau và thịt đem xét nghiệm, kết quả dự kiến có trong ba ngày tới.",
    "Quản lý xưởng nói tạm phát bánh mì và sữa, ai muốn ăn ngoài được tính thêm ba mươi phút nghỉ trưa.",
]
FORM = (
    "Theo báo cáo nhanh ngày {0:02d}/11, toàn vùng ghi nhận {1} vụ tai nạn lao động, làm {2} người bị thương. Vụ nặng "
    "nhất xảy ra lúc {3} giờ tại xưởng số {4}: một công nhân {5} tuổi bị thương ở tay. Từ đầu tháng đến {0:02d}/11, số "
    "vụ tăng {6} so với cùng kỳ, cơ quan chức năng nhắc các cơ sở kiểm tra lại {7} máy."
)


def text(*sentences: str) -> tuple[str, ...]:
    return words_of(" ".join(sentences))


WHOLE = text(*SENTENCES)


@pytest.mark.parametrize(
    "copy",
    [
        SENTENCES,
        SENTENCES[1:],
        SENTENCES[:2],
        [*SENTENCES, *OTHER],
        [OTHER[0], *SENTENCES[1:]],
        ["Một tít bài mới hẳn cho trang khác", *SENTENCES, "Theo Báo Người Thợ"],
        [sentence.upper().replace(",", " ;") for sentence in SENTENCES],
    ],
)
def test_what_a_newsroom_cuts_or_adds_leaves_a_copy(copy: list[str]) -> None:
    assert copied(WHOLE, text(*copy))
    assert overlap(WHOLE, text(*copy)) == overlap(text(*copy), WHOLE)


def test_another_article_with_one_sentence_in_common_is_none() -> None:
    assert not copied(WHOLE, text(*OTHER, SENTENCES[3]))
    assert 0 < overlap(WHOLE, text(*OTHER, SENTENCES[3])) < COPIED
    assert overlap(WHOLE, text(*OTHER)) == 0


def test_the_form_of_another_day_is_no_copy() -> None:
    one, other = FORM.format(5, 12, 15, 7, 3, 41, 9, 88), FORM.format(6, 31, 44, 2, 8, 29, 17, 64)
    assert overlap(words_of(one), words_of(other)) == 0


def test_short_texts_are_held_against_each_other_with_shorter_runs() -> None:
    comment = "Công ty em cũng vậy, ba tháng nay cứ hẹn cuối tuần trả mà không thấy đồng nào"
    assert copied(words_of(comment), words_of(comment + " anh chị ơi"))
    assert not copied(words_of(comment), words_of("Công ty em cũng vậy, mới được tăng lương tuần rồi nên ai cũng vui"))


@pytest.mark.parametrize(
    ("one", "other", "same"), [("đúng rồi", "Đúng rồi!", True), ("đúng", "sai", False), ("", "", False)]
)
def test_the_shortest_are_copies_only_when_they_are_equal(one: str, other: str, *, same: bool) -> None:
    assert copied(words_of(one), words_of(other)) is same
