import { Entity } from 'typeorm';
import { ReportSums } from './report-sums.js';

/** A quarter of an hour of one figure, by team and one more thing. */
@Entity('report_bucket')
export class ReportBucketEntity extends ReportSums {}
