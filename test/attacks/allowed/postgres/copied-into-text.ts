// gives: ["copy to","do it","lo_create (x)"]
['copy to', 'do it', 'lo_create (x)'].map((text) => sql`select ${text}::text as text`[0].text)
