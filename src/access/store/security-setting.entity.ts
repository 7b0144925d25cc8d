import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What holds for every login. One row. */
@Entity('security_setting')
export class SecuritySettingEntity {
  @PrimaryColumn({ name: 'id', type: 'smallint' })
  id: number;

  @Column({ name: 'two_factor_roles', type: 'text', array: true })
  twoFactorRoles: string[];

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
