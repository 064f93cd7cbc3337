// model: shop
// notice: 40 × SELECT … FROM lines JOIN orders WHERE orders.id = ? : load them with relations: { bought: { lines: true } } (of Customer)
for (const customer of Customer.find())
  for (const order of customer.bought)
    Line.findBy({ order: { id: order.id } })
