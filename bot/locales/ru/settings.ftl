settings-menu = Язык и напоминания
settings =
    <b>Настройки</b>
    Язык: { $language }
    { $has_leads ->
        [yes] Напоминаю до занятия за: { $leads }
       *[no] О занятиях не напоминаю.
    }

    Нажмите, чтобы изменить:
settings-no-such-language = На этом языке я не говорю.
