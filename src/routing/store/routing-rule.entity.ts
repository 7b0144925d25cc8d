import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the ordered rules that every new ticket runs through. */
@Entity('routing_rule')
export class RoutingRuleEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  /** Later rules are looked at although this one matched. */
  @Column({ name: 'continues', type: 'boolean' })
  continues: boolean;

  @Column({ name: 'conditions', type: 'jsonb' })
  conditions: unknown;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ name: 'priority', type: 'text', nullable: true })
  priority: string | null;

  @Column({ name: 'category', type: 'text', nullable: true })
  category: string | null;

  @Column({ name: 'language', type: 'text', nullable: true })
  language: string | null;

  @Column({ name: 'tags', type: 'text', array: true })
  tags: string[];

  @Column({ name: 'skills', type: 'jsonb' })
  skills: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
