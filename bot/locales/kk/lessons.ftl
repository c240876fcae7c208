lessons-read-more = 📖 Толығырақ
lessons-line = { $number }. { $title }
lessons-number = 📖 { $number }
lessons-head =
    <b>{ $title }</b>
    <i>{ $module } · { $pages } беттің { $page }-беті</i>
lessons-before = ‹ Артқа
lessons-after = Әрі қарай ›
lessons-next-lesson = Келесі сабақ »
lessons-contents = ☰ Барлық сабақ
lessons-module =
    <b>{ $course }</b>
    { $module }: { $count } сабақ
lessons-gone = Бұл сабақ материалдарда енді жоқ.
lessons-all = <b>Сабақтар</b>
lessons-course = <b>{ $course }</b>
lessons-none = Сабақтар әзірге жоқ.
