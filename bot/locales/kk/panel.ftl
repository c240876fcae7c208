panel-menu = Панель: топтар, сабақтар, сұрақтар
panel =
    <b>Панель</b>
    { $role ->
        [owner] Сіз осы боттың иесісіз.
       *[instructor] Сіз нұсқаушысыз.
    }
panel-cohorts = 👥 Топтар мен шақыру сілтемелері
panel-today = 📅 Бүгінгі сабақтар
panel-inbox = ✉️ Жауап күткен сұрақтар: { $count }
cohorts-title = <b>Топтар: { $count }</b>
cohorts-none = Әзірге бір де топ жоқ. Серверде: <code>python -m bot cohort create CODE --course poc --start 2026-12-07 --end 2026-12-18</code>
cohorts-card =
    <b>{ $code }</b> · { $title }
    { $first } – { $last }
    { $count } тыңдаушы
    Тыңдаушыларға: { $link }
    Ортақ чатқа: { $group_link }
