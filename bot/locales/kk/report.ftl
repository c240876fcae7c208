report-topic = тақырып
report-lessons = сабақтар
report-faq = сұрақтар
report-items = викторина
report-glossary = терминдер
report-sourced = құжат бойынша
report-check = тексерілетіні
report-approved = мақұлданғаны
report-hidden = жасырылғаны
report-sources = дереккөздер
report-total = барлығы
report-level =
    { $level ->
        [recall] еске түсіру
        [understanding] түсіну
       *[application] қолдану
    }: { $count } ({ $percent } %)
report-several = бірнеше жауабы дұрыс: { $count }
report-longest = дұрыс жауабы ең ұзын сұрақтар: { $count } / { $total } ({ $percent } %)
report-positions = дұрыс жауаптардың орындары (жақшада — тең бөлінгенде): { $places }
report-used = пайдаланылған дереккөздер: { $count } / { $total }
report-actions = бот әрекетпен жауап беретін сұрақтар: { $count }
