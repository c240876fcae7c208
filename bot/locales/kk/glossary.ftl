glossary-term = <b>{ $term }</b>
glossary-abbreviated = <b>{ $term } ({ $abbreviations })</b>
glossary-other = <i>{ $language }: { $term }</i>
glossary-what = { $term } деген не
glossary-means = { $term } деген нені білдіреді
