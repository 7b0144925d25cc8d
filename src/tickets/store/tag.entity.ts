import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tag that administrators gave a colour. */
@Entity('tag')
export class TagEntity {
  @PrimaryColumn({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'color', type: 'text' })
  color: string;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
