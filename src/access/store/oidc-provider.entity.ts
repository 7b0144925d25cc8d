import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place that says who somebody is. The client's secret is sealed. */
@Entity('oidc_provider')
export class OidcProviderEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'label', type: 'text' })
  label: string;

  @Column({ name: 'issuer', type: 'text' })
  issuer: string;

  @Column({ name: 'client_id', type: 'text' })
  clientId: string;

  @Column({ name: 'client_secret', type: 'bytea' })
  clientSecret: Buffer;

  @Column({ name: 'allowed_domains', type: 'text', array: true })
  allowedDomains: string[];

  /** Of accounts made at the first login; null: none are made. */
  @Column({ name: 'default_role', type: 'text', nullable: true })
  defaultRole: string | null;

  @Column({ name: 'enabled', type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'version', type: 'integer' })
  version: number;
}
