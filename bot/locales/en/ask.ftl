ask-menu = Ask a question about the course
ask-how = Write your question after the command, for example: /ask what is a POC mandate. Without the command works too.
ask-source = 📖 <i>Source: { $sources }</i>
ask-by-instructor = ✍️ <i>Written by your instructor.</i>
ask-question = <b>{ $question }</b>
ask-other-language = <i>There is no text in your language yet. Language of this one: { $language }.</i>
ask-unknown =
    I do not know: the course material has no answer to this.
    Shall I pass your question to an instructor? The answer will come here.
ask-near =
    I am not sure that I understand you. Did you mean one of these?
    If not, I can pass your question to an instructor; the answer will come here.
ask-pass-on = ✉️ Pass to an instructor
ask-passed = ✉️ Your question has been passed on. The instructor does not see your name. The answer will come here.
ask-passed-before = ✉️ Your question has been passed on already. The answer will come here.
ask-nothing-to-pass = I no longer have the text of this question. Please ask it again.
ask-entry-gone = This answer is no longer in the material. Please ask your question in words.
ask-too-many =
    You are asking faster than I can answer. Please ask again in { $seconds ->
        [one] { $seconds } second.
       *[other] { $seconds } seconds.
    }
ask-none-of-these = ✉️ None of these: ask an instructor
ask-language-head = 🌐 <b>{ $language }</b>
ask-language-show = 🌐 { $language }
ask-language-hide = ✖️ { $language }
ask-related = ❓ Related
ask-related-head = ❓ <b>Related questions</b>
ask-related-none = The material has no other questions on this yet.
ask-terms = 📖 Terms
ask-terms-head = 📖 <b>Terms in this answer</b>
ask-terms-none = There are no terms to explain in this answer any more.
ask-term = 📖 { $term }
ask-helped = 👍 Helped
ask-did-not-help = 👎 Did not help
ask-thanks = 👍 Thank you!
ask-noted = 👎 Thank you, noted
ask-not-helped =
    I am sorry that this did not help.
    Shall I pass your question to an instructor? The answer will come here.
ask-not-helped-near =
    I am sorry that this did not help. Did you mean one of these?
    If not, I can pass your question to an instructor; the answer will come here.
ask-not-helped-again = I am sorry that this did not help. Please ask once more in other words.
source-part =
    { $label }, { $part ->
        [para] para. { $number }
        [ch] ch. { $number }
        [art] art. { $number }
        [sec] sect. { $number }
        [annex] annex { $number }
       *[module] module { $number }
    }
ask-instructor =
    ✉️ Please write your question in one message; I will pass it to an instructor. The instructor does not see your name. The answer will come here.
    To stop: /cancel
