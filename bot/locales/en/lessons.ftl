lessons-read-more = 📖 Read more
lessons-line = { $number }. { $title }
lessons-number = 📖 { $number }
lessons-head =
    <b>{ $title }</b>
    <i>{ $module } · page { $page } of { $pages }</i>
lessons-before = ‹ Back
lessons-after = Next ›
lessons-next-lesson = Next lesson »
lessons-contents = ☰ All lessons
lessons-module =
    <b>{ $course }</b>
    { $module }: { $count ->
        [one] { $count } lesson
       *[other] { $count } lessons
    }
lessons-gone = This lesson is no longer in the material.
lessons-all = <b>Lessons</b>
lessons-course = <b>{ $course }</b>
lessons-none = There are no lessons yet.
