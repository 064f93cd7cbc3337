// model: shop
// notice: 6 × DELETE FROM reviews WHERE id = ? : delete them at once: Review.delete({ id: In([...]) })
for (let id = 1; id <= 6; id++) Review.delete(id)
