import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A named question to the tickets, with its order and columns. */
@Entity('saved_view')
export class SavedViewEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'audience', type: 'text' })
  audience: string;

  @Column({ name: 'owner_id', type: 'uuid', nullable: true })
  ownerId: string | null;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ name: 'conditions', type: 'jsonb' })
  conditions: unknown;

  @Column({ name: 'sort_by', type: 'text' })
  sortBy: string;

  @Column({ name: 'sort_direction', type: 'text' })
  sortDirection: string;

  @Column({ name: 'columns', type: 'text', array: true })
  columns: string[];

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
