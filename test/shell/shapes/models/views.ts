import type { DataSource, Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Views: with a key, without one, with relations to tables; from a query builder and from SQL. */
export const views: MakeShape = (typeorm) => {
  const { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, PrimaryGeneratedColumn } = typeorm;
  const { ViewColumn, ViewEntity } = typeorm;

  @Entity()
  class Writer {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @OneToMany(() => Post, (post) => post.writer) posts!: Relation<Post>[];
  }

  @Entity()
  class Post {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) title!: string;
    @Column({ type: 'int' }) words!: number;
    @ManyToOne(() => Writer, (writer) => writer.posts) @JoinColumn({ name: 'writer_id' }) writer!: Relation<Writer>;
  }

  @ViewEntity({
    expression: (dataSource: DataSource) =>
      dataSource
        .createQueryBuilder()
        .select('writer.id', 'id')
        .addSelect('writer.name', 'name')
        .addSelect('COUNT(post.id)', 'posts')
        .from(Writer, 'writer')
        .leftJoin(Post, 'post', 'post.writer_id = writer.id')
        .groupBy('writer.id')
        .addGroupBy('writer.name'),
  })
  class WriterStats {
    @PrimaryColumn({ type: 'int' }) id!: number;
    @ViewColumn() name!: string;
    @ViewColumn() posts!: number;
    @ManyToOne(() => Writer, { createForeignKeyConstraints: false })
    @JoinColumn({ name: 'id' })
    writer!: Relation<Writer>;
  }

  @ViewEntity({
    expression: (dataSource: DataSource) =>
      dataSource
        .createQueryBuilder()
        .select('post.title', 'title')
        .addSelect('post.words', 'words')
        .addSelect('post.writer_id', 'writerId')
        .from(Post, 'post')
        .where('post.words > 100'),
  })
  class LongPost {
    @ViewColumn() title!: string;
    @ViewColumn() words!: number;
    @ViewColumn() writerId!: number;
    @ManyToOne(() => Writer, { createForeignKeyConstraints: false })
    @JoinColumn({ name: 'writerId' })
    writer!: Relation<Writer>;
  }

  return {
    entities: [Writer, Post, WriterStats, LongPost],
    fill: async ({ manager }) => {
      const [ann, bob] = await manager.save(Writer, [{ name: 'Ann' }, { name: 'Bob' }]);
      await manager.save(Post, [
        { title: 'Short', words: 10, writer: ann },
        { title: 'Long', words: 1000, writer: ann },
        { title: 'Longer', words: 2000, writer: bob },
      ]);
    },
  };
};
