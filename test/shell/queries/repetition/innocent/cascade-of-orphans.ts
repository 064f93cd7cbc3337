// model: shop
const customer = Customer.findOne({ where: { id: 1 }, relations: { bought: true } }); customer.bought = Order.findBy({ id: Between(1, 9) }); customer.save(); customer.bought = []; customer.save()
