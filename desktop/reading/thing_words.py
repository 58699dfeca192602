"""The words for what is counted, by dictionary form, in the three languages."""

from typing import Final

from desktop.reading.wordlist import words

PERSON: Final = "person"
PROPERTY: Final = "property"
MUNITION: Final = "munition"
OTHER: Final = "other"

MUNITIONS: Final = {
    "drone": words(
        "бпла беспилотник дрон дрон-камикадзе квадрокоптер коптер мультикоптер октокоптер бла",
        "fpv-дрон fpv-дроны шахед герань гербера дрон-имитатор дрон-перехватчик бпла-камикадзе",
        "безпілотник дрон-камікадзе шахід гербера дрон-імітатор імітатор імітатор-дрон пародія",
        "безпілотник-камікадзе коптер квадрокоптер",
        "drone uav uas quadcopter copter fpv shahed geran gerbera decoy lancet drone-missile",
        "shahed-136 shahed-131 shahed-238 geran-1 geran-2 geran-3 герань-2 герань-1 герань-3",
        "шахед-136 шахед-131 mohajer orlan orlan-10 орлан ланцет italmas італмас",
    ),
    "missile": words(
        "ракета ракета-ловушка missile калибр циркон искандер кинжал оникс гарм нептун фламинго",
        "искандер-м искандер-к точка-у кинжалы storm shadow atacms scalp harm neptune taurus",
        "jassm кинджал калібр онікс іскандер іскандер-м іскандер-к бойова kinzhal kalibr kaliber",
        "zircon tsirkon onyx oniks iskander iskander-m iskander-k kn-23 kinjal flamingo tomahawk",
        "kh-101 kh-55 kh-555 kh-22 kh-32 kh-59 kh-69 kh-31 kh-31p kh-35 kh-47m2 х-101 х-55 х-555",
        "х-22 х-32 х-59 х-69 х-31 х-31п х-35 х-47м2 х-47 kh-47 x-101 x-22 x-59 x-69 x-31 с-300",
        "с-400 s-300 балистика балістика балістичний баллистический аэробалістичний ballistic",
        "ballistics s-400 с-200 s-200 кр зкр кар пкр крылатый крилатий tochka-u kh-101s kh-59s",
    ),
    "rocket": words(
        "рсзо снаряд реактивный_снаряд himars gmlrs vampire ольха вильха вільха vilkha град grad",
        "смерч ураган uragan smerch olkha rm-70 хаймарс rocket рсзв реактивний_снаряд торнадо-с",
        "mlrs",
    ),
    "boat": words(
        "катер бэк бек безэкипажник usv boat dinghy катер-дрон дрон-катер craft vessel-drone"
    ),
    "bomb": words(
        "бомба авиабомба фаб каб уаб bomb kab fab авіабомба jdam hammer каби gbu-39 sdb умпб умпк",
    ),
    "": words("шар аэростат мвш шар-зонд зонд balloon target цель ціль airship weapon засіб"),
}
"""Heads of phrases by munition; "" for what none of the vocabulary covers."""

MUNITION_OF: Final = {word: code for code, listed in MUNITIONS.items() for word in listed}
WEAK_HEADS: Final = words(
    "снаряд цель ціль target шар куля зонд боевой бойова craft средство засіб град ураган смерч",
    "hammer vampire shadow storm герань крылатый крилатий harm калибр fpv орлан искандер точка-у",
    "кр кар пкр",
)
"""Words that name a munition only beside a number, a kind or a verb of munitions."""

FLYING: Final = words("летательный літальний aerial flying")
VEHICLES: Final = words("аппарат апарат vehicle aircraft system")
"""With one of FLYING, drones."""
SEABORNE: Final = words(
    "морской надводный безэкипажный полупогружной подводный морський надводний безекіпажний",
    "naval sea surface maritime seaborne underwater semi-submersible water-borne marine",
    "sea-borne crewless",
)
"""Before drones, boats."""
UNMANNED: Final = words(
    "беспилотный безпілотний безэкипажный безекіпажний unmanned uncrewed crewless unpiloted",
)
AIR_ATTACK: Final = words("воздушный повітряний aerial air airborne")
ROCKETRY: Final = words(
    "рсзо рсзв himars gmlrs vampire ольха вільха vilkha град grad смерч ураган uragan smerch olkha",
    "rm-70 mlrs хаймарс реактивный реактивний rocket",
)
"""In a phrase of missiles or shells, rockets of multiple launchers."""
WEAPON_SYSTEMS: Final = words(
    "комплекс зенитный зенитно-ракетный зрк система battery launcher установка установок пусковой",
    "расчет расчёт розрахунок оператор operator operators crew завод производство production plant",
    "factory programme program budget part parts component components запчасть детали",
)

