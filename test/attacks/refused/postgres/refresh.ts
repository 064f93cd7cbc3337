sql`refresh materialized view counted`
