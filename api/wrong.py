"""What pydantic found wrong, in Vietnamese sentences that name the parameter and never repeat its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from api.problems import Wrong

_PLACES: Final = {"query", "path", "body", "header", "cookie"}
_SENTENCES: Final = {
    "missing": "còn thiếu",
    "extra_forbidden": "không có tham số này",
    "enum": "phải là một trong: {expected}",
    "literal_error": "phải là một trong: {expected}",
    "string_too_long": "dài quá; nhiều nhất {max_length} ký tự",
    "string_too_short": "ngắn quá; ít nhất {min_length} ký tự",
    "string_pattern_mismatch": "không đúng dạng",
    "greater_than_equal": "nhỏ quá; ít nhất là {ge}",
    "less_than_equal": "lớn quá; nhiều nhất là {le}",
    "json_invalid": "nội dung không phải JSON",
}
_FAMILIES: Final = {
    "date": "phải là ngày có thật, viết như 2026-11-20",
    "int": "phải là số nguyên",
    "bool": "phải là true hoặc false",
    "string": "phải là chữ",
}


def sentences(errors: Sequence[Any]) -> list[Wrong]:
    """One entry a parameter, in their order."""
    found: dict[str, str] = {}
    for error in errors:
        found.setdefault(_name(error["loc"]), _sentence(error))
    return [Wrong(name, sentence) for name, sentence in found.items()]


def _name(loc: Sequence[Any]) -> str:
    parts = [str(part) for part in loc if isinstance(part, str) and part not in _PLACES]
    return parts[0] if parts else "body"


def _sentence(error: Any) -> str:
    kind, context = str(error["type"]), error.get("ctx") or {}
    if kind == "value_error":
        return str(context.get("error", "không dùng được"))
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map(
            {"expected": "", "max_length": "", "min_length": "", "ge": "", "le": ""} | context
        )
    return _FAMILIES.get(kind.split("_", maxsplit=1)[0], "không dùng được")
