import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whole days of the reports, for every time zone that somebody asks in: see docs/reports.md. */
export class AddReportDays1765000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table report_zone (
        zone text primary key,
        built_from timestamptz,
        asked_at timestamptz not null
      )`);
    await runner.query(`
      create table report_day (
        zone text not null,
        cut text not null,
        at timestamptz not null,
        figure text not null,
        team_id uuid not null,
        key text not null,
        count integer not null,
        seconds double precision not null,
        within_1m integer not null,
        within_5m integer not null,
        within_15m integer not null,
        within_1h integer not null,
        within_4h integer not null,
        within_1d integer not null,
        within_3d integer not null,
        constraint pk_report_day primary key (zone, cut, at, figure, team_id, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table report_day, report_zone');
  }
}
