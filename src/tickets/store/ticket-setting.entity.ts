import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How this desk deals with tickets: one row. */
@Entity('ticket_setting')
export class TicketSettingEntity {
  @PrimaryColumn({ name: 'id', type: 'boolean' })
  id: boolean;

  @Column({ name: 'tags_restricted', type: 'boolean' })
  tagsRestricted: boolean;
}
