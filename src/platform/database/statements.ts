import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from './pool-of.js';
import { isPreparable, runPrepared } from './prepared.js';

/** Single statements on the pool, each a transaction of its own: views, look-ups, and writes that one statement can make whole. */
@Injectable()
export class Statements {
  private readonly pool: Pool;

  constructor(dataSource: DataSource) {
    this.pool = poolOf(dataSource);
  }

  /** A constant statement, prepared once per connection. */
  rows<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return runPrepared<Row>(this.pool, text, values);
  }

  /** A statement put together at run time (list filters). Its first variants are prepared too; beyond a bound they are not. */
  async adHoc<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (isPreparable(text)) return runPrepared<Row>(this.pool, text, values);
    const result = await this.pool.query<Row>(text, [...values]);
    return result.rows;
  }

  /** A statement that is planned for these very values each time: where a plan for any values would be a bad one for most. */
  async once<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>(text, [...values])).rows;
  }
}
