asked-button = 📊 What is asked · unanswered: { $count }
asked =
    <b>📊 What is asked</b>
    Kept without names: nobody can see who asked.
asked-unanswered-button = ❓ Unanswered: { $count }
asked-unhelpful-button = 👎 Answers that did not help
asked-trends-button = 📈 Questions by topic
asked-unanswered = <b>❓ Unanswered in the last month: { $count }</b>
asked-unanswered-none = ✅ No question was left unanswered in the last month.
asked-cluster =
    <b>{ $count ->
        [one] Asked once
       *[other] Asked { $count } times
    }</b> · { $language }
asked-wording = • { $text }
asked-unhelpful =
    <b>👎 Answers that did not help in the last month</b>
    Tap one to see and correct it.
asked-unhelpful-none = ✅ In the last month nobody said that an answer did not help.
asked-entry =
    <b>{ $title }</b>
    Given: { $count } · did not help: { $unhelpful }
asked-trends =
    <b>📈 Questions by topic</b>
    The last 7 days; in brackets, the 7 days before.
asked-trends-none = There were no questions on any topic in the last two weeks.
asked-course = <b>{ $course }</b>
asked-trend =
    { $way ->
        [up] ↗️
        [down] ↘️
       *[same] ➡️
    } { $group }: { $count } ({ $before })
