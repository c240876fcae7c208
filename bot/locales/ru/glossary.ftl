glossary-term = <b>{ $term }</b>
glossary-abbreviated = <b>{ $term } ({ $abbreviations })</b>
glossary-other = <i>{ $language }: { $term }</i>
glossary-what = что такое { $term }
glossary-means = что значит { $term }
