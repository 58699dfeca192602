"""HTML made into text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.markup import from_html, is_html

PAGE = """<!DOCTYPE html><html lang="ru-RU"><head><meta charset="utf-8">
<title>Сбиты 73 БПЛА — Газета</title><meta property="og:title" content="Сбиты 73&nbsp;БПЛА">
<meta property="og:site_name" content="Газета"><link rel="canonical" href="https://example.org/a">
<meta property="article:published_time" content="2025-07-18T09:10:00+03:00">
<script>var n = "<p>no</p>";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Главная</a> <a href="/war">Война</a></nav>
<article><h1>Сбиты 73 БПЛА</h1><p>Над <b>Брянской</b> областью&nbsp;—
31 БПЛА.</p><p>Над Крымом<br>четыре.</p><ul><li>Орёл: 17</li><li>Калуга: 1</li></ul>
<noscript>Включите JavaScript</noscript></article><p>Читайте также: погода</p>
<footer>© Газета</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    found = from_html(PAGE)
    assert found.text.startswith("Сбиты 73 БПЛА\n\nНад Брянской областью\u00a0— 31 БПЛА.")
    assert "Над Крымом\nчетыре." in found.text
    assert "Орёл: 17\nКалуга: 1" in found.text
    for left_out in ("Главная", "JavaScript", "©", "color", "<"):
        assert left_out not in found.text
    assert (found.title, found.publisher, found.url) == (
        "Сбиты 73 БПЛА", "Газета", "https://example.org/a",
    )  # fmt: skip
    assert (found.published, found.language) == ("2025-07-18T09:10:00+03:00", "ru")


def test_the_text_is_the_article_where_it_is_most_of_the_page() -> None:
    words = "Ночью над областью сбиты беспилотники. " * 10
    page = f"<body><div>Меню</div><article><p>{words}</p></article><div>Реклама</div></body>"
    assert from_html(page).text == words.strip()


def test_a_menu_that_is_never_closed_does_not_swallow_the_page() -> None:
    words = "Ночью над областью сбиты беспилотники. " * 10
    assert words.strip() in from_html(f"<nav><a>Меню</a><p>{words}</p>").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<pre>a  b\n  c</pre>", "a b\nc"),
        ("<tr><td>31</td><td>Bryansk</td></tr>", "31\tBryansk"),
        ("5 &lt; 6 &amp; 7&#8211;8", "5 < 6 & 7–8"),
        ('<p><img src="x.png" alt="⚡"> Сбиты</p>', "⚡ Сбиты"),
        ("", ""),
    ],
)
def test_lines_and_paragraphs_are_kept(markup: str, text: str) -> None:
    assert from_html(markup).text == text


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<div>a</div>", True),
        (" <!DOCTYPE html><p>a</p>", True),
        ("3 < 4 </", False),
        ("<3", False),
    ],
)
def test_a_pasted_page_is_told_from_a_text(text: str, is_page: bool) -> None:
    assert is_html(text) is is_page


@given(
    st.lists(
        st.sampled_from(
            [
                *"<>/&;\n",
                "<p>",
                "</nav>",
                "<nav>",
                "<pre>",
                "<article>",
                "</article>",
                "words",
                "<!--",
                "]]>",
                "<title>",
                "&#0;",
            ]
        )
    )
)
def test_whatever_is_given_is_read(pieces: list[str]) -> None:
    text = from_html("".join(pieces)).text
    assert text == text.strip()
    assert "\n\n\n" not in text
