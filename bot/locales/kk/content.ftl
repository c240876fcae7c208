content-unchecked = 🔎 <i>Мұны нұсқаушы әлі тексерген жоқ.</i>
content-button = 🔎 Тексерілетін материал: { $count }
content-hidden-button = 🙈 Жасырылғаны: { $count }
content-hidden-title = <b>Тыңдаушылардан жасырылғаны: { $count }</b>
content-for-staff = 🔎 Нұсқаушыға
content-left = <b>Тексерілмегені: { $count }</b>
content-none = ✅ Тексеретін ештеңе жоқ.
content-none-hidden = Жасырылған ештеңе жоқ.
content-place =
    { $course } · { $kind ->
        [faq] Сұрақ
        [glossary] Термин
        [lessons] Сабақ
       *[items] Викторина сұрағы
    } · { $group } · { $language }
content-key = ✅ { $option }
content-distractor = ▫️ { $option }
content-explanation = 💬 { $text }
content-unseen = ⚠️ Құжаттан ешкім көрмеген фактілер: { $facts }. Түпнұсқамен салыстырып шығыңызшы.
content-decided =
    { $verdict ->
        [approved] ✅ Мақұлданды
       *[hidden] 🙈 Жасырылды
    }: { $day } ({ $by ->
        [you] сіз
       *[other] басқа нұсқаушы
    }){ $is_this ->
        [yes] .
       *[no] . Мәтін содан бері өзгерді.
    }
content-corrected-by =
    ✏️ Түзетілді: { $day } ({ $by ->
        [you] сіз
       *[other] басқа нұсқаушы
    }).
content-approve = ✅ Мақұлдау
content-show-again = ✅ Қайта көрсету
content-hide = 🙈 Жасыру
content-correct = ✏️ Түзету
content-take-back = ↩️ Бастапқы мәтін
content-next = Әрі қарай ›
content-write =
    ✏️ Төмендегі мәтінді көшіріп алып, түзетіңіз де, бір хабарламамен жіберіңіз. Тілі: { $language }.
    Тоқтату: /cancel
content-write-item =
    ✏️ Төмендегі сұрақты көшіріп алып, түзетіңіз де, дәл сол түрде бір хабарламамен жіберіңіз. Тілі: { $language }.
    Дұрыс жауаптар өз орнында қалады ([x]); басқа жауап дұрыс болса, сұрақты жасырып, материалдарды жүргізетін адамға айтыңыз.
    Тоқтату: /cancel
content-copy = { $text }
content-corrected = <b>✏️ Мәтініңіз қабылданды.</b>
content-faulty =
    Бұл күйінде қабылданбайды:
    { $faults }

    Мәтінді қайта жіберіңізші. Тоқтату: /cancel
content-gone = Бұл материалдарда енді жоқ немесе оны өзгерту сіздің құзырыңызда емес.
content-changed = Осы аралықта мәтін өзгерді. Қайта қарап шығыңызшы: /admin
content-cut = Telegram бұл мәтінді бірнеше хабарламаға бөліп жіберді, сондықтан ештеңе өзгерген жоқ. Қысқартып, «Түзету» түймесін немесе тілді қайта басыңыз.
content-action = ⚙️ Мұнда бот әрекет орындайды, тексеретін мәтін жоқ: <code>{ $action }</code>
