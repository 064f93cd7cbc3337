import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Single table inheritance of several levels, and concrete inheritance from abstract classes with columns and relations. */
export const inheritance: MakeShape = (typeorm) => {
  const { ChildEntity, Column, CreateDateColumn, Entity, JoinTable, ManyToMany, ManyToOne, OneToMany } = typeorm;
  const { PrimaryGeneratedColumn, TableInheritance } = typeorm;

  @Entity()
  class Area {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) name!: string;
    @OneToMany(() => Content, (content) => content.area) contents!: Relation<Content>[];
    @OneToMany(() => Event, (event) => event.area) events!: Relation<Event>[];
  }

  abstract class Stored {
    @PrimaryGeneratedColumn() id!: number;
    @CreateDateColumn({ select: false }) createdAt!: Date;
  }

  abstract class Placed extends Stored {
    @ManyToOne(() => Area, { nullable: true }) area!: Relation<Area> | null;
  }

  @Entity()
  @TableInheritance({ column: { type: 'varchar', name: 'type' } })
  class Content extends Placed {
    @Column({ type: 'varchar' }) title!: string;
    @OneToMany(() => Comment, (comment) => comment.content) comments!: Relation<Comment>[];
  }

  @ChildEntity()
  class Photo extends Content {
    @Column({ type: 'varchar', nullable: true }) size!: string | null;
    @ManyToMany(() => Person) @JoinTable({ name: 'photo_people' }) people!: Relation<Person>[];
  }

  @ChildEntity('q')
  class Question extends Content {
    @Column({ type: 'int', nullable: true }) answers!: number | null;
    @ManyToOne(() => Person, (person) => person.questions) asker!: Relation<Person> | null;
  }

  @ChildEntity('poll')
  class Poll extends Question {
    @Column({ type: 'int', nullable: true }) votes!: number | null;
  }

  @Entity()
  class Comment extends Stored {
    @Column({ type: 'varchar' }) text!: string;
    @ManyToOne(() => Content, (content) => content.comments) content!: Relation<Content> | null;
  }

  @Entity()
  class Person extends Stored {
    @Column({ type: 'varchar' }) name!: string;
    @OneToMany(() => Question, (question) => question.asker) questions!: Relation<Question>[];
  }

  @Entity()
  class Event extends Placed {
    @Column({ type: 'varchar' }) what!: string;
  }

  @Entity()
  class Concert extends Event {
    @Column({ type: 'varchar' }) band!: string;
  }

  return {
    entities: [Area, Content, Photo, Question, Poll, Comment, Person, Event, Concert],
    fill: async ({ manager }) => {
      const [home, away] = await manager.save(Area, [{ name: 'home' }, { name: 'away' }]);
      const [ann, bob] = await manager.save(Person, [{ name: 'Ann' }, { name: 'Bob' }]);
      const [photo] = await manager.save(Photo, [{ title: 'A sea', size: '2x2', area: home, people: [ann, bob] }]);
      const [question] = await manager.save(Question, [{ title: 'Why?', answers: 3, area: away, asker: ann }]);
      const [poll] = await manager.save(Poll, [{ title: 'Who?', answers: 0, votes: 9, area: home, asker: bob }]);
      const plain = await manager.save(Content, { title: 'Plain' });
      await manager.save(
        Comment,
        [photo, question, poll, plain, photo, null].map((content, index) => ({ text: `c${index + 1}`, content })),
      );
      await manager.save(Event, [{ what: 'fair', area: home }]);
      await manager.save(Concert, [{ what: 'rock', band: 'Blur', area: away }]);
    },
  };
};
