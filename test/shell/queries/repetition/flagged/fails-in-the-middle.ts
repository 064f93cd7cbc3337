// model: shop
// notice: 7 × SELECT … FROM customers WHERE id = ? : ask once: Customer.findBy({ id: In([...]) })
for (const id of [1, 2, 3, 4, 5, 6]) Customer.findOneBy({ id }).place.city.length
Customer.findOneBy({ id: 99 }).name
