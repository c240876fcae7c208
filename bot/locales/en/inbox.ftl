inbox-menu = Open questions of trainees
inbox-title = <b>Open questions: { $count }</b>
inbox-question = <b>{ $number }.</b> { $text }
inbox-answer = ✍️ Answer { $number }
inbox-write =
    <b>Question { $number }:</b> { $question }

    Please write the answer in one message; I will pass it on. To stop: /cancel
inbox-sent = ✅ The answer is on its way.
inbox-gone = This question is no longer there.
inbox-answered = This question has been answered already.
inbox-too-long = The answer is too long. Please keep it under { $limit } characters.
inbox-question-arrived =
    ✉️ A trainee asks an instructor:

    { $question }
inbox-answer-arrived =
    ✉️ <b>An instructor has answered your question</b>
    <i>{ $question }</i>

    { $answer }
