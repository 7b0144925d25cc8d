import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a calendar, with every holiday resolved to its date. Never changed. */
@Entity('calendar_version')
export class CalendarVersionEntity {
  @PrimaryColumn({ name: 'calendar_id', type: 'uuid' })
  calendarId: string;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'hours', type: 'jsonb' })
  hours: unknown;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
