help =
    Write me a question in English, Russian or Kazakh, and I will answer from the course material, with the source.

    { $commands }
help-menu = What I can do
cancel-menu = Stop what is under way
cancelled = Stopped.
nothing-open = There is nothing to stop.
unknown-command = I do not know this command. What I can do: /help
unknown-kind = I can read text only. Please write your question in words.
old-button = This button no longer works. Please start again: /help
incident = Something went wrong, and it is our fault. Please try again later. Number of the incident: { $number }
incident-owner =
    ⚠️ <b>Incident { $number }</b>
    { $what }

    Further cases of this kind are only counted. Details are in the log.
back = ‹ Back
next = Next ›
