/** The prototypes of an object, nearest first, without that of every object. */
export function* prototypesOf(object: object): Iterable<object> {
  let each = Object.getPrototypeOf(object) as object | null;
  for (; each !== null && each !== Object.prototype; each = Object.getPrototypeOf(each) as object | null) yield each;
}
