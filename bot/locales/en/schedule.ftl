schedule-menu = Today's and the coming classes
schedule-no-cohort = You are not in a group yet. Open the invite link from your instructor to see your timetable.
schedule-today = <b>Today, { $day }</b>
schedule-nothing-today = No classes today.
schedule-day = <b>{ $day }</b>
schedule-nothing-coming = No classes in the coming week.
schedule-zone = <i>Times: { $zones }</i>
schedule-class =
    { $start }–{ $end }  { $title }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
day-and-time = { $day }, { $time } ({ $zone })
lasting-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
lasting-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
lasting-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
after-minutes =
    { $count ->
        [one] in { $count } minute
       *[other] in { $count } minutes
    }
after-hours =
    { $count ->
        [one] in { $count } hour
       *[other] in { $count } hours
    }
after-days =
    { $count ->
        [one] in { $count } day
       *[other] in { $count } days
    }
reminder =
    🔔 <b>{ $title }</b> begins { $left }.
    { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
class-moved =
    📅 The timetable has changed: <b>{ $title }</b>
    Now: { $when }{ $has_room ->
        [yes] { "" } · { $room }
       *[no] { "" }
    }
    Before: { $was }
class-cancelled =
    ❌ The class is cancelled: <b>{ $title }</b>
    It was to begin on { $was }.
schedule-next =
    ➡️ <b>{ $title }</b> begins { $left }.
    { $when } · { $has_room ->
        [yes] { $room }
       *[no] the timetable names no room
    }
schedule-now =
    ▶️ Now: <b>{ $title }</b>, until { $end } · { $has_room ->
        [yes] { $room }
       *[no] the timetable names no room
    }
