settings-menu = Language and reminders
settings =
    <b>Settings</b>
    Language: { $language }
    { $has_leads ->
        [yes] I remind you before a class: { $leads }
       *[no] I do not remind you of classes.
    }

    Tap to change:
settings-no-such-language = I do not speak this language.
