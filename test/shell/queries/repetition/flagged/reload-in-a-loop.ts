// model: shop
// notice: 6 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
for (const customer of Customer.findBy({ id: Between(1, 6) })) customer.reload()
