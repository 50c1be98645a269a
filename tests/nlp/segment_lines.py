"""Lines for the tests of segmentation: sentences that we wrote, and pieces thrown together by a seeded generator."""

from __future__ import annotations

import random
import unicodedata

SENTENCES = tuple(
    line
    for line in """
Công nhân Công ty TNHH May Sông Thương ngừng việc từ sáng 12/11/2026 vì nợ lương hai tháng.
Liên đoàn Lao động tỉnh Bắc Ninh đề nghị doanh nghiệp trả đủ tiền tăng ca trước ngày 20/11.
em làm ở kcn Quế Võ, cty nợ bhxh 5 tháng rồi mà công đoàn im re, hỏi ai bây giờ ạ?
Lương cơ bản 5tr3, trừ bảo hiểm còn hơn 4 triệu, tiền trọ 1tr5 thì sống sao nổi trời ơi!!!
cam on anh chi cong doan da toi tham, qua tuy nho nhung am long lam
Theo Nghị định 293/2025/NĐ-CP, mức lương tối thiểu vùng I là 5.310.000 đồng/tháng, tăng 7,2%.
Ông Trần Văn Lâm, Chủ tịch Công đoàn phường Dĩ An, nói: "Chúng tôi sẽ đối thoại trong tuần này".
Bếp ăn của xưởng số 3 bị đình chỉ; 47 người nhập viện, trong đó có 6 ca nặng.
đi làm 12 tiếng/ngày, nghỉ trưa 30p, wc phải xin thẻ =)) hài ghê
Tp. Hồ Chí Minh: Ths. Nguyễn B. (ĐH Kinh tế) cho rằng cần sửa Điều 98...
Ngày hội công nhân năm nay có bóng đá, kéo co, văn nghệ v.v. và 200 suất quà 500k.
Xe 43H-0530 chở 30 lao động gặp nạn trên Quốc lộ 1A lúc 5:45, không ai thiệt mạng.
Thứ bảy nghỉ xen kẽ, chủ nhật đi làm tính 200%, vậy thứ 7 tính mấy phần trăm hả ad :D
Nhà ở xã hội giá 18 triệu/m2 mà kêu công nhân mua, lương 8 triệu nhịn ăn 30 năm nhé 😂😂
Công đoàn cơ sở Nhà máy Giày Hoa Lúa ký thỏa ước lao động tập thể có 11 điều khoản cao hơn luật.
H'Mông, Ê-đê, Gia-rai: con em đồng bào vào làm ở khu công nghiệp Hòa Phú ngày một đông.
Mức đóng: 8% (hưu trí, tử tuất) + 1,5% (BHYT) + 1% (BHTN) = 10,5% tiền lương.
Truy cập https://congdoan.example.vn/hoi-dap?id=12 hoặc gửi thư tới hoidap@congdoan.example.vn.
"Đừng ký khống," chị nói, "ký rồi là hết đường cãi."
Máy dập 60T kẹp tay, em nằm viện 2 tuần, cty nói lỗi do em bất cẩn nên k bồi thường.
Th sáu này họp tổ, Th S ca đêm nghỉ; ThS. Hoa chủ trì, T.Ư sẽ dự.
Kích thước 3x4 hay 4x6 cm? Nhiệt độ xưởng 38°C, quạt hỏng -> ai sửa?
A.B.C. là tên cũ. Tên mới: X. Hết.
""".strip().splitlines()
)

ODDITIES = (
    *(
        "=>",
        "==>",
        "->",
        "...",
        "..",
        "--",
        ">>",
        "3x4",
        "v.v",
        "v.v.",
        "v.v...",
        "°C",
        "H&M",
        "T.Ư",
        "A.B.C.",
        "Th",
        "s",
    ),
    *(
        "H'Mông",
        "N’Thôn",
        "TP.",
        "Tp.",
        "Mr.",
        "ThS.",
        "Th.S",
        "Thas",
        "S",
        "e-mail",
        "43H-0530",
        "NĐ-CP",
        "a.b.c",
        "U",
    ),
    *("ftp:x", "abc@x.vn", "03-5730-2357", "02/05/2014", "1-2-3", "20.08.2014", "10:20:50", "4K", "1.600m-2.000m"),
    *(
        "60.542.000",
        "4.123,2",
        "100,000",
        ":)",
        "=))",
        "♥‿♥",
        ":D",
        ":DDD",
        "<3",
        "ʺ",
        "ʺviệc",
        "a-b-c",
        "_",
        "x_y",
        "×",
    ),
    *("%", "$", "^", "::", "\u200b", "\ufeff", "İ", "ß", "ǅ", "Σ", "ΑΣ", "²", "½", "٣", "𝐀", "😀", "👩‍👩‍👧", "e\u0301"),
    *(
        "\u0301",
        "ð",
        "Ðồng",
        "hoà",
        "BOS",
        "EOS",
        "=",
        "\x00",
        "\x1c",
        "\u00a0",
        "\u3000",
        "中文",
        "ไทย",
        "A.",
        "Q.",
        ".",
    ),
    *(
        "((a)b)",
        "-1",
        "+5",
        "2147483648",
        "007",
        "nghành",
        "baì",
        "ﬁ",
        "Å",
        "\n",
        "\t",
        "\r\n",
        "\x85",
        "Th\u00a0S",
        "ꟊ",
    ),
)
_LETTERS = "aăAĐđ.,-_:/@'’0123456789()xX&=<>D \u0301ThsS"
_BETWEEN = (" ", " ", " ", " ", "", " \n", "  ", "\u00a0", "\t")


def thrown_together(seed: int, count: int) -> list[str]:
    """`count` lines of words, oddities, other cases and forms, and any characters."""
    chance = random.Random(seed)
    words = [word for sentence in SENTENCES for word in sentence.split()]

    def piece() -> str:
        kind = chance.random()
        if kind < 0.5:
            return chance.choice(words)
        if kind < 0.75:
            return chance.choice(ODDITIES)
        if kind < 0.85:
            return chance.choice((str.upper, str.title))(chance.choice(words))
        if kind < 0.88:
            return unicodedata.normalize("NFD", chance.choice(words))
        if kind < 0.95:
            return "".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, 12)))
        return chr(chance.choice((chance.randrange(32, 0x3000), chance.randrange(0xE000, 0x110000))))

    sizes = (0, 1, 1, 2, 3, 5, 8, 13, 21)
    return ["".join(piece() + chance.choice(_BETWEEN) for _ in range(chance.choice(sizes))) for _ in range(count)]
