settings-menu = Тіл және еске салу
settings =
    <b>Баптаулар</b>
    Тіл: { $language }
    { $has_leads ->
        [yes] Сабаққа дейін еске саламын: { $leads } бұрын
       *[no] Сабақтарды еске салмаймын.
    }

    Өзгерту үшін түймені басыңыз:
settings-no-such-language = Мен бұл тілде сөйлемеймін.
