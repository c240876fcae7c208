schedule-menu = Занятия сегодня и в ближайшие дни
schedule-no-cohort = Вы пока не состоите в учебной группе. Откройте ссылку-приглашение от инструктора, чтобы видеть расписание.
schedule-today = <b>Сегодня, { $day }</b>
schedule-nothing-today = Сегодня занятий нет.
schedule-day =

    <b>{ $day }</b>
schedule-nothing-coming =

    На ближайшую неделю занятий нет.
schedule-zone =

    <i>Время: { $zones }</i>
schedule-class =
    { $start }–{ $end }  { $title }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
day-and-time = { $day }, { $time } ({ $zone })
in-minutes =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[many] { $count } минут
    }
in-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
in-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
reminder =
    🔔 <b>{ $title }</b> — начало через { $left }.
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
