// model: shop
for (let page = 0; page < 6; page++) Order.find({ where: { state: "open" }, order: { id: "ASC" }, take: 5, skip: 5 * page })
