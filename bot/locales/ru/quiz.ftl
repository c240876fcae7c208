quiz-menu = Потренироваться: пять вопросов
quiz-no-items = Вопросов для викторины пока нет.
quiz-summary =
    <b>Верных ответов: { $score } из { $total }.</b>
    Стоит перечитать: { $topics }.
    Прочитайте уроки, спросите меня об этих темах или продолжайте тренировку.
quiz-summary-full =
    <b>Верных ответов: { $score } из { $total }.</b> Отлично!
quiz-again = Ещё пять вопросов
quiz-other = 📋 { $course }
quiz-starts = Пять вопросов, один за другим. Прервать: /cancel
quiz-begin = 📋 Начать викторину
quiz-no-results = Вы пока не ответили ни на один вопрос викторины, поэтому результатов ещё нет.
quiz-results = <b>Ваши результаты</b>
quiz-overall = { $course }: верно { $right } из { $answered } ({ $percent } %)
quiz-latest = <b>Последние наборы</b>
quiz-set = { $day }: { $right } из { $answered }
