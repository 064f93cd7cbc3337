/**
 * What TypeORM 0.3 deprecated and 1.0 removed (and what 0.3 removed of 0.2), by name, and what is written instead at the prompt. Found
 * by comparing what 0.3.20 and 1.1.1 export and what their classes have.
 */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  // Functions of the package
  getConnection: 'dataSource',
  createConnection: 'new DataSource(options).initialize()',
  createConnections: 'new DataSource(options).initialize(), for each',
  getConnectionManager: 'dataSource',
  getConnectionOptions: 'dataSource.options',
  getManager: 'manager',
  getMongoManager: 'dataSource.mongoManager',
  getSqljsManager: 'dataSource.sqljsManager',
  getRepository: 'repo(Entity)',
  getTreeRepository: 'repo(Entity)',
  getMongoRepository: 'repo(Entity)',
  getCustomRepository: 'repo(Entity).extend({ … })',
  createQueryBuilder: 'dataSource.createQueryBuilder()',
  useContainer: 'instances of your own in the options (subscribers, migrations)',
  // Classes and decorators
  Connection: 'DataSource',
  ConnectionManager: 'DataSource',
  EntityRepository: 'repo(Entity).extend({ … })',
  AbstractRepository: 'repo(Entity).extend({ … })',
  RelationCount: "@VirtualColumn, or a query builder's loadRelationCountAndMap in 0.3",
  // Methods
  findByIds: 'findBy({ id: In(ids) })',
  findOneById: 'findOneBy({ id })',
  connect: 'initialize()',
  close: 'destroy()',
  isConnected: 'isInitialized',
  printSql: 'getSql()',
  onConflict: 'orIgnore() or orUpdate(…)',
  setNativeParameters: 'setParameters(…)',
  loadRelationCountAndMap: 'addSelect with a subquery that counts',
  replacePropertyNames: 'names of properties, which are replaced anyhow',
};

/** Methods that plenty of other objects have: TypeORM's are told by what a data source is usually called. */
const COMMON_NAMES: ReadonlySet<string> = new Set(['connect', 'close']);

/**
 * What stands in for something that TypeORM no longer has.
 * @param name of a function, class or method that is not there.
 * @param owner what it was asked of, as it was written; `''` for a name of its own.
 */
export function removedApiAdvice(name: string, owner: string): string | undefined {
  if (!Object.hasOwn(REPLACEMENTS, name)) return undefined;
  if (COMMON_NAMES.has(name) && !/(?:source|connection)$/i.test(owner)) return undefined;
  return `TypeORM has removed ${name}: write ${REPLACEMENTS[name]}.`;
}
