// model: shop
// notice: 6 × SELECT COUNT(…) FROM orders : keep the answer in a variable
for (let page = 0; page < 6; page++) Order.findAndCount({ order: { id: "ASC" }, take: 5, skip: 5 * page })[0].length
