panel-menu = Panel: cohorts, classes, questions
panel =
    <b>Panel</b>
    { $role ->
        [owner] You are an owner of this bot.
       *[instructor] You are an instructor.
    }
panel-cohorts = 👥 Groups and invite links
panel-today = 📅 Today's classes
panel-inbox = ✉️ Open questions: { $count }
cohorts-title = <b>Groups: { $count }</b>
cohorts-none = There is none yet. On the server: <code>python -m bot cohort create CODE --course poc --start 2026-12-07 --end 2026-12-18</code>
cohorts-card =
    <b>{ $code }</b> · { $title }
    { $first } – { $last }
    { $count ->
        [one] { $count } trainee
       *[other] { $count } trainees
    }
    For trainees: { $link }
    For a group chat: { $group_link }
