import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stretch of time with about as many messages as each of the others. */
@Entity('search_slice')
export class SearchSliceEntity {
  @PrimaryColumn({ name: 'id', type: 'integer' })
  id: number;

  @Column({ name: 'since', type: 'timestamptz', nullable: true })
  since: Date | null;

  @Column({ name: 'documents', type: 'integer' })
  documents: number;

  @Column({ name: 'earliest', type: 'timestamptz' })
  earliest: Date;

  @Column({ name: 'latest', type: 'timestamptz' })
  latest: Date;
}
