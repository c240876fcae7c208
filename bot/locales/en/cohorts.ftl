cohort-bad-code = { $code }: a code is made of 1 to 64 letters, digits, dots and hyphens.
cohort-no-course = There is no course { $course }. Known: { $known }.
cohort-ends-first = The end ({ $end }) is before the start ({ $start }).
cohort-no-zone = { $zone } is not a time zone. An example: Asia/Almaty.
cohort-exists = There is a cohort { $code } already.
cohort-unknown = There is no cohort { $code }.
