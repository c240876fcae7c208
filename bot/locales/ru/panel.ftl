panel-menu = Панель: группы, занятия, вопросы
panel =
    <b>Панель</b>
    { $role ->
        [owner] Вы владелец этого бота.
       *[instructor] Вы инструктор.
    }
panel-cohorts = 👥 Группы и ссылки-приглашения
panel-today = 📅 Занятия сегодня
panel-inbox = ✉️ Вопросы без ответа: { $count }
cohorts-title = <b>Группы: { $count }</b>
cohorts-none = Пока ни одной. На сервере: <code>python -m bot cohort create CODE --course poc --start 2026-12-07 --end 2026-12-18</code>
cohorts-card =
    <b>{ $code }</b> · { $title }
    { $first } – { $last }
    { $count ->
        [one] { $count } слушатель
        [few] { $count } слушателя
       *[many] { $count } слушателей
    }
    Для слушателей: { $link }
    Для общего чата: { $group_link }
