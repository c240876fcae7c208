cohort-bad-code = { $code }: код состоит из 1–64 букв, цифр, точек и дефисов.
cohort-no-course = Курса { $course } нет. Есть: { $known }.
cohort-ends-first = Конец ({ $end }) раньше начала ({ $start }).
cohort-no-zone = { $zone } — не часовой пояс. Пример: Asia/Almaty.
cohort-exists = Группа { $code } уже есть.
cohort-unknown = Группы { $code } нет.
