why-button = ❔ Why this answer
why = <b>❔ Why this answer</b>
why-sure = How sure: { $percent } %.
why-not-first = Another answer is nearer ({ $percent } % sure): { $title }
why-exact = The question stands in this entry word for word.
why-reading = Typed in another keyboard layout; read as: { $text }
why-words = Words: { $pairs }.
why-same = { $asked }
why-pair = { $asked } ≈ { $held } ({ $percent } %)
why-unknown = Words that no entry has: { $words }.
why-shares = What spoke for it: { $shares }.
why-share =
    { $group ->
        [letters] spelling { $percent } %
        [meanings] meaning of words { $percent } %
        [words] matching words { $percent } %
       *[vectors] sense of the sentence { $percent } %
    }
why-other = Next nearest: { $title }
why-no-question = I can no longer see the question to this answer. Please ask it again and tap under the new answer.
