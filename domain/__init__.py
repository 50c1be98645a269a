"""Frozen types and pure rules of Lắng Nghe. Standard library and pydantic only."""
