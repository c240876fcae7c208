cli-faults =
    { $count ->
        [one] { $count } ошибка, ничего не изменено:
        [few] { $count } ошибки, ничего не изменено:
       *[many] { $count } ошибок, ничего не изменено:
    }
cli-faults-found =
    { $count ->
        [one] { $count } ошибка:
        [few] { $count } ошибки:
       *[many] { $count } ошибок:
    }
cli-fault = { $place }: { $text }
cli-checked = { $course } · { $language }: уроков — { $lessons }, вопросов — { $faq }, вопросов викторины — { $items }, терминов — { $glossary }
cli-no-decisions = База данных недоступна, поэтому решения инструкторов не учтены.
cli-no-fault = Ошибок нет.
cli-cohort-made = Группа { $code } создана. Ссылка-приглашение для слушателей: { $link }
cli-taken-in = { $code }: занятий добавлено — { $added }, изменено — { $changed }, отменено — { $cancelled }, без изменений — { $unchanged }.
cli-migrated = База данных приведена к новейшей схеме.
cli-current = Схема базы данных уже новейшая.
cli-no-file = { $file } не читается: { $reason }
cli-newer = База данных создана более новой версией Qalqan ({ $revision }). Обновите бота.
cli-database = Базу данных нельзя использовать: { $reason }
cli-running = На этой базе данных уже работает другой Qalqan. Сначала остановите его.
cli-token = Telegram не знает такого BOT_TOKEN. Скопируйте его у BotFather ещё раз.
cli-address-in-use = { $host }:{ $port } занят другой программой. Выберите другой адрес: { $name }
cli-sqlite-alone = Для нескольких процессов нужен PostgreSQL. С SQLite запускайте: python -m bot
cli-web-needs-url = «web» принимает обновления через вебхук. Задайте WEBHOOK_URL.
cli-needs-token = Задайте BOT_TOKEN.
cli-sandbox = Песочница: откройте { $url } в браузере. Остановить: Ctrl+C.
sandbox-link = Вступить в учебную группу { $code }
cli-standard-input = стандартный ввод
