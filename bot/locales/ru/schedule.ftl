schedule-menu = Занятия сегодня и в ближайшие дни
schedule-no-cohort = Вы пока не состоите в учебной группе. Откройте ссылку-приглашение от инструктора, чтобы видеть расписание.
schedule-today = <b>Сегодня, { $day }</b>
schedule-nothing-today = Сегодня занятий нет.
schedule-day = <b>{ $day }</b>
schedule-nothing-coming = На ближайшую неделю занятий нет.
schedule-zone = <i>Время: { $zones }</i>
schedule-class =
    { $start }–{ $end }  { $title }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
day-and-time = { $day }, { $time } ({ $zone })
lasting-minutes =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[many] { $count } минут
    }
lasting-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
lasting-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
after-minutes = через { lasting-minutes }
after-hours = через { lasting-hours }
after-days = через { lasting-days }
reminder =
    🔔 <b>{ $title }</b> — начало { $left }.
    { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
class-moved =
    📅 Расписание изменилось: <b>{ $title }</b>
    Теперь: { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
    Было: { $was }
class-cancelled =
    ❌ Занятие отменено: <b>{ $title }</b>
    Оно должно было начаться: { $was }.
schedule-next =
    ➡️ <b>{ $title }</b> — начало { $left }.
    { $when } · { $has_room ->
        [yes] { $room }
       *[no] аудитория в расписании не указана
    }
schedule-now =
    ▶️ Сейчас: <b>{ $title }</b>, до { $end } · { $has_room ->
        [yes] { $room }
       *[no] аудитория в расписании не указана
    }
