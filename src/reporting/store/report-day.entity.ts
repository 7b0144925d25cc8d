import { Entity, PrimaryColumn } from 'typeorm';
import { ReportSums } from './report-sums.js';

/** A day of one figure, as days are in a time zone, by team and one more thing. */
@Entity('report_day')
export class ReportDayEntity extends ReportSums {
  @PrimaryColumn({ name: 'zone', type: 'text' })
  zone: string;
}
