// model: shop
for (let i = 0; i < 6; i++) sql`select 1 as one`
