templates-button = 📝 Ұйымдастыру мәселелері
templates-title =
    <b>{ $code } тобының ұйымдастыру мәселелері</b>
    Жауабы осында жазылған сұрақ қана тыңдаушыларға көрінеді. Жазу үшін басыңыз:
templates-open = ▫️ { $question }
templates-filled = ✅ { $question }
templates-which-cohort = Қай топ үшін?
templates-no-cohort = Мұны толтыратын топ әзірге жоқ.
templates-hint = 📝 <i>{ $hint }</i>
templates-written = { $language }: { $text }
templates-fill-in = ✍️ { $language }
templates-write =
    <b>{ $question }</b>
    Жауапты бір хабармен жазыңыз. Тілі: { $language }. Тоқтату: /cancel
templates-taken =
    ✅ Енді осы топтың тыңдаушылары мұны оқи алады:

    { $text }
templates-empty = 🗑 Жауапты алып тастау
templates-more-languages = Басқа тілде
