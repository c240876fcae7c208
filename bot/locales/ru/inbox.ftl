inbox-menu = Вопросы слушателей без ответа
inbox-title = <b>Вопросы без ответа: { $count }</b>
inbox-question = <b>{ $number }.</b> { $text }
inbox-answer = ✍️ Ответить на { $number }
inbox-write =
    <b>Вопрос { $number }:</b> { $question }

    Напишите ответ одним сообщением, я его передам. Отменить: /cancel
inbox-sent = ✅ Ответ отправляется.
inbox-gone = Этого вопроса больше нет.
inbox-answered = На этот вопрос уже ответили.
inbox-too-long = Ответ слишком длинный. Уложитесь, пожалуйста, в { $limit } знаков.
inbox-question-arrived =
    ✉️ Вопрос слушателя инструктору:

    { $question }
inbox-answer-arrived =
    ✉️ <b>Инструктор ответил на ваш вопрос</b>
    <i>{ $question }</i>

    { $answer }
