"""Words by which a text says who said something, in Russian, Ukrainian and English."""

from typing import Final

from desktop.reading.wordlist import words

# By dictionary form.
SAYING: Final = words(
    "count say report write announce tell add confirm state specify note claim explain emphasize",
    "stress emphasise post publish inform declare acknowledge update release disclose detail",
    "сообщить сообщать заявить заявлять написать писать рассказать уточнить уточнять отметить",
    "отмечать добавить проинформировать информировать подтвердить пояснить доложить передать",
    "передавать опубликовать подчеркнуть отчитаться говорить докладывать подсчитать насчитать",
    "повідомити повідомляти заявити написати писати розповісти уточнити уточнювати зазначити",
    "зазначати додати поінформувати інформувати підтвердити пояснити наголосити прозвітувати",
    "опублікувати розповідати говорити йтися казати сказати фіксувати зафіксувати заявляти",
    "підтверджувати пояснювати наголошувати додавати зауважити доповісти констатувати",
    "добавлять подтверждать пояснять отрапортовать констатировать",
)
NOT_SAYING: Final = words(
    "note notes stress report post state claim update release detail reports posts"
)

# What leads to a speaker who follows at once; over lower-case even text.
LEADING: Final = (
    r"according\s+to|по\s+(?:словам|данным|информации|сообщению|предварительным\s+данным)"
    r"|со\s+ссылкой\s+на|как\s+(?:сообща\w+|заяв\w+|уточн\w+)"
    r"|за\s+(?:словами|даними|інформацією|повідомленням)|як\s+(?:повідом\w+|заяв\w+|зазнач\w+)"
)

TITLES: Final = words(
    "губернатор глава мэр врио президент министр начальник руководитель пресс-секретарь спикер",
    "представитель командующий генерал вице-губернатор градоначальник и.о замглавы сити-менеджер",
    "голова мер очільник речник речниця міністр керівник командувач заступник президентка",
    "очільниця губернаторка головний військовий",
)
# What may stand in a Slavic title besides places: "начальник обласної військової адміністрації".
TITLE_WORDS: Final = words(
    "область край республика город регион район округ область місто район громада администрация",
    "адміністрація ова мва сво рва обороны оборона россия рф украина україна совет рада военный",
    "військовий обласний областной региональный державний гражданский цивільний міський городской",
    "оперативный штаб федерация российский временно исполнять обязанность официальный офіційний",
    "правительство уряд местный місцевий окружний окружной сила повітряний збройний офис офіс",
    "народный",
)

ENGLISH_TITLE: Final = (
    r"(?:(?:acting|deputy|then|interim|regional|local|state|former|vice|first|military|district)[\s-]+)*"
    r"(?:governor|gov\.?|mayor|head|chief|president|prime\s+minister|(?:defen[cs]e\s+|interior\s+|foreign\s+)?minister"
    r"|spokes(?:man|woman|person)|commander|prosecutor|official|lawmaker|leader|adviser|aide)"
)
_ORG_BEFORE: Final = (
    r"(?:(?:[A-Z][\w'-]*|regional|local|state|city|city's|air|interior|foreign|defen[cs]e|military"
    r"|emergency|emergencies|general|armed|southern|northern|eastern|national|railway|civil|health"
    r"|country's|region's|operational|energy|security|intelligence|press|rescue|fire|coast|border|district|ministry's|of|the|and)\s+)"
)
ENGLISH_ORG: Final = (
    rf"{_ORG_BEFORE}{{0,7}}?"
    r"(?:[Mm]inistry(?:\s+of\s+(?:[Dd]efen[cs]e|[Ee]mergenc\w+|[Ii]nternal\s+[Aa]ffairs|[Hh]ealth))?"
    r"|[Ff]orces?|[Ss]taff|[Ss]ervices?|[Cc]ommand|[Aa]dministration|[Oo]fficials?|[Aa]uthorities"
    r"|[Pp]olice|[Mm]ilitary|[Oo]ffice|[Hh]eadquarters|[Aa]gency|[Cc]ouncil|[Pp]rosecutors?|[Rr]escuers"
    r"|[Gg]overnor|[Mm]ayor|[Nn]avy|[Dd]epartment|[Gg]uard|[Aa]rmy|[Oo]perator|[Mm]edics|[Cc]hief"
    r"|[Ss]pokes(?:man|woman|person))"
)
ENGLISH_NAME: Final = r"[A-Z][\w'-]+(?:\s+(?:[A-Z]\.\s*)?(?:de|van|von|al|[A-Z][\w'-]+)){1,2}"
NO_NAMES: Final = words(
    "moscow kyiv kiev washington brussels beijing minsk london warsaw earlier later it this he she",
    "they who also",
    "russian ukrainian russia ukraine air force defense defence ministry black sea monday tuesday",
    "wednesday thursday friday saturday sunday telegram facebook reuters tass the region district",
    "oblast republic of armed forces general staff regional state emergency service southern",
    "january february march april may june july august september october november december",
)

