sql`insert into projects (id, title) values (1, 'x') on conflict (id) do update set title = excluded.title`
