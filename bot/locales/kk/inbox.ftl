inbox-menu = Тыңдаушылардың жауапсыз сұрақтары
inbox-title = <b>Жауап күткен сұрақтар: { $count }</b>
inbox-question = <b>{ $number }.</b> { $text }
inbox-answer = ✍️ { $number }-сұраққа жауап беру
inbox-write =
    <b>{ $number }-сұрақ:</b> { $question }

    Жауапты бір хабарламамен жазыңыз, оны өзім жеткіземін. Тоқтату: /cancel
inbox-sent = ✅ Жауап жіберілуде.
inbox-gone = Бұл сұрақ енді жоқ.
inbox-answered = Бұл сұраққа жауап берілген.
inbox-too-long = Жауап тым ұзын. { $limit } таңбадан асырмаңызшы.
inbox-question-arrived =
    ✉️ Тыңдаушының нұсқаушыға сұрағы:

    { $question }
inbox-answer-arrived =
    ✉️ <b>Нұсқаушы сұрағыңызға жауап берді</b>
    <i>{ $question }</i>

    { $answer }
