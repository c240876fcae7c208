glossary-term = <b>{ $term }</b>
glossary-abbreviated = <b>{ $term } ({ $abbreviations })</b>
glossary-other = <i>{ $language }: { $term }</i>
glossary-what = what is { $term }
glossary-means = what does { $term } mean
