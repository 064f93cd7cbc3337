// model: shop
// notice: 6 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
for (const id of [1, 2, 3, 4, 5, 6]) Customer.findOneBy({ id })
