// model: shop
for (let i = 0; i < 4; i++) { Tag.insert([{ name: `a${i}` }, { name: `b${i}` }]); Tag.count() } Tag.count(); Tag.insert([{ name: 'x' }, { name: 'y' }]); Tag.count()
