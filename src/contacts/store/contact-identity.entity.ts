import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account a contact writes from. */
@Entity('contact_identity')
export class ContactIdentityEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'contact_id', type: 'uuid' })
  contactId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'scope', type: 'text' })
  scope: string;

  @Column({ name: 'value', type: 'text' })
  value: string;

  @Column({ name: 'verified', type: 'boolean' })
  verified: boolean;

  @Column({ name: 'display_name', type: 'text', nullable: true })
  displayName: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
