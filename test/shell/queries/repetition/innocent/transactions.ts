// model: shop
for (let i = 0; i < 8; i++) dataSource.transaction(async () => i)
