import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'language', type: 'text', nullable: true })
  language: string | null;

  /** How much this customer matters, in the company's own words: `gold` … */
  @Column({ name: 'tier', type: 'text', nullable: true })
  tier: string | null;

  @Column({ name: 'is_spam', type: 'boolean' })
  isSpam: boolean;

  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
