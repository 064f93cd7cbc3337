// model: shop
// notice: 6 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
Promise.all([1, 2, 3, 4, 5, 6].map(id => Customer.findOneBy({ id })))
