import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A text that agents insert by its shortcut. */
@Entity('canned_text')
export class CannedTextEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'shortcut', type: 'text' })
  shortcut: string;

  @Column({ name: 'category', type: 'text' })
  category: string;

  @Column({ name: 'visibility', type: 'text' })
  visibility: string;

  @Column({ name: 'scope_id', type: 'uuid' })
  scopeId: string;

  @Column({ name: 'texts', type: 'jsonb' })
  texts: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
