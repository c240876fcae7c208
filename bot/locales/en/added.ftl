added-save = 💾 Save to the answers
added-saved = ✅ <b>Saved: the bot gives this answer from now on.</b> Every trainee can read it, so no names may stand in it.
added-faulty =
    This cannot be saved yet:
    { $faults }

    Please copy the text below, correct it and send it in one message: the question on the first line, the answer beneath it. To stop: /cancel
added-new = ➕ New answer
added-which-course = For which course?
added-write =
    ➕ Please write in one message: the question on the first line, the answer beneath it, and no names. Language: { $language }.
    To stop: /cancel
added-write-question =
    💬 <b>{ $question }</b>
    Please send the question in other words, in one message and without names. Language: { $language }.
    To stop: /cancel
added-reword = 💬 Another wording
added-translate = ➕ { $language }
added-button = 🗂 Added answers: { $count }
added-title = <b>Added by instructors: { $count }</b>
added-none = No answer has been added yet.
added-group = added by an instructor
added-source = answer of an instructor, { $day }
