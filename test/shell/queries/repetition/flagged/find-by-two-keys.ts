// model: shop
// notice: 6 × SELECT … FROM stock WHERE warehouse = ? AND productId = ? : ask once: Stock.find({ where: [{ warehouse: …, productId: … }, …] })
for (let id = 1; id <= 6; id++) Stock.findOneBy({ warehouse: 1 + id % 3, productId: id })
