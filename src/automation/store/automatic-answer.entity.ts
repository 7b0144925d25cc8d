import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a rule last wrote to an address. */
@Entity('automatic_answer')
export class AutomaticAnswerEntity {
  @PrimaryColumn({ name: 'rule_id', type: 'uuid' })
  ruleId: string;

  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind: string;

  @PrimaryColumn({ name: 'scope', type: 'text' })
  scope: string;

  @PrimaryColumn({ name: 'value', type: 'text' })
  value: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;
}
