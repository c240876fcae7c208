content-unchecked = 🔎 <i>Инструктор это ещё не проверил.</i>
content-button = 🔎 Проверить материалы: { $count }
content-hidden-button = 🙈 Скрыто: { $count }
content-hidden-title = <b>Скрыто от слушателей: { $count }</b>
content-for-staff = 🔎 Для инструктора
content-left = <b>Осталось проверить: { $count }</b>
content-none = ✅ Проверять нечего.
content-none-hidden = Ничего не скрыто.
content-place =
    { $course } · { $kind ->
        [faq] Вопрос
        [glossary] Термин
        [lessons] Урок
       *[items] Вопрос викторины
    } · { $group } · { $language }
content-key = ✅ { $option }
content-distractor = ▫️ { $option }
content-explanation = 💬 { $text }
content-unseen = ⚠️ Факты, которые никто не сверил с документом: { $facts }. Сверьте их, пожалуйста, с оригиналом.
content-decided =
    { $verdict ->
        [approved] ✅ Одобрено
       *[hidden] 🙈 Скрыто
    }: { $day }, { $by ->
        [you] вами
       *[other] другим инструктором
    }{ $is_this ->
        [yes] .
       *[no] . С тех пор текст изменился.
    }
content-corrected-by =
    ✏️ Исправлено: { $day }, { $by ->
        [you] вами.
       *[other] другим инструктором.
    }
content-approve = ✅ Одобрить
content-show-again = ✅ Показывать снова
content-hide = 🙈 Скрыть
content-correct = ✏️ Исправить
content-take-back = ↩️ Исходный текст
content-next = Дальше ›
content-write =
    ✏️ Скопируйте текст ниже, исправьте его и отправьте одним сообщением. Язык: { $language }.
    Отменить: /cancel
content-write-item =
    ✏️ Скопируйте вопрос ниже, исправьте его и отправьте одним сообщением в том же виде. Язык: { $language }.
    Верные ответы остаются на своих местах ([x]); если верен другой ответ, скройте вопрос и сообщите тому, кто ведёт материалы.
    Отменить: /cancel
content-copy = { $text }
content-corrected = <b>✏️ Ваш текст принят.</b>
content-faulty =
    Так принять нельзя:
    { $faults }

    Отправьте, пожалуйста, текст ещё раз. Отменить: /cancel
content-gone = Этого в материалах больше нет, или у вас нет права это менять.
content-changed = Тем временем текст изменился. Посмотрите его, пожалуйста, ещё раз: /admin
content-cut = Telegram разделил этот текст на несколько сообщений, поэтому ничего не изменено. Сократите его и снова нажмите «Исправить» или кнопку с языком.
content-action = ⚙️ Здесь бот выполняет действие, текста для проверки нет: <code>{ $action }</code>