PERSONS: Final = words(
    "человек житель жительница ребенок мужчина женщина подросток девочка мальчик девушка юноша",
    "военнослужащий сотрудник работник рабочий пенсионер пенсионерка гражданский водитель",
    "пассажир школьник мирный несовершеннолетний спасатель медик врач полицейский пожарный",
    "гражданин боец дружинник потерпевший пострадавший погибший раненый убитый парень младенец",
    "местный строитель журналист взрослый охранник учитель учительница фермер тракторист",
    "священник инженер электрик энергетик прохожий велосипедист мотоциклист супруг супруга",
    "комбайнер крановщик охоронець вчитель вчителька лікарка перехожий машиніст механік",
    "вихователька електрик водійка member guard teacher farmer pedestrian cyclist",
    "engineer electrician",
    "priest grandmother motorist foreman людина особа мешканець мешканка чоловік жінка дитина",
    "підліток дівчинка хлопчик дівчина хлопець працівник працівниця рятувальник лікар",
    "поліцейський пожежник водій пасажир цивільний пенсіонер громадянин потерпілий постраждалий",
    "загиблий поранений неповнолітній дорослий немовля травмований вбитий убитий енергетик",
    "військовослужбовець військовий військова person man woman child girl boy teenager resident",
    "civilian worker employee driver passenger rescuer medic doctor policeman firefighter",
    "pensioner baby infant toddler adult minor local body fatality casualty victim injured",
    "wounded dead death injury villager citizen staff serviceman serviceperson paramedic officer",
    "student pupil journalist wife husband grandfather сын дочь мать отец бабушка дедушка брат",
    "сестра син донька мати батько бабуся дідусь внук внучка онук mother father son daughter",
)
HURT: Final = "пострадавш"
"""How the Russian word for those hurt begins; dictionaries have it as a form of a verb."""
CASUALTY_NOUNS: Final = {
    "killed": words("погибший убитый загиблий вбитий убитий dead death fatality fatalities killed"),
    "injured": words(
        "потерпевший потерпілий пострадавший раненый постраждалий поранений травмований injured",
        "wounded injury casualty",
    ),
}
"""Persons who are counted by what happened to them, without a verb."""

PROPERTIES: Final = words(
    "дом здание автомобиль машина авто квартира постройка сарай гараж склад предприятие линия",
    "лэп газопровод подстанция цех школа больница храм магазин прицеп автобус трактор вагон",
    "локомотив резервуар судно домовладение многоэтажка многоквартирный мкд помещение крыша",
    "кровля теплица хозпостройка поликлиника садик общежитие церковь коттедж катер корабль баржа",
    "танкер ангар электроподстанция котельная автозаправка азс гостиница кафе ресторан",
    "трансформатор грузовик комбайн автомашина иномарка колледж университет лицей музей",
    "библиотека поезд трамвай троллейбус электричка рынок вокзал объект столовая завод стадион",
    "спорткомплекс рлс забор фасад киоск мост трансформаторный домохозяйство нежилой",
    "многоэтажный частный самолет вертолет окно павильон ферма баня автомобіль будинок будівля",
    "автівка споруда підприємство лінія газогін підстанція лікарня домогосподарство",
    "багатоповерхівка приміщення дах теплиця господарський господарча поліклініка садок",
    "гуртожиток церква котельня вантажівка крамниця готель заклад оселя обійстя багатоквартирний",
    "господарство опора корабель ринок депо тролейбус поїзд потяг об'єкт ліцей коледж",
    "університет бібліотека енергоблок укриття дитсадок міст п'ятиповерхівка дев'ятиповерхівка",
    "кіоск павільйон паркан огорожа house building apartment car vehicle outbuilding garage shop",
    "school hospital kindergarten warehouse substation line facility church truck bus tractor",
    "roof window home block flat store transformer pipeline hangar depot tank ship tanker vessel",
    "barge ferry locomotive wagon plant factory enterprise dormitory hotel cafe restaurant",
    "clinic structure shed greenhouse dwelling household lorry van ambulance tram trolleybus",
    "tower boiler cottage high-rise supermarket market office lyceum college university library",
    "museum theatre terminal berth pier railway station bridge refinery farm warplane plane jet",
    "aircraft helicopter",
)

NEVER: Final = words(
    "район округ населенный пункт город поселок село деревня область регион хутор территория",
    "сутки день ночь час минута секунда месяц год неделя раз попытка волна направление",
    "объект_атаки километр метр км м кг тонна процент рубль миллион миллиард лет калибр этаж мм",
    "градус аэропорт рейс бригада батальон полк дивизия армия взвод отряд единица",
    "населений місто селище громада доба ніч година хвилина тиждень місяць рік напрямок локація",
    "кілометр відсоток гривня поверх рейд разів спроба хвиля обстріл удар ударів взрыв вибух",
    "пожар пожежа district region city town village settlement community municipality location",
    "site day night hour minute week month year time wave attempt direction kilometre kilometer",
    "km mile metre meter kg ton tonne percent per dollar euro hryvnia million billion storey",
    "floor airport flight brigade battalion regiment army unit raid strike attack",
    "explosion blast fire type kind stage group area country nation place am pm mm centimetre",
    "degree shift usd uah rouble ruble обстрел танк бтр бмп гаубица миномет орудие пикап солдат",
    "военный боевик кв ква квт мвт гвт гармата окупант soldier troop howitzer mortar gun",
    "firefighter_crew crew расчет экипаж team % случай випадок case",
)
"""Nouns whose number is never one of an attack's figures."""
UNINFLECTED: Final = words("кр зкр кар каб фаб бпла бла бэк бек fpv мвш рсзо авто депо кафе метро")
"""Words that are the same in every case and number."""
