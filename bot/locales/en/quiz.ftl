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
