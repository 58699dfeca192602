"""The documents of the sample night, in wording of our own; the figures are those published."""

from dataclasses import dataclass

_NOTE = "Worded for this sample; the figures, hours and places are those that were published."


@dataclass(frozen=True, slots=True)
class Document:
    """One source as it is typed into the form."""

    title: str
    publisher: str
    url: str
    published: str
    retrieved: str
    language: str
    text: str
    note: str = _NOTE


NIGHT_STATEMENT = Document(
    title="Ministry of Defence, night of 17-18 July 2025",
    publisher="Ministry of Defence of Russia",
    url="https://example.org/ministry/2025-07-18-night",
    published="18 July 2025",
    retrieved="18 July 2025",
    language="ru",
    text="""\
В течение ночи, с 23:00 17 июля до 07:00 18 июля мск, дежурные средства ПВО сбили \
73 украинских беспилотных летательных аппарата самолётного типа:
31 – над территорией Брянской области,
17 – над территорией Орловской области,
10 – над территорией Московского региона, в том числе 3 БПЛА, летевшие на Москву,
4 – над территорией Крыма,
3 – над акваторией Азовского моря,
по 2 – над территориями Смоленской и Нижегородской областей,
по одному – над территориями Белгородской, Калужской и Воронежской областей,
один – над акваторией Чёрного моря.
""",
)
EVENING_STATEMENT = Document(
    title="Ministry of Defence, evening of 17 July 2025",
    publisher="Ministry of Defence of Russia",
    url="https://example.org/ministry/2025-07-17-evening",
    published="17 July 2025",
    retrieved="18 July 2025",
    language="ru",
    text="""\
С 21:00 до 23:00 мск 17 июля дежурные средства ПВО сбили \
22 украинских беспилотных летательных аппарата самолётного типа:
по 10 – над территориями Брянской области и Крыма,
по одному – над территориями Московского региона и Орловской области.
""",
)
GOVERNOR_POST = Document(
    title="Vladislav Shapsha, morning of 18 July 2025",
    publisher="Governor of Kaluga Oblast",
    url="https://example.org/governor/2025-07-18",
    published="18 July 2025",
    retrieved="18 July 2025",
    language="ru",
    text="""\
С 21:00 до 07:50 силы ПВО сбили 3 беспилотника в Жуковском и Тарусском районах. \
Погибших и пострадавших нет, инфраструктура не повреждена. \
На местах работают специальные группы.
""",
)
NEWS_STORY = Document(
    title="Drones downed near Kaluga and over nine regions",
    publisher="A news site",
    url="https://example.org/news/2025-07-18-drones",
    published="18 July 2025",
    retrieved="18 July 2025",
    language="en",
    text="""\
Three drones were shot down in the Zhukovsky and Tarussky districts of the Kaluga Region between \
21:00 and 07:50 Moscow time, Governor Vladislav Shapsha said. Nobody was hurt and no \
infrastructure was damaged; specialist teams are at the sites.
The Ministry of Defence reported 73 Ukrainian drones brought down overnight: 31 of them over the \
Bryansk Region, 17 over the Oryol Region and 10 over the Moscow Region, three of which had been \
aimed at the capital.
Earlier that evening 22 drones had been intercepted within two hours, with 10 falling in the \
Bryansk and Crimea regions.
""",
)
