content-unchecked = 🔎 <i>Not yet checked by an instructor.</i>
content-button = 🔎 Content to check: { $count }
content-hidden-button = 🙈 Hidden: { $count }
content-hidden-title = <b>Hidden from trainees: { $count }</b>
content-for-staff = 🔎 For instructors
content-left = <b>To check: { $count }</b>
content-none = ✅ There is nothing to check.
content-none-hidden = Nothing is hidden.
content-place =
    { $course } · { $kind ->
        [faq] Question
        [glossary] Term
        [lessons] Lesson
       *[items] Quiz item
    } · { $group } · { $language }
content-key = ✅ { $option }
content-distractor = ▫️ { $option }
content-explanation = 💬 { $text }
content-unseen = ⚠️ Facts that nobody has seen in a document: { $facts }. Please compare them with the original.
content-decided =
    { $verdict ->
        [approved] ✅ Approved
       *[hidden] 🙈 Hidden
    }: { $day }, { $by ->
        [you] by you
       *[other] by another instructor
    }{ $is_this ->
        [yes] .
       *[no] . The text has changed since.
    }
content-corrected-by =
    ✏️ Corrected: { $day }, { $by ->
        [you] by you.
       *[other] by another instructor.
    }
content-approve = ✅ Approve
content-show-again = ✅ Show again
content-hide = 🙈 Hide
content-correct = ✏️ Correct
content-take-back = ↩️ Original text
content-next = Next ›
content-write =
    ✏️ Please copy the text below, correct it and send it in one message. Language: { $language }.
    To stop: /cancel
content-write-item =
    ✏️ Please copy the quiz item below, correct it and send it in one message, in the same form. Language: { $language }.
    The right answers stay at their places ([x]); to change them, hide the item and tell whoever keeps the pack.
    To stop: /cancel
content-copy = { $text }
content-corrected = <b>✏️ Your text is in place.</b>
content-faulty =
    This cannot be taken yet:
    { $faults }

    Please send the text again. To stop: /cancel
content-gone = This is no longer in the material, or it is not yours to change.
content-changed = The text has changed in the meantime. Please look at it again: /admin
content-cut = Telegram has cut this text into several messages, so nothing was changed. Please shorten it, and tap Correct or the language again.
content-action = ⚙️ The bot does something here, there is no text to check: <code>{ $action }</code>
