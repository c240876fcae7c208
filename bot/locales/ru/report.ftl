report-topic = тема
report-lessons = уроки
report-faq = вопросы
report-items = викторина
report-glossary = термины
report-sourced = по документам
report-check = проверить
report-approved = одобрено
report-hidden = скрыто
report-sources = источники
report-total = всего
report-level =
    { $level ->
        [recall] воспроизведение
        [understanding] понимание
       *[application] применение
    }: { $count } ({ $percent } %)
report-several = с несколькими верными ответами: { $count }
report-longest = верный ответ самый длинный: { $count } из { $total } ({ $percent } %)
report-positions = верные ответы по местам (в скобках — при равном распределении): { $places }
report-used = использовано источников: { $count } из { $total }
report-actions = вопросы, на которые бот отвечает действием: { $count }
