quiz-menu = Practise: five questions
quiz-no-items = There are no quiz questions yet.
quiz-summary =
    <b>{ $score } of { $total } right.</b>
    Worth reading again: { $topics }.
    Read the lessons, ask me about these topics, or practise on.
quiz-summary-full =
    <b>{ $score } of { $total } right.</b> Excellent!
quiz-again = Five more questions
quiz-other = 📋 { $course }
quiz-starts = Five questions, one after another. To stop: /cancel
quiz-begin = 📋 Start a quiz
quiz-no-results = You have not answered any quiz question yet, so there are no results.
quiz-results = <b>Your results</b>
quiz-overall = { $course }: { $right } of { $answered } right ({ $percent } %)
quiz-latest = <b>Latest sets</b>
quiz-set = { $day }: { $right } of { $answered }
