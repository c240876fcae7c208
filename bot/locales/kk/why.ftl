why-button = ❔ Неге бұл жауап
why = <b>❔ Неге бұл жауап</b>
why-sure = Сенімділік: { $percent } %.
why-not-first = Басқа жауап жақынырақ (сенімділік { $percent } %): { $title }
why-exact = Бұл сұрақ жазбада сөзбе-сөз бар.
why-reading = Басқа пернетақта тілінде терілген; былай оқылды: { $text }
why-words = Сөздер: { $pairs }.
why-same = { $asked }
why-pair = { $asked } ≈ { $held } ({ $percent } %)
why-unknown = Ешбір жазбада жоқ сөздер: { $words }.
why-shares = Осы жауапты таңдауға негіз болғаны: { $shares }.
why-share =
    { $group ->
        [letters] жазылуы { $percent } %
        [meanings] сөздердің мағынасы { $percent } %
        [words] сәйкес сөздер { $percent } %
       *[vectors] сөйлемнің мәні { $percent } %
    }
why-other = Келесі жақын жауап: { $title }
why-no-question = Бұл жауаптың сұрағы маған енді көрінбейді. Қайта сұрап, жаңа жауаптың астындағы түймені басыңызшы.
