"""Numbers that name a person or an account: identity and insurance numbers, bank accounts, plates."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.findings import Finding
from nlp.unicode import ignoring_case

_FLAGS = re.IGNORECASE | re.VERBOSE
_RUN = r"\d(?:[ .\-]{0,2}\d)"
_GAP = r"(?P<gap> (?: [^\d\n\[\].;!?] | \.(?=\s?[\d:]) ){0,40}? )"
"""What may stand between the word that announces a number and the number."""
_NOT_MORE = r"(?![\d/]|[.,]\d)"
_NOT_MONEY = (
    r"(?!\s*(?:đồng|dong\b|đ\b|vnđ|vnd|k\b|tr\b|triệu|trieu|tỷ|ty\b|nghìn|ngàn|ngan\b|usd|người|nguoi|lao\sđộng|/))"
)
_ID_WORD = (
    r"(?:cccd|cmnd|cmt(?:nd)?|căn\s?cước|can\s?cuoc|chứng\s?minh|chung\s?minh|định\s?danh|dinh\s?danh|hộ\s?chiếu"
    r"|ho\s?chieu|passport|mst|mã\s?số\s?thuế|bhxh|bhyt|sổ\s?bh|so\s?bh|sổ\s?số|mã\s?bh|ma\s?bh|bảo\s?hiểm|bao\s?hiem|mã\s?số|ma\s?so|vssid)"
)
_STAFF_WORD = (
    r"(?:msnv|mnv|bảng\s?tên|bang\s?ten|(?:số\s?thẻ|so\s?the|thẻ\s?số|the\s?so)(?:\s(?:công\s?nhân|nhân\s?viên|nv|cn|tên|ra\s?vào|từ|chấm\s?công))?"
    r"|(?:mã|số)\s?(?:số\s?)?(?:nv|nhân\s?viên|thẻ|công\s?nhân|cn(?![\-.]?\d)|tài\s?xế)|m[ãa]\s?s[ốo]|s[ốo]\s?b[áa]o\s?danh(?:\s?c[ôo]ng\s?nh[âa]n)?|(?:ma|so)\s?(?:so\s?)?(?:nv|nhan\s?vien|the|cong\s?nhan|cn(?![\-.]?\d)|tai\s?xe)"
    r"|tài\s?khoản\s?tài\s?xế|(?:staff|worker|driver|employee)\s?(?:id|no|code)|id\s(?:tài\s?xế|tai\s?xe|nhân\s?viên|shipper|đối\s?tác)|id(?=\s?:?\s?\w*\d{4}))"
)
_ACCOUNT_WORD = (
    r"(?:stk|s\.t\.k|số\s?tk|so\s?tk|tk|số\s?tài\s?khoản|so\s?tai\s?khoan|tài\s?khoản|tai\s?khoan|account|momo|ví)"
)
_BANK = (
    r"(?:vietcombank|vietcom|vcb|vietinbank|vietin|tech|agri|sacom|đông\s?á|dong\s?a|ctg|bidv|agribank|techcombank|tcb|mb\s?bank|mb|acb|vpbank|tpbank|sacombank|shb"
    r"|hdbank|ocb|msb|vib|seabank|lpbank|eximbank|scb|vpb|vp\s?bank|tp\s?bank|shinhan|woori|việt\s?á|bản\s?việt|pgbank|gpbank|cake|timo|saigonbank|hsbc|ncb|coopbank|nam\s?a\s?bank|abbank|bac\s?a\s?bank|kienlongbank|pvcombank)"
)
_NAMED_ID = re.compile(rf"(?<!\w) {_ID_WORD} (?!\w) {_GAP} (?P<what>{_RUN}{{7,14}}) {_NOT_MORE} {_NOT_MONEY}", _FLAGS)
_BADGE = r"(?=(?:\S*\d){3}) [A-Z]{0,4} [-.]? \d{1,8} (?:[-.][A-Z]{0,2}\d{1,6}){0,2}"
_OF_ME = r"(?:(?:của|cua|em|e|tôi|toi|mình|minh|là|la)[\s:]+){0,3}"
_STAFF = re.compile(
    rf"(?<!\w) {_STAFF_WORD} (?!\w) [\s:.=]* {_OF_ME} (?P<what>{_BADGE}) (?!\w)",
    _FLAGS,
)
_CITIZEN = re.compile(
    rf"""0(?<![\w.,/-]0)(?<!\d{{4}}[ ]0)\d\d
    (?: \d{{9}} | [ .\-]\d{{3}}[ .\-]\d{{3}}[ .\-]\d{{3}} | \d[ .\-]\d{{4}}[ .\-]\d{{4}} | \d{{3}}[ .\-]\d{{6}} )
    {_NOT_MORE}
    | 0(?<![\w.,/-]0) (?:[ .\-]{{1,2}}\d){{11}} (?![\d/]|[ .,\-]\d)""",
    _FLAGS,
)
"""Twelve digits from 0: the number on a citizen's card."""
_CARD = re.compile(
    r"""(?<!\w) (?: (?:DN|HX|CH|NN|TK|HC|XK|HT|TB|NO|CT|XB|TN|CS|XN|MS|HD|TE|BT|HN|DT|DK|XD|TS|TC|TQ|TA|TY|TG|LS|PV|HG
    |CN|HS|SV|GB|GD|CC|CK|CB|KC|TV|ND|QN|CA|CY|XV|TL) \s?\d(?:\s?\d){12}
    | [BCEKNP]\d{7,8} | [A-Z]{2}\d{8}[A-Z]{2}) (?!\w)""",
    re.VERBOSE,
)
"""Health insurance card, passport, and the card of those who live in Japan."""
_BANK_CARD = re.compile(r"(?:9704|[45]\d{3})(?<![\w.,/-].{4})(?:[ -]?\d{4}){3}(?:\d{3})?(?![\w/]|[.,-]\d)")
_NAMED_ACCOUNT = re.compile(
    rf"(?<!\w) {_ACCOUNT_WORD} (?!\w) {_GAP} (?P<what>{_RUN}{{5,18}}) {_NOT_MORE} {_NOT_MONEY}", _FLAGS
)
_SENT = re.compile(
    rf"""(?<!\w) (?:chuyển\s?khoản|chuyen\s?khoan|ck|ủng\s?hộ) (?!\w) {_GAP} (?P<what>{_RUN}{{8,18}})
    {_NOT_MORE} {_NOT_MONEY}""",
    _FLAGS,
)
_CONTRACT = re.compile(r"\d{1,6}(?:/\d{4})?/(?:HĐLĐ|HDLD|HĐTV|[A-ZĐ]{1,4}-CCHN)(?!\w)")
_BANKED = re.compile(
    rf"""(?<!\w) {_BANK} (?!\w) [ :\-]{{0,3}} (?:(?:số|so|stk|tk)[ :]{{1,2}})?
    (?P<what>{_RUN}{{5,18}}) {_NOT_MORE} {_NOT_MONEY}""",
    _FLAGS,
)
_TAIL = re.compile(
    r"""(?<!\w) (?:stk|tk|tài\s?khoản|tai\s?khoan|thẻ|sđt|sdt|số|so) \s (?:có\s)? (?:đuôi|duoi|cuối|cuoi) \s
    (?:là\s|la\s)? (?P<what>\d{3,6}) (?!\w)""",
    _FLAGS,
)
_ALONE = r"\d(?<![\w.,/-]\d)"
_LONG = re.compile(rf"(?P<what>{_ALONE}(?:[ .\-]{{0,2}}\d){{11,18}}) {_NOT_MORE} {_NOT_MONEY}", _FLAGS)
_BARE = re.compile(rf"(?P<what>{_ALONE}\d{{8,10}}) (?!\w) {_NOT_MORE} {_NOT_MONEY}", _FLAGS)
_PLATE = re.compile(
    r"""[1-9](?<![\w.,/-].)\d \s?-?\s? [A-HK-NPS-VXYZ][A-Z1-9]?
    (?: \s?[-.]\s? \d{3}[.\s]?\d{2} | [-.]\d{4} | \s?\d{3}\.\d{2} | (?<=\d[A-Z])\d{5} ) (?![\w/]|[.,-]\d)""",
    _FLAGS,
)
_NAMED_PLATE = re.compile(
    r"""(?<!\w) (?:biển\s?số|bien\s?so|bks|biển|bien|xe) [^\d\n\[\]]{0,15}?
    (?P<what>[1-9]\d \s?[-.]?\s? [A-Z][A-Z1-9]? \s?[-.]?\s? (?:\d{3}[.\s]?\d{1,2}|\d{2}[.\s]\d{3})) (?![\w/])""",
    _FLAGS,
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[. ]000)+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*0000?")
_DATE = r"(?:(?:\d{1,2}[.\- ]){0,2}(?:19|20)\d\d)"
_DATES = re.compile(rf"{_DATE}(?:[ \-.]{{1,3}}{_DATE})*")
_HOTLINE = re.compile(r"1[89]00(?:[ .]?\d{4}|[ .]\d{2,4}[ .]?\d{2,3})")
"""Numbers of services that anyone may call."""
_CALL = re.compile(
    r"(?<!\w)(?:sđt|sdt|đt|dt|điện thoại|dien thoai|zalo|zl|gọi|goi|alo|lh|liên hệ|lien he|nhắn|nhan)(?!\w)",
    re.IGNORECASE,
)
"""A number after one of these is a telephone number, whatever was said before."""
_GOODS = re.compile(
    r"(?<!\w)(?:po|style|lô|(?:lô|lo|đơn|don) (?:hàng|hang)|(?:mã|ma) (?:hàng|hang|đơn|don|vải|vai|lỗi|loi|sp))"
    r"\s*[:#]?\s*$",
    re.IGNORECASE,
)
"""A number after one of these counts goods."""
_NO_PERSONS = (_THOUSANDS, _DATES, _HOTLINE)
_REACH = 150
"""Characters from the word that announces a number to the end of the number, and more."""
_THREE = re.compile(r"\d\d\d")
_SIX = re.compile(r"\d(?:[\s.\-]{0,2}\d){5}")
"""Without three digits in a row no short rule can match, without six (in groups) no long one."""


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    pattern: re.Pattern[str]
    look: re.Pattern[str]
    """A cheap look ahead at the text as `ignoring_case` gives it: without a match the rule finds nothing."""
    near: bool = True
    """What `look` sees has three digits in a row (or six in groups): it is looked for near such digits only."""


