// model: shop
const order = Order.findOne({ where: { id: 1 }, relations: { lines: true } }); order.lines.push(...Array.from({ length: 6 }, (_, i) => Line.create({ amount: i }))); order.save(); order.lines.forEach(line => line.amount++); order.save()
