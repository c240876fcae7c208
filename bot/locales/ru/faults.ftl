fault-file-large = файл больше { $limit } МБ
fault-ending = файлы с окончанием { $ending } здесь не читаются; можно: { $known }
fault-encoding = текст не в кодировке UTF-8
fault-missing-file = файла нет
fault-no-packs = здесь нет ни одного пакета курса (папки с файлом course.toml)
fault-toml = неверный TOML: { $reason }
fault-type =
    { $id }: { $name } — здесь нужно { $expected ->
        [text] текст в кавычках
        [texts] перечисление текстов, например ["P001", "P002"]
        [names] по тексту на каждом языке
        [flag] true или false
       *[number] целое число
    }
fault-key = { $id }: { $name } здесь ничего не означает; нет ли опечатки?
fault-folder = из этой папки ничего не читается; известны lessons, faq, items, glossary
fault-no-toml = у текста нет файла .toml с тем же именем
fault-course-id = id — «{ $id }», а папка — «{ $folder }»
fault-name = { $what }: нет названия на языке { $language }
fault-label = { $id }: в метке на языке { $language } должно быть от 1 до { $limit } знаков
fault-id = { $id }: идентификатор состоит из слов строчными буквами через дефис; вместе с курсом в нём не более { $limit } знаков
fault-review = { $id }: review — «{ $value }», а должно быть одно из: { $allowed }
fault-level = { $id }: level — «{ $value }», а должно быть одно из: { $allowed }
fault-difficulty = { $id }: difficulty — { $value }, а должно быть 1, 2 или 3
fault-no-source = { $id }: не указан источник
fault-source = { $id }: источника «{ $source }» нет в sources.toml
fault-language = { $id }: нет текста на языке { $language }
fault-no-facts = { $id }: текст есть, а в файле .toml записи нет
fault-twice = { $id }: встречается в файле дважды
fault-before-first = перед первым «# id» стоит текст
fault-markdown = { $id }: такая разметка здесь не используется
fault-no-question = { $id }: нет вопроса («## …»)
fault-aliases = { $id }: меньше { $least } других формулировок вопроса
fault-answer = { $id }: в ответе { $length } знаков, допустимо от 1 до { $limit }
fault-question-twice = { $id }: вопрос «{ $question }» задан также в { $other }
fault-id-twice = { $id }: такой же идентификатор стоит в { $other }
fault-group = в course.toml нет темы или модуля «{ $group }»
fault-lesson = { $id }: в этом наборе нет урока «{ $lesson }»
fault-no-lesson = { $id }: не указан урок
fault-unseen = { $id }: указано review = "sourced", но документа для { $facts } никто не видел (unseen.toml)
fault-source-twice = { $id }: источник уже указан в { $other }
fault-question = { $id }: в вопросе { $length } знаков, допустимо { $limit }
fault-no-term = { $id }: нет термина («## …»)
fault-meaning = { $id }: в объяснении термина { $length } знаков, допустимо от 1 до { $limit }
fault-title = { $id }: в заголовке { $length } знаков, допустимо от 1 до { $limit }
fault-lesson-words = { $id }: в уроке { $count } слов, допустимо от { $least } до { $most }
fault-lesson-long = { $id }: в уроке { $length } знаков, допустимо { $limit }
fault-all-keys = { $id }: верными отмечены все варианты
fault-positions = верные ответы распределены неравномерно: на месте { $place } их { $count }, поровну было бы около { $expected }
fault-term = { $id }: «{ $written }» — не термин глоссария: «{ $term }»
fault-term-avoided = { $id }: «{ $form }» не употребляется; в глоссарии: «{ $term }»
fault-stem = { $id }: в вопросе { $length } знаков, допустимо от 1 до { $limit }
fault-options = { $id }: вариантов { $count }, допустимо от 3 до 5
fault-option = { $id }: в варианте { $length } знаков, допустимо от 1 до { $limit }
fault-options-alike = { $id }: два варианта одинаковы
fault-no-key = { $id }: ни один вариант не отмечен как верный («[x]»)
fault-keys-differ = { $id }: верными отмечены не те варианты, что в { $other }
fault-no-explanation = { $id }: нет пояснения («> …»)
fault-explanation = { $id }: в пояснении с источником { $length } знаков, допустимо { $limit }
fault-no-classes = в файле нет ни одного занятия
fault-column = нет столбца «{ $column }»; он может называться и так: { $also }
fault-cell-empty = поле «{ $column }» пустое
fault-cell-long = поле «{ $column }» длиннее { $limit } знаков
fault-cells-many = в строке больше ячеек, чем в заголовке ({ $most }); ячейку с запятой внутри нужно взять в кавычки
fault-quotes = кавычка (") стоит без пары или не на своём месте
fault-date = «{ $value }» — не дата; пример: 2026-12-07 или 07.12.2026
fault-time = «{ $value }» — не время; пример: 09:00
fault-length = { $title }: занятие должно кончаться позже, чем начинается, и длиться не более 24 часов
fault-outside = { $title }: { $date } вне сроков группы, { $first } – { $last }
fault-uid-twice = занятие «{ $uid }» уже стоит в строке { $line }
fault-ics = не файл iCalendar: { $reason }
fault-ics-line = не строка iCalendar: { $text }
fault-ics-property = у события нет { $property }
fault-ics-value = { $property }: { $reason }
fault-ics-all-day = у события на весь день нет часа, о котором напоминать
fault-ics-twice = в событии больше одного { $property }
fault-ics-both = в событии есть и DTEND, и DURATION; допустимо только одно из них
fault-ics-zone = часовой пояс «{ $zone }» неизвестен и не описан в файле (VTIMEZONE)
fault-ics-rule = такое правило повторения использовать нельзя: FREQ — одно из { $allowed }, INTERVAL — не меньше 1
fault-ics-nesting = { $text } стоит не на своём месте или не имеет пары (BEGIN или END)
setting-file = файл не читается как текст UTF-8
setting-line = строка не вида ИМЯ=значение
setting-unknown = настройки { $name } нет
setting-token = { $name }: не токен от BotFather вида 123456789:AAE…
setting-url = { $name}: «{ $value }» — не адрес http(s)
setting-database = { $name }: должно начинаться с sqlite+aiosqlite:// или postgresql+asyncpg://
setting-ids = { $name }: «{ $value }» — не список чисел через запятую
setting-zone = { $name }: «{ $value }» — не часовой пояс, например Asia/Almaty
setting-folder = { $name }: папки «{ $value }» нет
setting-webhook = { $name }: «{ $value }» — не адрес https
setting-listen = { $name }: «{ $value }» — не вида хост:порт
setting-loopback = { $name }: «{ $value }» доступен не только с этой машины; пример: 127.0.0.1:8081
setting-secret = { $name }: от 1 до 256 знаков A–Z a–z 0–9 _ -
setting-rate = { $name }: «{ $value }» — не целое число от 1 до 10000
setting-proxy = { $name }: должно начинаться с http://, https://, socks5:// или socks4://
setting-level = { $name }: «{ $value }» — не одно из DEBUG, INFO, WARNING, ERROR
setting-format = { $name }: «{ $value }» — не console и не json
