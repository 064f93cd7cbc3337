import type { EntitySubscriberInterface, InsertEvent, Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** What listeners and subscribers were told, in order. */
export const heard: string[] = [];

/** Soft delete, listeners, subscribers, columns that are not selected, versions, orphans. */
export const lifecycle: MakeShape = (typeorm) => {
  const { AfterLoad, BeforeInsert, BeforeUpdate, Column, CreateDateColumn, DeleteDateColumn, Entity } = typeorm;
  const { EventSubscriber, ManyToMany, ManyToOne, JoinTable, OneToMany, OneToOne, JoinColumn } = typeorm;
  const { PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } = typeorm;

  @Entity()
  class Account {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) email!: string;
    @Column({ type: 'varchar', select: false }) secret!: string;
    @CreateDateColumn() createdAt!: Date;
    @UpdateDateColumn() updatedAt!: Date;
    @DeleteDateColumn() deletedAt!: Date | null;
    @VersionColumn() version!: number;
    shout?: string;
    @OneToMany(() => Session, (session) => session.account, { cascade: true }) sessions!: Relation<Session>[];
    @OneToOne(() => Profile, (profile) => profile.account, { cascade: ['soft-remove', 'recover'] })
    profile!: Relation<Profile> | null;
    @ManyToMany(() => Role, (role) => role.accounts) @JoinTable() roles!: Relation<Role>[];

    @AfterLoad() loaded(): void {
      heard.push(`loaded ${this.email}`);
      this.shout = `${this.email}!`;
    }
    @BeforeInsert() inserting(): void {
      heard.push(`inserting ${this.email}`);
    }
    @BeforeUpdate() updating(): void {
      heard.push(`updating ${this.email}`);
    }
  }

  @Entity()
  class Session {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) browser!: string;
    @DeleteDateColumn() deletedAt!: Date | null;
    @ManyToOne(() => Account, (account) => account.sessions, { orphanedRowAction: 'soft-delete' })
    account!: Relation<Account> | null;
  }

  @Entity()
  class Profile {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) motto!: string;
    @DeleteDateColumn({ select: false }) deletedAt!: Date | null;
    @OneToOne(() => Account, (account) => account.profile) @JoinColumn() account!: Relation<Account> | null;
  }

  @Entity()
  class Role {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @DeleteDateColumn() deletedAt!: Date | null;
    @ManyToMany(() => Account, (account) => account.roles) accounts!: Relation<Account>[];
  }

  @Entity()
  class Basket {
    @PrimaryGeneratedColumn() id!: number;
    @OneToMany(() => Apple, (apple) => apple.basket, { cascade: true }) apples!: Relation<Apple>[];
    @OneToMany(() => Pear, (pear) => pear.basket, { cascade: true }) pears!: Relation<Pear>[];
    @OneToMany(() => Plum, (plum) => plum.basket, { cascade: true }) plums!: Relation<Plum>[];
  }

  abstract class Fruit {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) grams!: number;
  }

  @Entity()
  class Apple extends Fruit {
    @ManyToOne(() => Basket, (basket) => basket.apples, { orphanedRowAction: 'delete' })
    basket!: Relation<Basket> | null;
  }

  @Entity()
  class Pear extends Fruit {
    @ManyToOne(() => Basket, (basket) => basket.pears, { orphanedRowAction: 'nullify' })
    basket!: Relation<Basket> | null;
  }

  @Entity()
  class Plum extends Fruit {
    @ManyToOne(() => Basket, (basket) => basket.plums, { orphanedRowAction: 'disable' })
    basket!: Relation<Basket> | null;
  }

  @EventSubscriber()
  class Listener implements EntitySubscriberInterface {
    afterInsert({ metadata }: InsertEvent<unknown>): void {
      heard.push(`inserted ${metadata.name}`);
    }
    afterLoad(_entity: unknown, event?: { metadata: { name: string } }): void {
      heard.push(`subscriber loaded ${event?.metadata.name ?? ''}`);
    }
  }

  return {
    entities: [Account, Session, Profile, Role, Basket, Apple, Pear, Plum],
    options: { subscribers: [Listener] },
    fill: async ({ manager }) => {
      const [admin, guest] = await manager.save(Role, [{ name: 'admin' }, { name: 'guest' }]);
      const [ann, bob] = await manager.save(Account, [
        { email: 'ann@x', secret: 'aa', roles: [admin, guest] },
        { email: 'bob@x', secret: 'bb', roles: [guest] },
        { email: 'gone@x', secret: 'gg' },
      ]);
      await manager.save(
        Session,
        ['Fire', 'Opera', 'Lynx'].map((browser) => ({ browser, account: ann })),
      );
      await manager.save(Session, { browser: 'Links', account: bob });
      await manager.save(Profile, [
        { motto: 'Up', account: ann },
        { motto: 'Down', account: bob },
      ]);
      await manager.softDelete(Session, { browser: 'Lynx' });
      await manager.softDelete(Role, { name: 'guest' });
      await manager.softDelete(Account, { email: 'gone@x' });
      await manager.softDelete(Account, { email: 'bob@x' });
      const basket = await manager.save(manager.create(Basket, {}));
      await manager.save(
        Apple,
        [1, 2].map((grams) => ({ grams, basket })),
      );
      await manager.save(
        Pear,
        [1, 2].map((grams) => ({ grams, basket })),
      );
      await manager.save(
        Plum,
        [1, 2].map((grams) => ({ grams, basket })),
      );
      heard.length = 0;
    },
  };
};
