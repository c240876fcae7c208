cohort-bad-code = { $code }: код 1–64 әріптен, цифрдан, нүктеден және дефистен тұрады.
cohort-no-course = { $course } курсы жоқ. Бар курстар: { $known }.
cohort-ends-first = Аяқталу күні ({ $end }) басталу күнінен ({ $start }) бұрын.
cohort-no-zone = { $zone } — уақыт белдеуі емес. Мысалы: Asia/Almaty.
cohort-exists = { $code } тобы бұрыннан бар.
cohort-unknown = { $code } тобы жоқ.
