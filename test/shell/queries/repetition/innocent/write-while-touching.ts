// model: shop
for (const customer of Customer.findBy({ id: Between(1, 4) })) { customer.bought.length; customer.name += '.'; customer.save() }
