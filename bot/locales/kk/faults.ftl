fault-file-large = файл { $limit } МБ-тан үлкен
fault-ending = { $ending } деп аяқталатын файлдар мұнда оқылмайды; болады: { $known }
fault-encoding = мәтін UTF-8 кодтауында емес
fault-missing-file = файл жоқ
fault-no-packs = мұнда бірде-бір курс пакеті жоқ (course.toml файлы бар қалта)
fault-toml = TOML қате жазылған: { $reason }
fault-type =
    { $id }: { $name } мәні { $expected ->
        [text] тырнақшадағы мәтін
        [texts] мәтіндер тізімі, мысалы ["P001", "P002"]
        [names] әр тілдегі мәтін
        [flag] true немесе false
       *[number] бүтін сан
    } болуы керек
fault-key = { $id }: { $name } мұнда ештеңе білдірмейді; қате жазылған жоқ па?
fault-folder = бұл қалтадан ештеңе оқылмайды; белгілілері: lessons, faq, items, glossary
fault-no-toml = мәтіннің аттас .toml файлы жоқ
fault-course-id = id — «{ $id }», ал қалта — «{ $folder }»
fault-name = { $what }: { $language } тіліндегі атауы жоқ
fault-label = { $id }: { $language } тіліндегі белгіде 1-ден { $limit }-ге дейін таңба болуы керек
fault-id = { $id }: идентификатор сызықшамен жалғанған кіші әріпті сөздерден тұрады; курс атымен бірге { $limit } таңбадан аспайды
fault-review = { $id }: review — «{ $value }», ал мыналардың бірі болуы керек: { $allowed }
fault-level = { $id }: level — «{ $value }», ал мыналардың бірі болуы керек: { $allowed }
fault-difficulty = { $id }: difficulty — { $value }, ал 1, 2 немесе 3 болуы керек
fault-no-source = { $id }: дереккөз көрсетілмеген
fault-source = { $id }: sources.toml ішінде «{ $source }» дереккөзі жоқ
fault-language = { $id }: { $language } тіліндегі мәтін жоқ
fault-no-facts = { $id }: мәтін бар, бірақ .toml файлында жазба жоқ
fault-twice = { $id }: файлда екі рет кездеседі
fault-before-first = бірінші «# id» алдында мәтін тұр
fault-markdown = { $id }: мұндай белгілеу мұнда қолданылмайды
fault-no-question = { $id }: сұрақ жоқ («## …»)
fault-aliases = { $id }: сұрақтың басқаша қойылуы { $least } үлгіден аз
fault-answer = { $id }: жауапта { $length } таңба, рұқсат етілгені 1–{ $limit }
fault-question-twice = { $id }: «{ $question }» сұрағы { $other } жерінде де қойылған
fault-id-twice = { $id }: дәл осындай идентификатор { $other } жерінде тұр
fault-group = course.toml файлында «{ $group }» деген тақырып та, модуль де жоқ
fault-lesson = { $id }: бұл жинақта «{ $lesson }» деген сабақ жоқ
fault-no-lesson = { $id }: сабағы көрсетілмеген
fault-unseen = { $id }: review = "sourced" деп тұр, бірақ { $facts } бойынша құжатты ешкім көрмеген (unseen.toml)
fault-source-twice = { $id }: бұл дереккөз { $other } жерінде көрсетілген
fault-question = { $id }: сұрақта { $length } таңба бар, рұқсат етілгені — { $limit }
fault-no-term = { $id }: термин жоқ («## …»)
fault-meaning = { $id }: термин түсіндірмесінде { $length } таңба бар, рұқсат етілгені — 1-ден { $limit }-ге дейін
fault-title = { $id }: тақырыпта { $length } таңба бар, рұқсат етілгені — 1-ден { $limit }-ге дейін
fault-lesson-words = { $id }: сабақта { $count } сөз бар, рұқсат етілгені — { $least }-ден { $most }-ге дейін
fault-lesson-long = { $id }: сабақта { $length } таңба бар, рұқсат етілгені — { $limit }
fault-all-keys = { $id }: барлық нұсқа дұрыс деп белгіленген
fault-positions = дұрыс жауаптар біркелкі бөлінбеген: { $place }-орында { $count } кілт тұр, тең болса, шамамен { $expected } болар еді
fault-term = { $id }: «{ $written }» глоссарийдегі термин емес: «{ $term }»
fault-term-avoided = { $id }: «{ $form }» қолданылмайды; глоссарийде: «{ $term }»
fault-stem = { $id }: сұрақта { $length } таңба, рұқсат етілгені 1–{ $limit }
fault-options = { $id }: { $count } нұсқа, рұқсат етілгені 3–5
fault-option = { $id }: нұсқада { $length } таңба, рұқсат етілгені 1–{ $limit }
fault-options-alike = { $id }: екі нұсқа бірдей
fault-no-key = { $id }: бірде-бір нұсқа дұрыс деп белгіленбеген («[x]»)
fault-keys-differ = { $id }: дұрыс деп { $other } жеріндегіден басқа нұсқалар белгіленген
fault-no-explanation = { $id }: түсіндірме жоқ («> …»)
fault-explanation = { $id }: дереккөзімен бірге түсіндірмеде { $length } таңба, рұқсат етілгені { $limit }
fault-no-classes = файлда бірде-бір сабақ жоқ
fault-column = «{ $column }» бағаны жоқ; ол былай да аталуы мүмкін: { $also }
fault-cell-empty = «{ $column }» өрісі бос
fault-cell-long = «{ $column }» өрісі { $limit } таңбадан ұзын
fault-cells-many = жолда тақырып жолындағыдан ({ $most }) көп ұяшық бар; ішінде үтір бар ұяшықты тырнақшаға алу керек
fault-quotes = тырнақша (") жұпсыз немесе өз орнында тұрған жоқ
fault-date = «{ $value }» — күн емес; мысалы: 2026-12-07 немесе 07.12.2026
fault-time = «{ $value }» — уақыт емес; мысалы: 09:00
fault-length = { $title }: сабақ басталғаннан кейін аяқталып, 24 сағаттан аспауы керек
fault-outside = { $title }: { $date } топтың мерзімінен тыс, { $first } – { $last }
fault-uid-twice = «{ $uid }» сабағы { $line }-жолда бұрыннан бар
fault-ics = iCalendar файлы емес: { $reason }
fault-ics-line = iCalendar жолы емес: { $text }
fault-ics-property = оқиғада { $property } жоқ
fault-ics-value = { $property }: { $reason }
fault-ics-all-day = тұтас күнге созылған оқиғаның еске салатын сағаты жоқ
fault-ics-twice = оқиғада { $property } бірнеше рет берілген
fault-ics-both = оқиғада DTEND те, DURATION да бар; тек біреуі ғана болуы керек
fault-ics-zone = «{ $zone }» уақыт белдеуі белгісіз әрі файлда сипатталмаған (VTIMEZONE)
fault-ics-rule = мұндай қайталану ережесін қолдануға болмайды: FREQ мыналардың бірі болуы керек: { $allowed }, INTERVAL кемінде 1
fault-ics-nesting = { $text } өз орнында тұрған жоқ немесе жұбы (BEGIN не END) жоқ
setting-file = файл UTF-8 мәтіні ретінде оқылмайды
setting-line = жол АТАУЫ=мәні түрінде емес
setting-unknown = { $name } деген баптау жоқ
setting-token = { $name }: BotFather берген токен емес, үлгісі: 123456789:AAE…
setting-url = { $name}: «{ $value }» — http(s) мекенжайы емес
setting-database = { $name }: sqlite+aiosqlite:// немесе postgresql+asyncpg:// деп басталуы керек
setting-ids = { $name }: «{ $value }» — үтірмен бөлінген сандар тізімі емес
setting-zone = { $name }: «{ $value }» — уақыт белдеуі емес, мысалы Asia/Almaty
setting-folder = { $name }: «{ $value }» қалтасы жоқ
setting-webhook = { $name }: «{ $value }» — https мекенжайы емес
setting-listen = { $name }: «{ $value }» — хост:порт түрінде емес
setting-loopback = { $name }: «{ $value }» тек осы машинадан ғана емес ашылады; мысалы: 127.0.0.1:8081
setting-secret = { $name }: A–Z a–z 0–9 _ - таңбаларының 1–256 данасы
setting-rate = { $name }: «{ $value }» — 1 мен 10000 арасындағы бүтін сан емес
setting-proxy = { $name }: http://, https://, socks5:// немесе socks4:// деп басталуы керек
setting-level = { $name }: «{ $value }» — DEBUG, INFO, WARNING, ERROR біреуі емес
setting-format = { $name }: «{ $value }» — console да, json да емес
