// model: shop
// notice: 6 × UPDATE customers SET name = ? WHERE id = ? : save them together: Customer.save([...])
for (const customer of Customer.findBy({ id: Between(1, 6) })) { customer.name += '!'; customer.save() }
