// model: shop
// notice: 6 × SELECT … FROM stock WHERE warehouse = ? AND productId = ? : ask once: Stock.findBy({ productId: In([...]) })
for (let id = 1; id <= 6; id++) Stock.findOneBy({ warehouse: 1, productId: id })
