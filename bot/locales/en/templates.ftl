templates-button = 📝 Practical matters
templates-title =
    <b>Practical matters for group { $code }</b>
    Trainees see a question only once it is answered here. Tap to write the answer:
templates-open = ▫️ { $question }
templates-filled = ✅ { $question }
templates-which-cohort = For which group?
templates-no-cohort = There is no group yet for which to fill this in.
templates-hint = 📝 <i>{ $hint }</i>
templates-written = { $language }: { $text }
templates-fill-in = ✍️ { $language }
templates-write =
    <b>{ $question }</b>
    Please write the answer in one message. Language: { $language }. To stop: /cancel
templates-taken =
    ✅ The trainees of this group can read it now:

    { $text }
templates-empty = 🗑 Take the answer back
templates-more-languages = In another language
