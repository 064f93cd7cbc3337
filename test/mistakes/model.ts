import type { Relation } from 'typeorm';
import type { MakeShape } from '../shell/shapes/support/shape';

/** Books and who wrote them: no entity of it has the name of one of the lesson's, so that an advice that names those is found. */
export const books: MakeShape = (typeorm) => {
  const { Column, Entity, JoinTable, ManyToMany, ManyToOne, OneToMany, PrimaryGeneratedColumn } = typeorm;

  @Entity('authors')
  class Author {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 80 }) name!: string;
    @Column({ type: 'varchar', length: 2 }) country!: string;
    @Column({ type: 'date', nullable: true }) born!: string | null;
    @OneToMany(() => Book, (book) => book.author) books!: Relation<Book>[];
  }

  @Entity('books')
  class Book {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 80 }) title!: string;
    @Column({ type: 'integer', nullable: true }) pages!: number | null;
    @Column({ type: 'simple-json', nullable: true }) about!: object | null;
    @Column({ type: 'simple-array', nullable: true }) words!: string[] | null;
    @ManyToOne(() => Author, (author) => author.books) author!: Relation<Author>;
    @ManyToMany(() => Genre) @JoinTable() genres!: Relation<Genre>[];
  }

  @Entity('genres')
  class Genre {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 20, unique: true }) label!: string;
  }

  return {
    entities: [Author, Book, Genre],
    async fill(dataSource) {
      const { manager } = dataSource;
      const ann = await manager.save(Author, { name: 'Ann', country: 'nl', born: '1950-01-02' });
      const ben = await manager.save(Author, { name: 'Ben', country: 'be' });
      const tale = await manager.save(Genre, { label: 'tale' });
      await manager.save(Book, { title: 'One', pages: 100, author: ann, genres: [tale], words: ['a', 'b'] });
      await manager.save(Book, { title: 'Two', pages: 200, author: ann, genres: [] });
      await manager.save(Book, { title: 'Three', pages: null, author: ben, genres: [] });
    },
  };
};
