"""Markdown's tokens as plain text that reads well aloud: no marks, and links as 'words: address'."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

LINE = "---"
PAUSES = (".", "?", "!", ":")


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the blocks as text, with a blank line between them."""
    return "\n\n".join(_block(node) for node in SyntaxTreeNode(tokens).children) + "\n"


def words_of(tokens: Sequence[Token]) -> str:
    """Return one line of Markdown as one line of text."""
    return " ".join("".join(_inline(node) for node in SyntaxTreeNode(tokens).children).split())


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "paragraph" | "heading" | "inline":
            return "".join(_inline(child) for child in node.children)
        case "bullet_list":
            return "\n".join(_item("- ", item) for item in node.children)
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            return "\n".join(_item(f"{number}. ", item) for number, item in enumerate(node.children, first))
        case "hr":
            return LINE
        case "blockquote":
            return "\n\n".join(_block(child) for child in node.children)
        case _:
            return node.content.rstrip("\n")


def _item(mark: str, item: SyntaxTreeNode) -> str:
    """Return one item of a list, its further lines set in under its first."""
    text = "\n".join(_block(child) for child in item.children)
    return mark + text.replace("\n", "\n" + " " * len(mark))


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "link":
            return _link("".join(_inline(child) for child in node.children), str(node.attrs["href"]))
        case _ if node.children:
            return "".join(_inline(child) for child in node.children)
        case _:
            return node.content


def _link(words: str, url: str) -> str:
    """Write where a link goes; for an email address or a phone number its words say it already."""
    if url.startswith(("mailto:", "tel:")):
        return words
    return f"{words}{'' if words.endswith(PAUSES) else ':'} {url}"
