templates-button = 📝 Ұйымдастыру мәселелері
templates-title =
    <b>{ $code } тобының ұйымдастыру мәселелері</b>
    Жауабы осында жазылған сұрақ қана тыңдаушыларға көрінеді. Жауап жазу үшін сұрақты басыңыз:
templates-open = ▫️ { $question }
templates-filled = ✅ { $question }
templates-which-cohort = Қай топ үшін?
templates-no-cohort = Мұны толтыратын топ әзірге жоқ.
templates-hint = 📝 <i>{ $hint }</i>
templates-written = { $language }: { $text }
templates-fill-in = ✍️ { $language }
templates-write =
    <b>{ $question }</b>
    Жауапты бір хабарламамен жазыңыз. Тілі: { $language }. Тоқтату: /cancel
templates-taken =
    ✅ Енді осы топтың тыңдаушылары мұны оқи алады:

    { $text }
templates-empty = 🗑 Жауапты алып тастау
templates-more-languages = Басқа тілде