def _long_enough(more: str) -> re.Pattern[str]:
    """A number of one digit and that many `more`, which is no sum of money."""
    return re.compile(rf"{_RUN}{{{more}}} {_NOT_MORE} {_NOT_MONEY}", re.VERBOSE)


_ACCOUNTS = _long_enough("5,18")
_SHORT_RULES = (
    Rule(
        "id",
        _STAFF,
        re.compile(
            r"(?:ms?nv|b[aả]ng\s?t[eê]n|m[ãa]\s?(?:s[ốo]|nv|nh[âa]n|th[ẻe]|c[ôo]ng|cn|t[àa]i)|id|no|code|th[ẻe]|t[àa]i\s?x[ếe]"
            r"|s[ốo]\s?(?:b[áa]o|nv|nh[âa]n|s[ốo]|th[ẻe]|c[ôo]ng|cn|t[àa]i))(?:[^\d\n]{0,40}\d)(?:\S*\d){2}"
        ),
        near=False,
    ),
    Rule("account", _TAIL, re.compile(r"(?:đuôi|duoi|cuối|cuoi)\s(?:l[àa]\s)?\d{3}")),
    Rule("id", _CONTRACT, re.compile("/h[đd]|-cchn"), near=False),
    Rule("plate", _PLATE, _THREE),
    Rule("plate", _NAMED_PLATE, re.compile(r"[1-9]\d\s?[-.]?\s?[a-z][a-z1-9]?\s?[-.]?\s?\d{2}"), near=False),
)
_RULES = (
    Rule("id", _NAMED_ID, _long_enough("7,14")),
    Rule("account", _NAMED_ACCOUNT, _ACCOUNTS),
    Rule("account", _BANKED, _ACCOUNTS),
    Rule("account", _SENT, _ACCOUNTS),
    Rule("account", _BANK_CARD, _SIX),
    Rule("id", _CITIZEN, _SIX),
    Rule("id", _CARD, re.compile(r"\d(?:\s?\d){6}")),
)


