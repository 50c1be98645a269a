"""Where a person can be found on the net: links, e-mail addresses, handles, names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.findings import Finding
from nlp.unicode import UPPER, ignoring_case

_FLAGS = re.IGNORECASE | re.VERBOSE
_REST = r"[^\s<>\[\]\"“”|]*[^\s<>\[\]\"“”|.,;:!?)'…]"
"""The rest of an address, without the punctuation of the sentence around it."""
_SOCIAL = (
    r"(?:facebook|fb|fbook|messenger|m|zalo|tiktok|instagram|telegram|t|viber|youtube|youtu|twitter|x|threads|linkedin"
    r"|wa)"
)
_DOT = r"(?: \s?\.\s? | \s?[(\[{] \s? (?:dot|chấm|cham|\.) \s? [)\]}] \s? | \s (?:chấm|cham|dot) \s )"
_PROFILE = re.compile(
    rf"(?<![\w@.]) (?:https?://)? (?:[\w-]+\.)? {_SOCIAL} {_DOT} (?:com|me|vn|net|be|gg) \s?/\s? @?{_REST}", _FLAGS
)
_ZONES = (
    "com vn net org info xyz top shop site online club asia biz app link store vip live icu pro page dev bet win fun "
    "space website gov edu"
)
_SHORT_ZONES = "ly gl gle li link me co io ai ph so sh cc gg gd be tv to tk ml cf ga us uk cn jp kr"
_LINK = re.compile(
    rf"""(?<![\w@]) (?:
      (?:https?|ftp|hxxps?) \s?:\s? /{{1,2}} \s? {_REST}
    | www \s?\.\s? [\w-]{{1,63}} (?:\.[\w-]{{1,63}}){{1,5}} (?:/{_REST})?
    | [a-z0-9][a-z0-9-]{{0,62}} (?:\.[a-z0-9-]{{1,63}}){{0,5}} \. (?:{_ZONES.replace(" ", "|")}) (?![\w@])
      (?:[/?]{_REST})?
    | [a-z][a-z0-9-]+ \. [a-z]{{2,3}} / (?=[\w-]*\d)[\w-]{{4,}}
    | [a-z0-9][a-z0-9-]* \. (?:{_SHORT_ZONES.replace(" ", "|")}) / {_REST}
    )""",
    _FLAGS,
)
_AT = (
    r"(?: \s?@\s? | \s?[(\[{] \s? (?:a|at|a\s?còng|a\s?cong|@) \s? [)\]}] \s? | \s (?:a\s?còng|a\s?cong|acong|at) \s )"
)
_POST = r"(?:gmail|yahoo|hotmail|outlook|icloud|ymail|proton(?:mail)?)"
_EMAIL = re.compile(
    rf"""(?<![\w.]) (?P<box>[a-z0-9] (?:[\w+-] | \.(?=\w)){{0,63}}) (?:
      @ (?:[\w-]{{1,63}}\.){{1,5}} [a-z]{{2,}}
    | @ [\w-]{{1,63}} , (?:com|vn|net) \b
    | (?:(?:\s\.\s|\s(?:dot|chấm|cham)\s)[\w-]+)? {_AT} (?:[\w-]+{_DOT}){{1,3}} (?:com|vn|net|org|edu|info|me|asia) \b
    | @ (?![\w@]) (?=.{{0,12}}(?:mail|yahoo|$))
    | (?:\s(?:dot|chấm|cham)\s[\w-]+)? {_AT} {_POST} \b
    | \s {_POST} (?:[\s.]+ | {_DOT}) com \b
    )""",
    _FLAGS,
)
_MAILBOX = re.compile(
    r"""(?<!\w) (?:e-?mail|gmail|yahoo|mail) \s* (?:em|e|tôi|toi|mình|minh)? \s* (?:là|la|:|=)? \s*
    (?P<what>[a-z]+ [._\d][\w.]* \w)""",
    _FLAGS,
)
_OFFICE = frozenset(
    {"hoidap", "bandoc", "toasoan", "lienhe", "info", "contact", "tuyengiao", "vanphong", "phapluat", "banbientap"}
    | {"hotro", "support", "duongdaynong", "baochi", "congdoan", "ldld", "tongdai"}
)
"""Mailboxes of an office, which an article may name."""
_HANDLE = re.compile(
    rf"(?<![\w.@/]) @ (?:\s (?=\w*[\d_.]\w))? (?: (?-i:[{UPPER}])[^\W\d_]+ (?:\s(?-i:[{UPPER}])[^\W\d_]+){{1,2}} (?!\w)"
    r"| \w (?:[\w.-]*\w)?)",
    _FLAGS,
)
"""@minh.chau9, and as networks write a name: @Minh Châu."""
_NETWORK = (
    r"(?:zalo|zl|facebook|face|fb|fbook|inbox|ib|telegram|tele|viber|skype|insta(?:gram)?|ig|tik\s?tok|mess(?:enger)?"
    r"|nick|acc|locket|wechat|line)"
)
_SUM = r"\d+ (?:k|tr|triệu|đ|ng|h|p|t|m|g|ty) \d* \b"
_TELEPHONE = r"[o0](?:[ .\-]?[\dolis]){8}"
_ACCOUNT = re.compile(
    rf"""(?<!\w) {_NETWORK}
    (?:\s+ (?:của|cua|em|e|tôi|toi|tui|mình|minh|nó|no|anh|chị|nick|tên|ten|acc|id|add|kb|zalo|fb|facebook|face)){{0,3}}
    \s* (?:là(?!\w)|la(?!\w)|:|=|-)? \s*
    (?P<what>(?:live:)? (?!{_SUM}|{_TELEPHONE}) (?=[\w.-]*[a-z]) (?=[\w.-]*[\d._]\w) \w[\w.-]{{2,}}\w)""",
    _FLAGS,
)
_NICKED = re.compile(
    rf"""(?<!\w) {_NETWORK} (?:\s+ (?:của|cua|em|e|mình|minh|nó|no|nick|tên|ten|là|la)){{0,3}} \s*:?\s*
    (?P<what> (?-i:[{UPPER}])[^\W\d_]+ (?:\s(?-i:[{UPPER}])[^\W\d_]+){{0,3}} \s?\d{{2,4}}) (?!\w|[.,/\s\-]\s?\d)""",
    _FLAGS,
)
"""Boy Cô Đơn 95."""
_DOTTED = re.compile(r"\.[\w-]")
_NICK_END = re.compile(r"[^\W\d_]\s?\d\d")
_JOINED = re.compile(r"[\d._]\w")
_AT_WORD = re.compile(r"at[\s)}\]]|[(\[{]\s?a\s?[)}\]]")
_EMAIL_WORDS = ("còng", "cong", "gmail", "yahoo", "hotmail", "outlook", "icloud", "ymail", "proton")
_MAILBOX_WORDS = ("mail", "yahoo")
_NETWORK_WORDS = (
    *("zalo", "zl", "face", "fb", "inbox", "ib", "tele", "viber", "skype", "insta", "ig", "tik", "mess", "nick", "acc"),
    *("locket", "wechat", "line"),
)
_PROFILE_END = re.compile(
    "/(?:" + "|".join(rf"(?<={end}/)|(?<={end}\s/)" for end in ("com", "me", "vn", "net", "be", "gg")) + ")"
)


def may_be_email(small: str) -> bool:
    """Cheap looks ahead, at the text as `ignoring_case` gives it: where they say no, no rule finds anything."""
    return "@" in small or _has_any(small, _EMAIL_WORDS) or _AT_WORD.search(small) is not None


def may_be_profile(small: str) -> bool:
    return _PROFILE_END.search(small) is not None


def may_be_link(small: str) -> bool:
    return "/" in small or _DOTTED.search(small) is not None


def may_be_mailbox(small: str) -> bool:
    return _has_any(small, _MAILBOX_WORDS) and _JOINED.search(small) is not None


def may_be_account(small: str) -> bool:
    return _has_any(small, _NETWORK_WORDS) and _JOINED.search(small) is not None


def may_be_nick(small: str) -> bool:
    return _has_any(small, _NETWORK_WORDS) and _NICK_END.search(small) is not None


def _has_any(small: str, words: Sequence[str]) -> bool:
    return any(map(small.__contains__, words))


def find_contacts(text: str, *, by_public: bool) -> Iterator[Finding]:
    """Everything of a public text; of an article what leads to a person: profiles, private mailboxes, handles."""
    small = ignoring_case(text)
    if may_be_email(small):
        for match in _EMAIL.finditer(text):
            if by_public or match["box"].lower() not in _OFFICE:
                yield Finding(match.start(), match.end(), "email")
    if may_be_profile(small):
        yield from (Finding(match.start(), match.end(), "link") for match in _PROFILE.finditer(text))
    if "@" in text:
        yield from (Finding(match.start(), match.end(), "account") for match in _HANDLE.finditer(text))
    if by_public:
        yield from _of_public(text, small)


def _of_public(text: str, small: str) -> Iterator[Finding]:
    if may_be_link(small):
        yield from (Finding(match.start(), match.end(), "link") for match in _LINK.finditer(text))
    if may_be_mailbox(small):
        yield from (Finding(match.start("what"), match.end("what"), "email") for match in _MAILBOX.finditer(text))
    if not _has_any(small, _NETWORK_WORDS):
        return
    if may_be_nick(small):
        yield from (Finding(match.start("what"), match.end("what"), "account") for match in _NICKED.finditer(text))
    if may_be_account(small):
        yield from (Finding(match.start("what"), match.end("what"), "account") for match in _ACCOUNT.finditer(text))
