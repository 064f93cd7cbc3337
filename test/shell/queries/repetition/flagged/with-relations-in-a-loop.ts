// model: shop
// notice: 6 × SELECT … FROM customers JOIN orders WHERE customers.id = ? : ask once: Customer.find({ where: { id: In([...]) }, … })
for (let id = 1; id <= 6; id++) Customer.findOne({ where: { id }, relations: { bought: true } })
