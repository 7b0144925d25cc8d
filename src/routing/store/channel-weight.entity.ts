import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a ticket of a channel costs whoever works on it. */
@Entity('channel_weight')
export class ChannelWeightEntity {
  @PrimaryColumn({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'units', type: 'double precision' })
  units: number;

  /** The customer waits before the screen: reassigned when its agent goes away. */
  @Column({ name: 'live', type: 'boolean' })
  live: boolean;
}
