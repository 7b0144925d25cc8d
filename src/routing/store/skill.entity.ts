import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something an agent can be trained in. */
@Entity('skill')
export class SkillEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
