// model: shop
// notice: 6 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
// notice: 6 × UPDATE customers SET name = ? WHERE id = ? : save them together: Customer.save([...])
for (let id = 1; id <= 6; id++) { const customer = Customer.findOneBy({ id }); customer.name += '!'; customer.save() }
