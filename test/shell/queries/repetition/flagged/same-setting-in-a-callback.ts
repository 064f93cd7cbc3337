// model: shop
// notice: 6 × SELECT … FROM tags WHERE id = ? : keep the answer in a variable
Order.findBy({ id: Between(1, 6) }).map(order => Tag.findOneBy({ id: 1 }).name)
