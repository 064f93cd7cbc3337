/** Where a find method of an entity manager takes its conditions: in its options, or as they are. */
export type ConditionPlace = 'options' | 'conditions';

/** The find methods of an entity manager, of every version. */
export const FIND_METHODS: Readonly<Record<string, ConditionPlace>> = {
  find: 'options',
  findOne: 'options',
  findOneOrFail: 'options',
  findAndCount: 'options',
  count: 'options',
  exist: 'options',
  exists: 'options',
  findBy: 'conditions',
  findOneBy: 'conditions',
  findOneByOrFail: 'conditions',
  findAndCountBy: 'conditions',
  countBy: 'conditions',
  existsBy: 'conditions',
};
