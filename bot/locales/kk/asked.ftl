asked-button = 📊 Не сұралады · жауапсызы: { $count }
asked =
    <b>📊 Не сұралады</b>
    Сұрақтар атаусыз сақталады: кім сұрағанын ешкім көрмейді.
asked-unanswered-button = ❓ Жауапсыз қалғаны: { $count }
asked-unhelpful-button = 👎 Көмектеспеген жауаптар
asked-trends-button = 📈 Тақырып бойынша сұрақтар
asked-unanswered = <b>❓ Соңғы бір айда жауапсыз қалғаны: { $count }</b>
asked-unanswered-none = ✅ Соңғы бір айда жауапсыз қалған сұрақ жоқ.
asked-cluster = <b>{ $count } рет сұралды</b> · { $language }
asked-wording = • { $text }
asked-unhelpful =
    <b>👎 Соңғы бір айда көмектеспеген жауаптар</b>
    Жауапты көру және түзету үшін оны басыңыз.
asked-unhelpful-none = ✅ Соңғы бір айда «жауап көмектеспеді» деген ешкім болмады.
asked-entry =
    <b>{ $title }</b>
    Көрсетілгені: { $count } · көмектеспегені: { $unhelpful }
asked-trends =
    <b>📈 Тақырып бойынша сұрақтар</b>
    Соңғы 7 күнде; жақшада — одан бұрынғы 7 күнде.
asked-trends-none = Соңғы екі аптада тақырыптар бойынша сұрақ болмады.
asked-course = <b>{ $course }</b>
asked-trend =
    { $way ->
        [up] ↗️
        [down] ↘️
       *[same] ➡️
    } { $group }: { $count } ({ $before })
