import { randomBytes } from 'node:crypto';
import type { Relation } from 'typeorm';
import type { MakeShape } from '../support/shape';

/**
 * An automation tool as large open-source ones are modelled: mixins for ids and times, JSON columns with transformers, an entity
 * on a junction table of others, rows that share the key of their owner, classes that say how they are written as JSON.
 */
export const workflows: MakeShape = (typeorm, kind) => {
  const { AfterLoad, BeforeInsert, BeforeUpdate, Column, CreateDateColumn, DeleteDateColumn, Entity, Index } = typeorm;
  const { JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn, PrimaryGeneratedColumn } =
    typeorm;
  const { RelationId, UpdateDateColumn } = typeorm;

  const uuid = kind === 'sqlite' ? ({ type: 'varchar', length: 36 } as const) : ({ type: 'uuid' } as const);
  type Constructor = new () => object;

  /** Mixins: each call makes a class of its own, with columns of its own. */
  function withStringId(parent: Constructor) {
    class WithStringId extends parent {
      @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
      @BeforeInsert() generateId(): void {
        this.id ??= randomBytes(8).toString('hex');
      }
    }
    return WithStringId;
  }

  function withTimes(parent: ReturnType<typeof withStringId>) {
    class WithTimes extends parent {
      @CreateDateColumn({ select: false }) createdAt!: Date;
      @UpdateDateColumn({ select: false }) updatedAt!: Date;
      @BeforeUpdate() setUpdatedAt(): void {
        this.updatedAt = new Date();
      }
    }
    return WithTimes;
  }

  const WithTimesAndStringId = withTimes(withStringId(class {}));

  @Entity({ name: 'user' })
  class User {
    @PrimaryGeneratedColumn('uuid') id!: string;
    @Column({
      type: 'varchar',
      nullable: true,
      unique: true,
      length: 50,
      transformer: { to: (mail?: string) => mail?.toLowerCase(), from: (mail?: string) => mail },
    })
    email!: string;
    @Column({ type: 'varchar', nullable: true }) password!: string | null;
    @Column({ type: 'simple-json', nullable: true }) settings!: { readonly dark?: boolean } | null;
    @OneToMany(() => SharedWorkflow, (shared) => shared.user) sharedWorkflows!: Relation<SharedWorkflow>[];
    @OneToMany(() => Identity, (identity) => identity.user) identities!: Relation<Identity>[];
    isPending!: boolean;
    @AfterLoad() computeIsPending(): void {
      this.isPending = this.password === null;
    }
    toJSON(): object {
      const { password: _password, ...rest } = this;
      return rest;
    }
  }

  @Entity({ name: 'auth_identity' })
  class Identity {
    @Column(uuid) userId!: string;
    @ManyToOne(() => User, (user) => user.identities) user!: Relation<User>;
    @PrimaryColumn({ type: 'varchar', length: 20 }) providerId!: string;
    @PrimaryColumn({ type: 'varchar', length: 20 }) providerType!: string;
  }

  @Entity({ name: 'workflow_entity' })
  class Workflow extends WithTimesAndStringId {
    @Index() @Column({ type: 'varchar', length: 128 }) name!: string;
    @Column({ type: 'boolean' }) active!: boolean;
    @Column({ type: 'simple-json' }) nodes!: readonly object[];
    @ManyToMany(() => Tag, (tag) => tag.workflows)
    @JoinTable({
      name: 'workflows_tags',
      joinColumn: { name: 'workflowId', referencedColumnName: 'id' },
      inverseJoinColumn: { name: 'tagId', referencedColumnName: 'id' },
    })
    tags?: Relation<Tag>[];
    @OneToMany(() => TagMapping, (mapping) => mapping.workflow) tagMappings!: Relation<TagMapping>[];
    @OneToMany(() => SharedWorkflow, (shared) => shared.workflow) shared!: Relation<SharedWorkflow>[];
    @OneToMany(() => Execution, (execution) => execution.workflow) executions!: Relation<Execution>[];
  }

  @Entity({ name: 'tag_entity' })
  class Tag extends WithTimesAndStringId {
    @Column({ type: 'varchar', length: 24, unique: true }) name!: string;
    @ManyToMany(() => Workflow, (workflow) => workflow.tags) workflows!: Relation<Workflow>[];
    @OneToMany(() => TagMapping, (mapping) => mapping.tags) workflowMappings!: Relation<TagMapping>[];
  }

  /** The junction table of the two above, as an entity. */
  @Entity({ name: 'workflows_tags' })
  class TagMapping {
    @PrimaryColumn({ type: 'varchar', length: 36 }) workflowId!: string;
    @ManyToOne(() => Workflow, (workflow) => workflow.tagMappings)
    @JoinColumn({ name: 'workflowId' })
    workflow!: Relation<Workflow>;
    @PrimaryColumn({ type: 'varchar', length: 36 }) tagId!: string;
    @ManyToOne(() => Tag, (tag) => tag.workflowMappings) @JoinColumn({ name: 'tagId' }) tags!: Relation<Tag>;
  }

  @Entity({ name: 'shared_workflow' })
  class SharedWorkflow {
    @Column({ type: 'varchar' }) role!: string;
    @ManyToOne(() => Workflow, (workflow) => workflow.shared) workflow!: Relation<Workflow>;
    @PrimaryColumn({ type: 'varchar', length: 36 }) workflowId!: string;
    @ManyToOne(() => User, (user) => user.sharedWorkflows) user!: Relation<User>;
    @PrimaryColumn(uuid) userId!: string;
  }

  @Entity({ name: 'execution_entity' })
  class Execution {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) status!: string;
    @DeleteDateColumn() deletedAt!: Date | null;
    @Column({ type: 'varchar', length: 36, nullable: true }) workflowId!: string | null;
    @ManyToOne(() => Workflow, (workflow) => workflow.executions) workflow!: Relation<Workflow> | null;
    @OneToOne(() => ExecutionData, (data) => data.execution) data!: Relation<ExecutionData>;
    @OneToMany(() => ExecutionMetadata, (metadata) => metadata.execution) metadata!: Relation<ExecutionMetadata>[];
    @RelationId((execution: Execution) => execution.metadata) metadataIds!: number[];
  }

  @Entity({ name: 'execution_data' })
  class ExecutionData {
    @Column({ type: 'text' }) data!: string;
    @PrimaryColumn({ type: 'int' }) executionId!: number;
    @OneToOne(() => Execution, (execution) => execution.data, { onDelete: 'CASCADE' })
    @JoinColumn({ name: 'executionId' })
    execution!: Relation<Execution>;
  }

  @Entity({ name: 'execution_metadata' })
  class ExecutionMetadata {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'int' }) executionId!: number;
    @ManyToOne(() => Execution, (execution) => execution.metadata, { onDelete: 'CASCADE' })
    execution!: Relation<Execution>;
    @Column({ type: 'varchar', length: 50 }) key!: string;
    @Column({ type: 'text' }) value!: string;
  }

  @Entity({ name: 'installed_packages' })
  class InstalledPackage {
    @PrimaryColumn({ type: 'varchar', length: 50 }) packageName!: string;
    @OneToMany(() => InstalledNode, (node) => node.package, { cascade: ['insert'], eager: true })
    nodes!: Relation<InstalledNode>[];
  }

  @Entity({ name: 'installed_nodes' })
  class InstalledNode {
    @PrimaryColumn({ type: 'varchar', length: 50 }) type!: string;
    @ManyToOne(() => InstalledPackage, (installed) => installed.nodes, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
    @JoinColumn({ name: 'package', referencedColumnName: 'packageName' })
    package!: Relation<InstalledPackage>;
  }

  /** Follows without relations: two numbers and no constraint. */
  @Entity({ name: 'follows' })
  class Follow {
    @PrimaryGeneratedColumn() id!: number;
    @Column({ type: 'varchar' }) followerId!: string;
    @Column({ type: 'varchar' }) followingId!: string;
  }

  return {
    entities: [
      ...[User, Identity, Workflow, Tag, TagMapping, SharedWorkflow, Execution, ExecutionData, ExecutionMetadata],
      ...[InstalledPackage, InstalledNode, Follow],
    ],
    fill: async ({ manager }) => {
      const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
      const [ann, bob] = await manager.save(User, [
        manager.create(User, { id: id(1), email: 'Ann@X', password: 'hash', settings: { dark: true } }),
        manager.create(User, { id: id(2), email: 'bob@x', password: null }),
      ]);
      await manager.save(Identity, { userId: ann.id, providerId: 'a1', providerType: 'ldap' });
      const [red, blue] = await manager.save(Tag, [
        manager.create(Tag, { id: 't1', name: 'red' } as object),
        manager.create(Tag, { id: 't2', name: 'blue' } as object),
      ]);
      const [first, second] = await manager.save(Workflow, [
        manager.create(Workflow, {
          id: 'w1',
          name: 'First',
          active: true,
          nodes: [{ type: 'start' }],
          tags: [red, blue],
        } as object),
        manager.create(Workflow, { id: 'w2', name: 'Second', active: false, nodes: [], tags: [blue] } as object),
      ]);
      await manager.save(SharedWorkflow, [
        { role: 'owner', workflowId: first.id, userId: ann.id },
        { role: 'editor', workflowId: first.id, userId: bob.id },
        { role: 'owner', workflowId: second.id, userId: bob.id },
      ]);
      const executions = await manager.save(
        Execution,
        ['success', 'error', 'success'].map((status) => ({ status, workflowId: first.id })),
      );
      await manager.save(
        ExecutionData,
        executions.slice(0, 2).map((each) => ({ executionId: each.id, data: `d${each.id}` })),
      );
      await manager.save(ExecutionMetadata, [
        { executionId: executions[0].id, key: 'k', value: 'v' },
        { executionId: executions[0].id, key: 'l', value: 'w' },
      ]);
      await manager.softDelete(Execution, { id: executions[2].id });
      const installed = manager.create(InstalledPackage, { packageName: 'nodes-x' });
      installed.nodes = [
        manager.create(InstalledNode, { type: 'x.a' }),
        manager.create(InstalledNode, { type: 'x.b' }),
      ];
      await manager.save(installed);
      await manager.save(Follow, { followerId: ann.id, followingId: bob.id });
    },
  };
};
