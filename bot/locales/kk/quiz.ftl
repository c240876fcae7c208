quiz-menu = Жаттығу: бес сұрақ
quiz-no-items = Викторина сұрақтары әзірге жоқ.
quiz-summary =
    <b>Дұрыс жауап: { $score } / { $total }.</b>
    Қайта оқып шыққан жөн: { $topics }.
    Сабақтарды оқыңыз, осы тақырыптар бойынша сұрақ қойыңыз немесе жаттығуды жалғастырыңыз.
quiz-summary-full =
    <b>Дұрыс жауап: { $score } / { $total }.</b> Өте жақсы!
quiz-again = Тағы бес сұрақ
quiz-other = 📋 { $course }
quiz-starts = Бес сұрақ бірінен соң бірі келеді. Тоқтату: /cancel
quiz-begin = 📋 Викторинаны бастау
quiz-no-results = Сіз викторинаның бірде-бір сұрағына жауап берген жоқсыз, сондықтан нәтиже әзірге жоқ.
quiz-results = <b>Сіздің нәтижелеріңіз</b>
quiz-overall = { $course }: дұрысы { $right } / { $answered } ({ $percent } %)
quiz-latest = <b>Соңғы жинақтар</b>
quiz-set = { $day }: { $right } / { $answered }
