// model: shop
// notice: 6 × SELECT … FROM orders JOIN customers WHERE customers.id = ? : load them with relations: { bought: true } (of Customer)
// notice: 12 × SELECT … FROM lines JOIN orders WHERE orders.id = ? : load them with relations: { bought: { lines: true } } (of Customer)
for (const { id } of Customer.findBy({ id: Between(1, 6) }))
  for (const order of Order.findBy({ buyer: { id } }))
    Line.findBy({ order: { id: order.id } })