def find_identifiers(text: str) -> Iterator[Finding]:
    """Numbers with a word that announces them, and those whose form says what they are."""
    three, six = _windows(_THREE, text), _windows(_SIX, text)
    if not three and not six:
        return
    small = ignoring_case(text)
    whole = [(0, len(text))]
    seen: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for near, rules in ((three, _SHORT_RULES), (six, _RULES)):
        for rule in rules if near else ():
            if rule.look not in seen:
                seen[rule.look] = _windows(rule.look, small, near if rule.near else whole)
            for start, end in seen[rule.look]:
                yield from _find(rule.pattern, text, rule.kind, start, end)


def _windows(
    look: re.Pattern[str], small: str, within: Sequence[tuple[int, int]] = ((0, sys.maxsize),)
) -> list[tuple[int, int]]:
    """Where to look for what a cheap look ahead has seen: all that a match can reach, however many others are near."""
    windows: list[tuple[int, int]] = []
    for begin, until in within:
        for match in look.finditer(small, begin, until):
            start, end = max(0, match.start() - _REACH), match.end() + _REACH
            if windows and start <= windows[-1][1]:
                start = windows.pop()[0]
            windows.append((start, end))
    return windows


def find_bare_numbers(text: str) -> Iterator[Finding]:
    """Any other long number. Only for what the public wrote, which seldom means anything else by one."""
    if not _SIX.search(text):
        return
    yield from _find(_LONG, text, "account")
    yield from (found for found in _find(_BARE, text, "id") if not _GOODS.search(text[: found.start][-20:]))


def _find(pattern: re.Pattern[str], text: str, kind: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Finding]:
    group = "what" if "what" in pattern.groupindex else 0
    for match in pattern.finditer(text, start, end):
        what = match[group]
        if kind in {"id", "account"} and any(form.fullmatch(what) for form in _NO_PERSONS):
            continue
        if "gap" in pattern.groupindex and _CALL.search(match["gap"]):
            continue
        yield Finding(match.start(group), match.end(group), kind)
