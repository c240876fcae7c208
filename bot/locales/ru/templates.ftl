templates-button = 📝 Организационные вопросы
templates-title =
    <b>Организационные вопросы для группы { $code }</b>
    Слушатели видят вопрос, только когда здесь есть ответ. Нажмите, чтобы написать ответ:
templates-open = ▫️ { $question }
templates-filled = ✅ { $question }
templates-which-cohort = Для какой группы?
templates-no-cohort = Пока нет группы, для которой это можно заполнить.
templates-hint = 📝 <i>{ $hint }</i>
templates-written = { $language }: { $text }
templates-fill-in = ✍️ { $language }
templates-write =
    <b>{ $question }</b>
    Напишите ответ одним сообщением. Язык: { $language }. Отменить: /cancel
templates-taken =
    ✅ Теперь слушатели этой группы видят:

    { $text }
templates-empty = 🗑 Убрать ответ
templates-more-languages = На другом языке
