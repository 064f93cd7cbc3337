// model: shop
// notice: 5 × SELECT … FROM customers WHERE name = ? : ask once: Customer.findBy({ name: In([...]) })
for (const name of ['Customer 1', 'Customer 2', 'Customer 3', 'Customer 4', 'nobody']) Customer.findOneBy({ name })
