"""Towns that statements name and the gazetteer leaves out, by the ISO code of their region.

Each is its English name and its Russian and Ukrainian ones, as far as they differ in letters and
are no common words or surnames; "_" is a blank.
"""

from typing import Final

TOWNS: Final = {
    "UA-63": (
        "Balakliia/Балаклея/Балаклія Vovchansk/Волчанск/Вовчанськ Derhachi/Дергачи/Дергачі "
        "Merefa/Мерефа Liubotyn/Люботин Zmiiv/Змиев/Зміїв Barvinkove/Барвенково/Барвінкове "
        "Pisochyn/Песочин/Пісочин Krasnohrad/Красноград Lyptsi/Липцы/Липці Valky/Валки "
        "Pechenihy/Печенеги/Печеніги Slatyne/Слатино/Слатине "
        "Mala_Danylivka/Малая_Даниловка/Мала_Данилівка "
        "Staryi_Saltiv/Старый_Салтов/Старий_Салтів Velykyi_Burluk/Великий_Бурлук"
    ),
    "UA-14": (
        "Dobropillia/Доброполье/Добропілля Druzhkivka/Дружковка/Дружківка Lyman/Лиман "
        "Myrnohrad/Мирноград Toretsk/Торецк/Торецьк Siversk/Северск/Сіверськ "
        "Selydove/Селидово/Селидове Chasiv_Yar/Часов_Яр/Часів_Яр Kurakhove/Курахово/Курахове "
        "Avdiivka/Авдеевка/Авдіївка Sviatohirsk/Святогорск/Святогірськ "
        "Vuhledar/Угледар/Вугледар Novohrodivka/Новогродовка/Новогродівка "
        "Bilozerske/Белозерское/Білозерське Rodynske/Родинское/Родинське "
        "Hrodivka/Гродовка/Гродівка Makiivka/Макеевка/Макіївка Yenakiieve/Енакиево/Єнакієве "
        "Debaltseve/Дебальцево/Дебальцеве"
    ),
    "UA-12": (
        "Zhovti_Vody/Желтые_Воды/Жовті_Води Zelenodolsk/Зеленодольск/Зеленодольськ "
        "Ternivka/Терновка/Тернівка Shakhtarske/Шахтарское/Шахтарське "
        "Pidhorodne/Подгородное/Підгородне Apostolove/Апостолово/Апостолове "
        "Verkhnodniprovsk/Верхнеднепровск/Верхньодніпровськ Mezhova/Межевая/Межова "
        "Tomakivka/Томаковка/Томаківка Myrove/Мировое/Мирове "
        "Petropavlivka/Петропавловка/Петропавлівка Vasylkivka/Васильковка/Васильківка "
        "Pershotravensk/Першотравенск/Першотравенськ Slobozhanske/Слобожанское/Слобожанське"
    ),
    "UA-23": (
        "Huliaipole/Гуляйполе Orikhiv/Оріхів Tokmak/Токмак Vilniansk/Вольнянск/Вільнянськ "
        "Stepnohirsk/Степногорск/Степногірськ Kushuhum/Кушугум Balabyne/Балабино/Балабине "
        "Prymorsk/Приморск/Приморськ Komyshuvakha/Камышеваха/Комишуваха "
        "Novomykolaivka/Новониколаевка/Новомиколаївка "
        "Kamianka-Dniprovska/Каменка-Днепровская/Кам'янка-Дніпровська "
        "Mala_Tokmachka/Малая_Токмачка/Мала_Токмачка"
    ),
    "UA-65": (
        "Beryslav/Берислав Antonivka/Антоновка/Антонівка Bilozerka/Белозерка/Білозерка "
        "Stanislav/Станислав/Станіслав Chornobaivka/Чернобаевка/Чорнобаївка "
        "Zelenivka/Зеленовка/Зеленівка Kizomys/Кизомыс/Кізомис Komyshany/Камышаны/Комишани "
        "Oleshky/Алешки/Олешки Skadovsk/Скадовск/Скадовськ "
        "Hola_Prystan/Голая_Пристань/Гола_Пристань Kakhovka/Каховка Chaplynka/Чаплинка "
        "Novovorontsovka/Нововоронцовка Vysokopillia/Высокополье/Високопілля "
        "Tavriisk/Таврийск/Таврійськ Dniprovske/Днепровское/Дніпровське "
        "Veletenske/Велетенское/Велетенське"
    ),
    "UA-51": (
        "Kiliia/Килия/Кілія Vylkove/Вилково/Вилкове Zatoka/Затока "
        "Tatarbunary/Татарбунары/Татарбунари Serhiivka/Сергеевка/Сергіївка Pivdenne/Південне "
        "Teplodar/Теплодар Artsyz/Арциз Orlivka/Орловка/Орлівка"
    ),
    "UA-48": (
        "Snihurivka/Снигиревка/Снігурівка Pivdennoukrainsk/Южноукраинск/Південноукраїнськ "
        "Nova_Odesa/Новая_Одесса/Нова_Одеса Koblevo/Коблево Halytsynove/Галициново/Галицинове"
    ),
    "UA-59": (
        "Hlukhiv/Глухів Bilopillia/Белополье/Білопілля Trostianets/Тростянец/Тростянець "
        "Krolevets/Кролевец/Кролевець Lebedyn/Лебедин Putyvl/Путивль "
        "Krasnopillia/Краснополье/Краснопілля Buryn/Бурынь/Буринь Seredyna-Buda/Середина-Буда "
        "Znob-Novhorodske/Зноб-Новгородское/Зноб-Новгородське Vorozhba/Ворожба "
        "Velyka_Pysarivka/Великая_Писаревка/Велика_Писарівка Yunakivka/Юнаковка/Юнаківка "
        "Svesa/Свесса/Свеса Yampil/Ямполь/Ямпіль"
    ),
    "UA-53": (
        "Horishni_Plavni/Горишние_Плавни/Горішні_Плавні Hadiach/Гадяч Pyriatyn/Пирятин "
        "Karlivka/Карловка/Карлівка Khorol/Хорол Zinkiv/Зіньків Komyshnia/Камышня/Комишня"
    ),
    "UA-74": (
        "Semenivka/Семеновка/Семенівка Ichnia/Ичня/Ічня Bakhmach/Бахмач "
        "Nosivka/Носовка/Носівка Horodnia/Городня Snovsk/Сновск/Сновськ "
        "Bobrovytsia/Бобровица/Бобровиця Liubech/Любеч Koriukivka/Корюковка/Корюківка "
        "Kozelets/Козелец/Козелець"
    ),
    "UA-32": (
        "Irpin/Ирпень/Ірпінь Hostomel/Гостомель Vyshneve/Вишневое/Вишневе Boiarka/Боярка "
        "Borodianka/Бородянка Chornobyl/Чернобыль/Чорнобиль Slavutych/Славутич "
        "Makariv/Макарів Trypillia/Триполье/Трипілля Pereiaslav/Переяслав Hlevakha/Глеваха "
        "Yahotyn/Яготин Baryshivka/Барышевка/Баришівка "
        "Sofiivska_Borshchahivka/Софиевская_Борщаговка/Софіївська_Борщагівка "
        "Bilohorodka/Белогородка/Білогородка Markhalivka/Марьяновка/Мархалівка "
        "Chabany/Чабаны/Чабани"
    ),
    "UA-18": "Malyn/Малин Ovruch/Овруч Narodychi/Народичи/Народичі Radomyshl/Радомышль/Радомишль",
    "UA-68": "Netishyn/Нетешин/Нетішин Slavuta/Славута Krasyliv/Красилів",
    "UA-05": "Ladyzhyn/Ладыжин/Ладижин Kalynivka/Калиновка/Калинівка Khmilnyk/Хмельник/Хмільник",
    "UA-35": "Znamianka/Знаменка/Знам'янка Svitlovodsk/Светловодск/Світловодськ",
    "UA-71": "Smila/Смела/Сміла Kaniv/Канев/Канів",
    "UA-46": "Truskavets/Трускавец/Трускавець Dobrotvir/Добротвор/Добротвір",
    "UA-26": "Burshtyn/Бурштын/Бурштин",
    "UA-56": "Kostopil/Костополь/Костопіль",
    "UA-09": (
        "Sievierodonetsk/Северодонецк/Сєвєродонецьк Lysychansk/Лисичанск/Лисичанськ "
        "Starobilsk/Старобельск/Старобільськ Svatove/Сватово/Сватове "
        "Kreminna/Кременная/Кремінна Rubizhne/Рубежное/Рубіжне Alchevsk/Алчевск/Алчевськ "
        "Rovenky/Ровеньки"
    ),
    "UA-43": (
        "Foros/Форос Alushta/Алушта Sudak/Судак Bakhchysarai/Бахчисарай/Бахчисарай Kacha/Кача "
        "Novofedorivka/Новофедоровка/Новофедорівка "
        "Krasnoperekopsk/Красноперекопск/Красноперекопськ Hurzuf/Гурзуф Koktebel/Коктебель "
        "Bilohirsk/Белогорск/Білогірськ Olenivka/Оленевка/Оленівка"
    ),
    "RU-BEL": (
        "Stroitel/Строитель Novy_Oskol/Новый_Оскол Alekseyevka/Алексеевка Razumnoye/Разумное "
        "Borisovka/Борисовка Rakitnoye/Ракитное Krasnaya_Yaruga/Красная_Яруга "
        "Volokonovka/Волоконовка Maslova_Pristan/Маслова_Пристань "
        "Novaya_Tavolzhanka/Новая_Таволжанка Golovchino/Головчино Urazovo/Уразово "
        "Dubovoye/Дубовое Tavrovo/Таврово Chernyanka/Чернянка Murom/Муром "
        "Ilek-Penkovka/Илек-Пеньковка Glotovo/Глотово Kozinka/Козинка Nekhoteyevka/Нехотеевка "
        "Zhuravlyovka/Журавлевка"
    ),
    "RU-KRS": (
        "Lgov/Льгов Glushkovo/Глушково Korenevo/Коренево Tyotkino/Теткино "
        "Gordeyevka/Гордеевка Bolshoye_Soldatskoye/Большое_Солдатское Khomutovka/Хомутовка "
        "Oboyan/Обоянь Shchigry/Щигры"
    ),
    "RU-BRY": (
        "Klintsy/Клинцы Novozybkov/Новозыбков Starodub/Стародуб Sevsk/Севск Suzemka/Суземка "
        "Pogar/Погар Unecha/Унеча Karachev/Карачев Dyatkovo/Дятьково Lokot/Локоть "
        "Klimovo/Климово Seltso/Сельцо Belaya_Beryozka/Белая_Березка Lomakovka/Ломаковка "
        "Trubchevsk/Трубчевск Komarichi/Комаричи"
    ),
    "RU-VOR": (
        "Liski/Лиски Rossosh/Россошь Pavlovsk/Павловск Boguchar/Богучар "
        "Ostrogozhsk/Острогожск Kantemirovka/Кантемировка Semiluki/Семилуки "
        "Buturlinovka/Бутурлиновка"
    ),
    "RU-ROS": (
        "Salsk/Сальск Zverevo/Зверево Gukovo/Гуково Krasny_Sulin/Красный_Сулин "
        "Belaya_Kalitva/Белая_Калитва Chertkovo/Чертково Aksay/Аксай "
        "Semikarakorsk/Семикаракорск Tsimlyansk/Цимлянск Proletarsk/Пролетарск "
        "Zernograd/Зерноград Matveyev_Kurgan/Матвеев_Курган Chaltyr/Чалтырь "
        "Kagalnik/Кагальник"
    ),
    "RU-KDA": (
        "Ilsky/Ильский Afipsky/Афипский Tikhoretsk/Тихорецк Timashyovsk/Тимашевск "
        "Krymsk/Крымск Kropotkin/Кропоткин Taman/Тамань Abinsk/Абинск "
        "Belorechensk/Белореченск Korenovsk/Кореновск Kushchyovskaya/Кущевская "
        "Dinskaya/Динская Goryachy_Klyuch/Горячий_Ключ Ust-Labinsk/Усть-Лабинск "
        "Port_Kavkaz/Порт_Кавказ Adler/Адлер Shesharis/Шесхарис"
    ),
    "RU-MOS": (
        "Ramenskoye/Раменское Podolsk/Подольск Lyubertsy/Люберцы Vidnoye/Видное "
        "Odintsovo/Одинцово Krasnogorsk/Красногорск Mytishchi/Мытищи Noginsk/Ногинск "
        "Voskresensk/Воскресенск Stupino/Ступино Yegoryevsk/Егорьевск "
        "Naro-Fominsk/Наро-Фоминск Volokolamsk/Волоколамск Solnechnogorsk/Солнечногорск "
        "Dmitrov/Дмитров Pushkino/Пушкино Lytkarino/Лыткарино Shatura/Шатура Tuchkovo/Тучково "
        "Kubinka/Кубинка"
    ),
    "RU-TUL": "Aleksin/Алексин Shchyokino/Щекино Uzlovaya/Узловая Kireyevsk/Киреевск",
    "RU-KLU": (
        "Kozelsk/Козельск Tarusa/Таруса Maloyaroslavets/Малоярославец Sukhinichi/Сухиничи "
        "Borovsk/Боровск"
    ),
    "RU-SMO": (
        "Dorogobuzh/Дорогобуж Yartsevo/Ярцево Roslavl/Рославль Vyazma/Вязьма "
        "Safonovo/Сафоново Desnogorsk/Десногорск"
    ),
    "RU-TVE": "Rzhev/Ржев Konakovo/Конаково Redkino/Редкино Andreapol/Андреаполь Torzhok/Торжок",
    "RU-LEN": (
        "Vyborg/Выборг Gatchina/Гатчина Sosnovy_Bor/Сосновый_Бор Tosno/Тосно Kingisepp/Кингисепп"
    ),
    "RU-SAR": "Balakovo/Балаково Volsk/Вольск",
    "RU-VGG": (
        "Volzhsky/Волжский Frolovo/Фролово Kotelnikovo/Котельниково Mikhaylovka/Михайловка "
        "Surovikino/Суровикино"
    ),
    "RU-TA": "Almetyevsk/Альметьевск Naberezhnye_Chelny/Набережные_Челны Bugulma/Бугульма",
    "RU-TAM": "Kotovsk/Котовск Rasskazovo/Рассказово",
    "RU-BA": "Sterlitamak/Стерлитамак",
    "RU-YAR": "Rybinsk/Рыбинск",
    "RU-VLG": "Cherepovets/Череповец",
    "RU-AD": "Enem/Энем",
    "RU-ORL": "Bolkhov/Болхов",
    "RU-RYA": "Skopin/Скопин Dyagilevo/Дягилево",
    "RU-PSK": "Pechory/Печоры",
    "RU-SAM": "Kinel/Кинель",
    "RU-CU": "Novocheboksarsk/Новочебоксарск",
}
