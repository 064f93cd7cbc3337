// gives: 55
Number(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 10) select sum(i) as total from n`[0].total)
