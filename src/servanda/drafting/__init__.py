"""A first case from articles."""

from servanda.drafting.draft import Draft, draft, write_draft

__all__ = ["Draft", "draft", "write_draft"]
