import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What can be found of a message. */
@Entity('search_document')
export class SearchDocumentEntity {
  @PrimaryColumn({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'ticket_id', type: 'uuid' })
  ticketId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'at', type: 'timestamptz' })
  at: Date;

  @Column({ name: 'facets', type: 'text', array: true })
  facets: string[];

  @Column({ name: 'tsv', type: 'tsvector' })
  tsv: string;
}
