import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two contacts that were joined, kept so that it can be undone. */
@Entity('contact_merge')
export class ContactMergeEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'contact_id', type: 'uuid' })
  contactId: string;

  @Column({ name: 'into_id', type: 'uuid' })
  intoId: string;

  @Column({ name: 'identity_ids', type: 'uuid', array: true })
  identityIds: string[];

  @Column({ name: 'ticket_ids', type: 'uuid', array: true })
  ticketIds: string[];

  @Column({ name: 'taken', type: 'jsonb' })
  taken: unknown;

  @Column({ name: 'merged_at', type: 'timestamptz' })
  mergedAt: Date;

  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true })
  undoneAt: Date | null;
}
