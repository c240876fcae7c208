asked-button = 📊 Что спрашивают · без ответа: { $count }
asked =
    <b>📊 Что спрашивают</b>
    Вопросы хранятся без имён: кто спросил, не видно никому.
asked-unanswered-button = ❓ Без ответа: { $count }
asked-unhelpful-button = 👎 Ответы, которые не помогли
asked-trends-button = 📈 Вопросы по темам
asked-unanswered = <b>❓ Без ответа за последний месяц: { $count }</b>
asked-unanswered-none = ✅ За последний месяц без ответа не остался ни один вопрос.
asked-cluster =
    <b>{ $count ->
        [one] Спросили { $count } раз
        [few] Спросили { $count } раза
       *[many] Спросили { $count } раз
    }</b> · { $language }
asked-wording = • { $text }
asked-unhelpful =
    <b>👎 Ответы, которые не помогли за последний месяц</b>
    Нажмите на ответ, чтобы посмотреть и исправить его.
asked-unhelpful-none = ✅ За последний месяц никто не отметил, что ответ не помог.
asked-entry =
    <b>{ $title }</b>
    Показан: { $count } · не помог: { $unhelpful }
asked-trends =
    <b>📈 Вопросы по темам</b>
    За последние 7 дней; в скобках — за 7 дней до этого.
asked-trends-none = За последние две недели вопросов по темам не было.
asked-course = <b>{ $course }</b>
asked-trend =
    { $way ->
        [up] ↗️
        [down] ↘️
       *[same] ➡️
    } { $group }: { $count } ({ $before })
