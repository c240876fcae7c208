report-topic = topic
report-lessons = lessons
report-faq = questions
report-items = quiz items
report-glossary = terms
report-sourced = sourced
report-check = to check
report-approved = approved
report-hidden = hidden
report-sources = sources
report-total = total
report-level =
    { $level ->
        [recall] recall
        [understanding] understanding
       *[application] application
    }: { $count } ({ $percent } %)
report-several = several right answers: { $count }
report-longest = the right answer is the longest: { $count } of { $total } ({ $percent } %)
report-positions = right answers by place (in brackets, if spread evenly): { $places }
report-used = sources used: { $count } of { $total }
report-actions = questions that the bot answers by doing something: { $count }
