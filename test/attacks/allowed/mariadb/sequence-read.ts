// gives: true
Number(sql`select * from counter`[0].next_not_cached_value) >= 1
