// model: shop
// notice: 12 × SELECT … FROM orders WHERE buyerId IN (?, …) : load them with relations: { bought: true } (of Customer)
// notice: 12 × UPDATE customers SET name = ? WHERE id = ? : save them together: Customer.save([...])
for (const customer of Customer.findBy({ id: Between(1, 12) })) { customer.bought.length; customer.name += '.'; customer.save() }