NO_SURNAMES: Final = words("станом сьогодні сегодня вчора вчера напередодні накануне")

# Organisations in Slavic texts: a pattern over lower-case even text, and the nominative of its
# first words; what follows them is kept as it stands.
_OF_LAND: Final = (
    r"(?:\s+(?:россии|рф|российской\s+федерации|украины|україни|зсу|всу|зс\s+україни|зс\s+украины"
    r"|збройних\s+сил(?:\s+україни)?|вооруженных\s+сил(?:\s+украины)?))?"
)
SLAVIC_ORGS: Final = (
    (rf"минобороны{_OF_LAND}", ""),
    (rf"міноборони{_OF_LAND}", ""),
    (rf"министерств\w+\s+обороны{_OF_LAND}", "Министерство обороны"),
    (rf"міністерств\w+\s+оборони{_OF_LAND}", "Міністерство оборони"),
    (rf"повітрян\w+\s+сил\w*{_OF_LAND}", "Повітряні сили"),
    (rf"воздушн\w+\s+сил\w*{_OF_LAND}", "Воздушные силы"),
    (r"командуванн\w+\s+повітряних\s+сил(?:\s+зсу)?", "Командування Повітряних сил"),
    (rf"військово-морськ\w+\s+сил\w*{_OF_LAND}", "Військово-морські сили"),
    (r"сил\w*\s+оборони\s+(?:півдня|сходу)(?:\s+україни)?", "Сили оборони"),
    (rf"генштаб\w*{_OF_LAND}", "Генштаб"),
    (rf"генеральн\w+\s+штаб\w*{_OF_LAND}", "Генеральний штаб"),
    (
        r"оперативн\w+\s+штаб\w*(?:\s+(?:[\w-]+(?:ого|ої)\s+(?:края|области|області)))?",
        "Оперативный штаб",
    ),
    (r"оперштаб\w*(?:\s+[\w-]+(?:ого|ой)\s+(?:края|области|региона))?", "Оперштаб"),
    (
        r"(?:[\w-]+ськ\w+\s+)?(?:(?:міськ|обласн|районн)\w+\s+)?(?:військов\w+\s+)?адміністраці\w+",
        "адміністрація",
    ),
    (r"[\w-]+ськ\w+\s+обласн\w+\s+прокуратур\w+", "обласна прокуратура"),
    (r"(?:[\w-]+\s+)?(?:обласн\w+|окружн\w+)\s+прокуратур\w+", "прокуратура"),
    (
        r"прокуратур\w+(?:\s+(?:[\w-]+(?:ой|ого|ої)\s+)?(?:области|края|области|області))?",
        "Прокуратура",
    ),
    (r"офіс\w*\s+генпрокурора|офіс\w*\s+генерального\s+прокурора", "Офіс генпрокурора"),
    (r"пресс-служб\w+(?:\s+[\w-]+){0,2}", "пресс-служба"),
    (r"росавиаци\w+", "Росавиация"),
    (r"(?:гу\s+)?мчс(?:\s+россии)?|дснс(?:\s+україни)?|сбу|фсб|гур(?:\s+мо)?|кмва|росгвардия", ""),
    (r"[\w-]+ськ\w+\s+о[вд]а|ова|мва", ""),
    (r"національн\w+\s+поліці\w+|нацполіці\w+|поліці\w+(?:\s+[\w-]+щини)?", "поліція"),
    (r"міноборони|мвс|мзс|укренерго|енергоатом\w*|росатом\w*", ""),
    (r"власт\w+\s+региона|региональн\w+\s+власт\w+|влад\w+\s+області", "власти региона"),
    (r"президент", "Президент"),
    (r"пс\s+зсу|ск(?:\s+(?:россии|рф))?|следком\w*|слідком\w*|омвд|умвд|гумвд", ""),
    (r"(?:военн|оборонн|військов)\w+\s+(?:ведомств|відомств)\w+", "военное ведомство"),
)
