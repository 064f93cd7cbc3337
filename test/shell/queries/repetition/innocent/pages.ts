// model: shop
for (let page = 0; page < 8; page++) Order.find({ order: { id: "ASC" }, take: 5, skip: 5 * page })
