// model: shop
const some = Customer.findBy({ id: Between(1, 12) }); some.forEach(customer => customer.name += '!'); Customer.save(some)
