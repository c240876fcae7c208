lessons-read-more = 📖 Подробнее
lessons-line = { $number }. { $title }
lessons-number = 📖 { $number }
lessons-head =
    <b>{ $title }</b>
    <i>{ $module } · страница { $page } из { $pages }</i>
lessons-before = ‹ Назад
lessons-after = Дальше ›
lessons-next-lesson = Следующий урок »
lessons-contents = ☰ Все уроки
lessons-module =
    <b>{ $course }</b>
    { $module }: { $count ->
        [one] { $count } урок
        [few] { $count } урока
       *[many] { $count } уроков
    }
lessons-gone = Этого урока в материалах больше нет.
lessons-all = <b>Уроки</b>
lessons-course = <b>{ $course }</b>
lessons-none = Уроков пока нет.
