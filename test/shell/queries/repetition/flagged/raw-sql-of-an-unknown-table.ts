// model: shop
// notice: 6 × SELECT … FROM product_tags JOIN tags WHERE tags.name = ? : ask once: WHERE name IN (…)
for (let id = 1; id <= 6; id++) sql`select * from product_tags p join tags t on t.id = p.${sql.name('tagsId')} where t.name = ${`Tag ${id}`}`
