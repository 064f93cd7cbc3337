// model: shop
// notice: 40 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
project.buyers()
