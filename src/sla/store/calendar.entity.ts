import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A calendar as an administrator entered it. */
@Entity('calendar')
export class CalendarEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'settings', type: 'jsonb' })
  settings: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
