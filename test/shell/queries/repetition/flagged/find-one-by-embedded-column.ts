// model: shop
// notice: 5 × SELECT … FROM customers WHERE placeCity = ? : ask once: Customer.findBy({ place: { city: In([...]) } })
for (let i = 0; i < 5; i++) Customer.findOneBy({ place: { city: `City ${i}` } })
