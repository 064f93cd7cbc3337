// model: shop
// notice: 20 × SELECT … FROM orders WHERE buyerId = ? : load them with relations: { bought: true } (of Customer)
Customer.find().forEach(({ id }, i) => Order.createQueryBuilder(`o${i}`).where(`o${i}.buyer = :id${i}`, { [`id${i}`]: id }).getMany())
