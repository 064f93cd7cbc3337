import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/** Many-to-many of every kind, lazy and eager relations, self relations, foreign keys without constraints. */
export const links: MakeShape = (typeorm) => {
  const { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne } = typeorm;
  const { PrimaryColumn, PrimaryGeneratedColumn } = typeorm;

  @Entity()
  class Member {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar', length: 20, unique: true }) nick!: string;
    /** One way only, and to itself. */
    @ManyToMany(() => Member)
    @JoinTable({ name: 'friends', joinColumn: { name: 'from_id' }, inverseJoinColumn: { name: 'to_id' } })
    friends!: Relation<Member>[];
    /** Both ways, to itself. */
    @ManyToMany(() => Member, (member) => member.followers)
    @JoinTable({ name: 'follows' })
    follows!: Relation<Member>[];
    @ManyToMany(() => Member, (member) => member.follows) followers!: Relation<Member>[];
    @OneToOne(() => Member, (member) => member.partnerOf) @JoinColumn() partner!: Relation<Member> | null;
    @OneToOne(() => Member, (member) => member.partner) partnerOf!: Relation<Member> | null;
    @ManyToOne(() => Member, (member) => member.guests) host!: Relation<Member> | null;
    @OneToMany(() => Member, (member) => member.host) guests!: Relation<Member>[];
    @ManyToMany(() => Club, (club) => club.members) clubs!: Relation<Club>[];
    @OneToMany(() => Letter, (letter) => letter.to) letters!: Promise<Letter[]>;
  }

  @Entity()
  class Club {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @Column({ type: 'varchar' }) name!: string;
    /** The junction refers to a column that is no primary key. */
    @ManyToMany(() => Member, (member) => member.clubs)
    @JoinTable({
      name: 'club_members',
      joinColumns: [{ name: 'club', referencedColumnName: 'id' }],
      inverseJoinColumns: [{ name: 'member_nick', referencedColumnName: 'nick' }],
    })
    members!: Relation<Member>[];
    @ManyToOne(() => Room, { eager: true, nullable: true }) room!: Relation<Room> | null;
  }

  @Entity()
  class Room {
    @PrimaryColumn({ type: 'varchar', length: 5 }) code!: string;
    @ManyToOne(() => House, (house) => house.rooms, { eager: true, nullable: true }) house!: Relation<House> | null;
  }

  @Entity()
  class House {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) street!: string;
    @OneToMany(() => Room, (room) => room.house) rooms!: Relation<Room>[];
  }

  @Entity()
  class Letter {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) text!: string;
    @ManyToOne(() => Member, (member) => member.letters) to!: Promise<Member | null>;
    @ManyToMany(() => Member, { lazy: true }) @JoinTable({ name: 'copies' }) copies!: Promise<Member[]>;
    @OneToOne(() => Letter, { lazy: true }) @JoinColumn() answers!: Promise<Letter | null>;
  }

  /** Leads to rows that need not be there. */
  @Entity()
  class Visit {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int', nullable: true }) houseId!: number | null;
    @ManyToOne(() => House, { createForeignKeyConstraints: false }) house!: Relation<House> | null;
    @ManyToOne(() => Room, { createForeignKeyConstraints: false })
    @JoinColumn({ name: 'room_code' })
    room!: Relation<Room> | null;
  }

  return {
    entities: [Member, Club, Room, House, Letter, Visit],
    fill: async ({ manager }) => {
      const [ann, bob, cat] = await manager.save(
        Member,
        manager.create(Member, [{ nick: 'ann' }, { nick: 'bob' }, { nick: 'cat' }]),
      );
      const link = (of: object, relation: string) => manager.createQueryBuilder().relation(Member, relation).of(of);
      for (const [relation, from, to] of [
        ['friends', ann, bob],
        ['friends', ann, cat],
        ['friends', bob, ann],
        ['follows', ann, bob],
        ['follows', bob, ann],
        ['follows', bob, cat],
      ] as const)
        await link(from, relation).add(to);
      await link(ann, 'partner').set(bob);
      await link(cat, 'partner').set(ann);
      for (const guest of [ann, bob, cat]) await link(guest, 'host').set(cat);
      const house = await manager.save(House, { street: 'Main' });
      const [room] = await manager.save(Room, [{ code: 'R1', house }, { code: 'R2' }]);
      const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
      await manager.save(Club, [
        { id: id(1), name: 'Chess', members: [ann, bob], room },
        { id: id(2), name: 'Go', members: [bob] },
      ]);
      const [first, second] = await manager.save(Letter, manager.create(Letter, [{ text: 'Hi' }, { text: 'Ho' }]));
      const write = (letter: object, relation: string) =>
        manager.createQueryBuilder().relation(Letter, relation).of(letter);
      await write(first, 'to').set(ann);
      await write(second, 'to').set(bob);
      await write(first, 'copies').add([bob, cat]);
      await write(second, 'answers').set(first);
      await manager.insert(Visit, [{ houseId: house.id }, { houseId: 99 }, {}]);
      await manager.query(`UPDATE visit SET room_code = 'R1' WHERE id = 1`);
      await manager.query(`UPDATE visit SET room_code = 'gone' WHERE id = 2`);
    },
  };
};
