import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed logins, by account and by address. */
@Entity('login_throttle')
export class LoginThrottleEntity {
  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'failures', type: 'integer' })
  failures: number;

  @Column({ name: 'blocked_until', type: 'timestamptz', nullable: true })
  blockedUntil: Date | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
