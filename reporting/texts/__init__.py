"""Texts that everybody may read and the site admin edits: until then what the project proposes."""

import re
from pathlib import Path

import nh3
from django.db.models import TextChoices
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from partnerships.czech import tie

GAP = re.compile(r"\[(?:doplňte|ověřte)[^\]]*\]")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
TAGS = {"p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"https", "http", "mailto", "tel"}


class TextCode(TextChoices):
    """The value is the text's address and the name of the file with the proposal."""

    ACCESSIBILITY = "prohlaseni-o-pristupnosti", "Prohlášení o přístupnosti"
    PRIVACY = "zpracovani-osobnich-udaju", "Zpracování osobních údajů"


def proposed(code: TextCode) -> str:
    return (Path(__file__).parent / f"{code}.md").read_text()


def gaps(body: str) -> list[str]:
    """Places left for the operator's own data, as they stand in the text."""
    return GAP.findall(body)


def to_html(body: str) -> SafeString:
    """Markdown without HTML of its own, and of what comes out only what a plain text needs."""
    html = nh3.clean(MARKDOWN.render(tie(body)), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES)
    return mark_safe(html)  # noqa: S308 only the tags above are left
