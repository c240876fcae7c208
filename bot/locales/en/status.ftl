status-menu = State of the bot: search, database, queues
status =
    <b>State of the bot</b>
    🔎 Search: { $search ->
        [vectors] letters, words, meanings and sentence vectors
       *[lexical] letters, words and meanings. It finds more with sentence vectors: run <code>make encoder</code> on the server, then restart the bot.
    }
    📚 Entries that can be found: { $entries }
    🗄 Database: { $database ->
        [postgresql] PostgreSQL
       *[sqlite] SQLite
    }
    ✉️ Open questions: { $questions }
    📤 Messages waiting to be sent: { $waiting }
