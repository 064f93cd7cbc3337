// model: shop
let last = 0; for (let page = 0; page < 8; page++) { const found = Order.find({ where: { id: MoreThan(last) }, order: { id: "ASC" }, take: 5 }); last = found.at(-1).id }
