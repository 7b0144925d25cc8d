import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time zone in which reports are asked for. */
@Entity('report_zone')
export class ReportZoneEntity {
  @PrimaryColumn({ name: 'zone', type: 'text' })
  zone: string;

  /** Its days from here on are kept as days; null: none yet. */
  @Column({ name: 'built_from', type: 'timestamptz', nullable: true })
  builtFrom: Date | null;

  /** When somebody asked last, to the day. */
  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt: Date;
}
