schedule-menu = Бүгінгі және алдағы сабақтар
schedule-no-cohort = Сіз әзірге оқу тобында емессіз. Кестені көру үшін нұсқаушы берген шақыру сілтемесін ашыңыз.
schedule-today = <b>Бүгін, { $day }</b>
schedule-nothing-today = Бүгін сабақ жоқ.
schedule-day = <b>{ $day }</b>
schedule-nothing-coming = Алдағы аптада сабақ жоқ.
schedule-zone = <i>Уақыт: { $zones }</i>
schedule-class =
    { $start }–{ $end }  { $title }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
day-and-time = { $day }, { $time } ({ $zone })
lasting-minutes = { $count } минут
lasting-hours = { $count } сағат
lasting-days = { $count } күн
after-minutes = { $count } минуттан кейін
after-hours = { $count } сағаттан кейін
after-days = { $count } күннен кейін
reminder =
    🔔 <b>{ $title }</b>: сабақ { $left } басталады.
    { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
class-moved =
    📅 Кесте өзгерді: <b>{ $title }</b>
    Енді: { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
    Бұрын: { $was }
class-cancelled =
    ❌ Сабақ болмайды: <b>{ $title }</b>
    Басталуы тиіс уақыты: { $was }.
schedule-next =
    ➡️ <b>{ $title }</b>: сабақ { $left } басталады.
    { $when } · { $has_room ->
        [yes] { $room }
       *[no] кестеде дәрісхана көрсетілмеген
    }
schedule-now =
    ▶️ Қазір: <b>{ $title }</b>, аяқталуы { $end } · { $has_room ->
        [yes] { $room }
       *[no] кестеде дәрісхана көрсетілмеген
    }
