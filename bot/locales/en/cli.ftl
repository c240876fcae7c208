cli-faults =
    { $count ->
        [one] 1 fault, nothing was changed:
       *[other] { $count } faults, nothing was changed:
    }
cli-faults-found =
    { $count ->
        [one] 1 fault:
       *[other] { $count } faults:
    }
cli-fault = { $place }: { $text }
cli-checked = { $course } · { $language }: { $lessons } lessons, { $faq } questions, { $items } quiz items, { $glossary } terms
cli-no-decisions = The database cannot be asked, so what instructors decided is not counted.
cli-no-fault = No fault.
cli-cohort-made = Cohort { $code } is there. Invite link for trainees: { $link }
cli-taken-in = { $code }: { $added } classes added, { $changed } changed, { $cancelled } cancelled, { $unchanged } as before.
cli-migrated = The database has been brought to the newest schema.
cli-current = The database is at the newest schema already.
cli-no-file = { $file } cannot be read: { $reason }
cli-newer = The database was made by a newer version of Qalqan ({ $revision }). Please update the bot.
cli-database = The database cannot be used: { $reason }
cli-running = Another Qalqan is running on this database. Stop it first.
cli-token = Telegram does not know this BOT_TOKEN. Please copy it again from BotFather.
cli-address-in-use = { $host }:{ $port } is in use by another program. Choose another address: { $name }
cli-sqlite-alone = Several processes need PostgreSQL. With SQLite run: python -m bot
cli-web-needs-url = "web" takes updates in by webhook. Please set WEBHOOK_URL.
cli-needs-token = Please set BOT_TOKEN.
cli-sandbox = Sandbox: open { $url } in a browser. Stop with Ctrl+C.
sandbox-link = Join the demo group { $code }
cli-standard-input = standard input
