language-name = English
start-greeting =
    <b>Hello! I am Qalqan.</b>
    I answer questions about your course, quiz you on the protection of civilians and remind you of your classes.

    Just write your question, or start with /quiz. All commands: /help
start-joined =
    ✅ You have joined <b>{ $title }</b>, group { $code }.
    { $first } – { $last }. Your timetable: /schedule
start-bad-link = This link leads nowhere. Please ask your instructor for a new one.
start-cohort-over = The course of group { $code } is over, so the link no longer works.
welcome-back = Good to have you back! I will remind you of your classes again.
group-linked = This group now belongs to { $code }. I will post class reminders here.
group-not-yours = Only staff of that course can link a group, with the group link from /admin.
