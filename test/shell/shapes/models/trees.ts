import type { DataSource, Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** The four kinds of tree. */
export const trees: MakeShape = (typeorm) => {
  const { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, Tree, TreeChildren } = typeorm;
  const { TreeParent } = typeorm;

  @Entity()
  @Tree('closure-table')
  class Category {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @TreeParent() parent!: Relation<Category> | null;
    @TreeChildren({ cascade: true }) children!: Relation<Category>[];
    @OneToMany(() => Article, (article) => article.category) articles!: Relation<Article>[];
  }

  @Entity()
  class Article {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) title!: string;
    @ManyToOne(() => Category, (category) => category.articles) category!: Relation<Category> | null;
  }

  @Entity()
  @Tree('materialized-path')
  class Folder {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @TreeParent() parent!: Relation<Folder> | null;
    @TreeChildren() children!: Relation<Folder>[];
  }

  @Entity()
  @Tree('nested-set')
  class Unit {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @TreeParent() parent!: Relation<Unit> | null;
    @TreeChildren() children!: Relation<Unit>[];
  }

  @Entity()
  class Reply {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @ManyToOne(() => Reply, (reply) => reply.children) parent!: Relation<Reply> | null;
    @OneToMany(() => Reply, (reply) => reply.parent) children!: Relation<Reply>[];
  }

  return {
    entities: [Category, Article, Folder, Unit, Reply],
    fill: async ({ manager }: DataSource) => {
      for (const kind of [Category, Folder, Unit, Reply] as const) {
        const save = (name: string, parent: object | null): Promise<object> =>
          manager.save(manager.create(kind as typeof Category, { name, parent: parent as Category | null }));
        const root = await save('root', null);
        const left = await save('left', root);
        await save('right', root);
        await save('leaf', left);
      }
      await manager.save(Article, {
        title: 'On leaves',
        category: await manager.findOneBy(Category, { name: 'leaf' }),
      });
    },
  };
};
