import { Column, PrimaryColumn } from 'typeorm';

/** What is summed up of one figure, by team and one more thing. */
export abstract class ReportSums {
  @PrimaryColumn({ name: 'cut', type: 'text' })
  cut: string;

  @PrimaryColumn({ name: 'figure', type: 'text' })
  figure: string;

  @PrimaryColumn({ name: 'at', type: 'timestamptz' })
  at: Date;

  @PrimaryColumn({ name: 'team_id', type: 'uuid' })
  teamId: string;

  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'count', type: 'integer' })
  count: number;

  @Column({ name: 'seconds', type: 'double precision' })
  seconds: number;

  @Column({ name: 'within_1m', type: 'integer' })
  within1m: number;

  @Column({ name: 'within_5m', type: 'integer' })
  within5m: number;

  @Column({ name: 'within_15m', type: 'integer' })
  within15m: number;

  @Column({ name: 'within_1h', type: 'integer' })
  within1h: number;

  @Column({ name: 'within_4h', type: 'integer' })
  within4h: number;

  @Column({ name: 'within_1d', type: 'integer' })
  within1d: number;

  @Column({ name: 'within_3d', type: 'integer' })
  within3d: number;
}
