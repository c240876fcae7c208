why-button = ❔ Почему этот ответ
why = <b>❔ Почему этот ответ</b>
why-sure = Уверенность: { $percent } %.
why-not-first = Ближе другой ответ (уверенность { $percent } %): { $title }
why-exact = Этот вопрос есть в записи слово в слово.
why-reading = Набрано в другой раскладке; прочитано как: { $text }
why-words = Слова: { $pairs }.
why-same = { $asked }
why-pair = { $asked } ≈ { $held } ({ $percent } %)
why-unknown = Слова, которых нет ни в одной записи: { $words }.
why-shares = Что говорило за него: { $shares }.
why-share =
    { $group ->
        [letters] написание { $percent } %
        [meanings] значение слов { $percent } %
        [words] совпавшие слова { $percent } %
       *[vectors] смысл фразы { $percent } %
    }
why-other = Следующий по близости: { $title }
why-no-question = Вопроса к этому ответу мне больше не видно. Задайте его, пожалуйста, ещё раз и нажмите под новым ответом.
