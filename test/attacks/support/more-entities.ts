import {
  AfterLoad,
  Column,
  DeleteDateColumn,
  Entity,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  Tree,
  TreeChildren,
  TreeParent,
  VersionColumn,
} from 'typeorm';

/** What the lesson's model has none of: a tree, soft deletion, versions, lazy and eager relations, a listener. */
@Entity('folders')
@Tree('closure-table')
export class Folder {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', length: 100 })
  title!: string;

  @TreeParent({ onDelete: 'CASCADE' })
  parent!: Folder | null;

  @TreeChildren({ cascade: true })
  children!: Folder[];

  @OneToMany(() => Note, (note) => note.folder, { cascade: true })
  notes!: Promise<Note[]>;
}

@Entity('notes')
export class Note {
  /** What a program has happen when a note is loaded. */
  static onLoad: ((note: Note) => unknown) | undefined;

  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', length: 100 })
  text!: string;

  @Column({ type: 'int', default: 0 })
  stars!: number;

  @VersionColumn()
  version!: number;

  @DeleteDateColumn()
  deletedAt!: Date | null;

  @ManyToOne(() => Folder, (folder) => folder.notes, { eager: true, nullable: true })
  folder!: Folder | null;

  @AfterLoad()
  loaded(): unknown {
    return Note.onLoad?.(this);
  }
}

export const MORE_ENTITIES = [Folder, Note];
