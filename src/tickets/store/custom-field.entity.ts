import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A fact that this company keeps of its tickets. */
@Entity('custom_field')
export class CustomFieldEntity {
  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'labels', type: 'jsonb' })
  labels: unknown;

  @Column({ name: 'options', type: 'text', array: true })
  options: string[];

  @Column({ name: 'required_on_resolve', type: 'boolean' })
  requiredOnResolve: boolean;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
