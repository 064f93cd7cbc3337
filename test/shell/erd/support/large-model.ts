import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaRelationOptions } from 'typeorm';

/**
 * A model as big firms have them, an entity a line: `Name: what it belongs to, …`. `?` may be absent, `*` any number through a
 * junction table; `as` names the property.
 */
const MODEL = `
Company:
Country:
City: Country
Address: City
Office: Company, Address?
Department: Company, Employee? as head
Employee: Department?, Office?, Employee? as manager
EmploymentContract: Employee
Salary: EmploymentContract
Absence: Employee, AbsenceKind
AbsenceKind:
Skill: Skill? as parent
EmployeeSkill: Employee, Skill
Training: Skill*, Employee? as teacher
TrainingDate: Training, Office?, Employee* as participants
Team: Department?, Employee* as members
User: Employee?
Role: Permission*
Permission:
UserRole: User, Role
Session: User
ApiToken: User
AuditEntry: User?
Notification: User
NotificationSetting: User
Customer: Company?, Address? as billing, Address? as shipping
Contact: Customer
Lead: Contact?, Employee? as owner
Opportunity: Lead?, Customer, Employee as owner
Activity: Opportunity, User
Campaign: Customer* as audience
Category: Category? as parent
Brand: Country?
Product: Category, Brand?
ProductVariant: Product
ProductImage: Product
Tag: Product*
PriceList: Company
Price: PriceList, ProductVariant
Discount: PriceList?, Category?
Supplier: Company, Address?
SupplierOffer: Supplier, ProductVariant
PurchaseOrder: Supplier, Employee as buyer
PurchaseOrderLine: PurchaseOrder, ProductVariant
Warehouse: Address
StorageBin: Warehouse
StockItem: StorageBin, ProductVariant
StockMovement: StockItem, User?
Cart: Customer
CartLine: Cart, ProductVariant
Order: Customer, Address as delivery, User? as placedBy
OrderLine: Order, ProductVariant
Shipment: Order, Carrier, Warehouse
ShipmentLine: Shipment, OrderLine
Carrier: Country*
ReturnRequest: Order
ReturnLine: ReturnRequest, OrderLine
Invoice: Order, Invoice? as corrects
InvoiceLine: Invoice, OrderLine?, TaxRate
TaxRate: Country
Payment: Invoice, PaymentMethod
PaymentMethod: Customer
Refund: Payment, ReturnRequest?
LedgerAccount: LedgerAccount? as parent
LedgerEntry: LedgerAccount, Invoice?, Payment?
Project: Customer?, Employee as lead
Task: Project, Employee? as assignee, Task? as parent
TimeEntry: Task, Employee
Document: Project?, User as author
Comment: Document?, Task?, User as author
`;

const COLUMNS: Readonly<Record<string, EntitySchemaColumnOptions>> = {
  name: { type: 'varchar', length: 80 },
  status: { type: 'varchar', length: 20, nullable: true },
  amount: { type: 'decimal', precision: 10, scale: 2, nullable: true },
  note: { type: 'text', nullable: true },
  startsAt: { type: 'datetime', nullable: true },
  isActive: { type: 'boolean', default: true },
  code: { type: 'varchar', length: 12, unique: true },
};

interface Line {
  readonly name: string;
  readonly belongsTo: readonly { target: string; isNullable: boolean; isMany: boolean; property: string }[];
}

function parse(line: string): Line {
  const [name = '', rest = ''] = line.split(':');
  const belongsTo = [...rest.matchAll(/(\w+)([?*]?)(?: as (\w+))?/g)].map(([, target = '', sign, property]) => ({
    target,
    isNullable: sign === '?',
    isMany: sign === '*',
    property: property ?? `${target.charAt(0).toLowerCase()}${target.slice(1)}${sign === '*' ? 's' : ''}`,
  }));
  return { name, belongsTo };
}

/** Seventy entities; seven of their relations go through a junction table. */
export function largeModel(): readonly EntitySchema[] {
  const lines = MODEL.trim().split('\n').map(parse);
  return lines.map(({ name, belongsTo }, index) => {
    const names = Object.keys(COLUMNS);
    // Each has some of them, and not all the same.
    const columns = names.filter((_name, at) => (index + at) % 3 !== 0);
    const relations: Record<string, EntitySchemaRelationOptions> = {};
    for (const { target, isNullable, isMany, property } of belongsTo)
      relations[property] = isMany
        ? { type: 'many-to-many', target, joinTable: true }
        : {
            type: 'many-to-one',
            target,
            nullable: isNullable,
            inverseSide: inverse(name, property, target),
            ...(isNullable ? {} : { onDelete: 'CASCADE' }),
          };
    for (const other of lines)
      for (const { target, isMany, property } of other.belongsTo)
        if (target === name && !isMany)
          relations[inverse(other.name, property, target)] = {
            type: 'one-to-many',
            target: other.name,
            inverseSide: property,
          };
    return new EntitySchema({
      name,
      columns: {
        id: { type: 'integer', primary: true, generated: true },
        ...Object.fromEntries(columns.map((column) => [column, COLUMNS[column]])),
      },
      relations,
    });
  });
}

/** `orderLines`; `lineFor…` where an entity belongs to another twice. */
function inverse(name: string, property: string, target: string): string {
  const usual = property.toLowerCase() === target.toLowerCase();
  const plural = `${name.charAt(0).toLowerCase()}${name.slice(1)}s`.replace(/ys$/, 'ies');
  return usual ? plural : `${plural}As${property.charAt(0).toUpperCase()}${property.slice(1)}`;
}
