import { Alert, Button, PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceField, CopyField, OnOff } from '../common/fields.js';
import type { PageProps } from '../common/page-props.js';
import { saying } from '../common/problems.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Provider = Schemas['OidcProviderAnswer'];
type Draft = Required<Schemas['OidcProviderInput']>;

const PATH = '/api/v1/oidc-providers/{id}';
const FIRST_ROLES = ['agent', 'supervisor', 'auditor'] as const;
const at = (id: string) => ({ params: { path: { id } } });

const providers: Resource<Provider, Draft> = {
  name: 'oidc-providers',
  permission: 'security:write',
  idOf: ({ id }) => id,
  titleOf: ({ label }) => label,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/oidc-providers', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ label: '', issuer: '', clientId: '', clientSecret: '', allowedDomains: [], defaultRole: null, enabled: true }),
  draftOf: ({ label, issuer, clientId, allowedDomains, defaultRole, enabled }) => ({
    label,
    issuer,
    clientId,
    clientSecret: '',
    allowedDomains,
    defaultRole,
    enabled,
  }),
  create: (body) => ask(desk.POST('/api/v1/oidc-providers', { body })),
  change: ({ id, version }, { clientSecret, ...draft }) =>
    ask(desk.PATCH(PATH, { ...at(id), body: { ...draft, ...(clientSecret === '' ? {} : { clientSecret }), version } })),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: ProviderForm,
};

export function OidcProviders(props: PageProps) {
  return (
    <ResourcePage
      {...props}
      resource={providers}
      columns={[
        { key: 'issuer', render: ({ issuer }) => issuer },
        { key: 'domains', render: ({ allowedDomains }) => allowedDomains.join(', ') || '–' },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
      ]}
      extra={(provider) => <ProviderCheck provider={provider} />}
    />
  );
}

function ProviderForm({ draft, set, errorOf, row }: FormProps<Provider, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <TextInput
        label={t('oidc.label')}
        description={t('oidc.labelHelp')}
        required
        data-autofocus
        value={draft.label}
        onChange={(e) => set({ label: e.currentTarget.value })}
        error={errorOf('label')}
      />
      <TextInput
        label={t('oidc.issuer')}
        description={t('oidc.issuerHelp')}
        placeholder="https://accounts.google.com"
        required
        value={draft.issuer}
        onChange={(e) => set({ issuer: e.currentTarget.value })}
        error={errorOf('issuer')}
      />
      <TextInput
        label={t('oidc.clientId')}
        required
        value={draft.clientId}
        onChange={(e) => set({ clientId: e.currentTarget.value })}
        error={errorOf('clientId')}
      />
      <PasswordInput
        label={t('oidc.clientSecret')}
        description={row === null ? undefined : t('oidc.secretKept')}
        required={row === null}
        autoComplete="new-password"
        value={draft.clientSecret}
        onChange={(e) => set({ clientSecret: e.currentTarget.value })}
        error={errorOf('clientSecret')}
      />
      <TagsInput
        label={t('oidc.domains')}
        description={t('oidc.domainsHelp')}
        value={[...draft.allowedDomains]}
        onChange={(allowedDomains) => set({ allowedDomains })}
        error={errorOf('allowedDomains')}
      />
      <ChoiceField
        label={t('oidc.role')}
        help={t('oidc.roleHelp')}
        none={t('oidc.noRole')}
        choices={FIRST_ROLES.map((value) => ({ value, label: t(`role.${value}.name`) }))}
        value={draft.defaultRole}
        onChange={(defaultRole) => set({ defaultRole: defaultRole as Draft['defaultRole'] })}
        error={errorOf('defaultRole')}
      />
      <Switch label={t('oidc.enabled')} checked={draft.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
    </>
  );
}

function ProviderCheck({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('admin');
  const check = useMutation({ mutationFn: () => ask(desk.POST('/api/v1/oidc-providers/{id}/check', at(provider.id))) });
  return (
    <Stack mt="xl" gap="md">
      <CopyField label={t('oidc.redirect')} help={t('oidc.redirectHelp')} value={provider.redirectUri} />
      <Button variant="default" w="fit-content" loading={check.isPending} onClick={() => check.mutate()}>
        {t('health.check')}
      </Button>
      {check.data === undefined && check.error === null ? null : (
        <Alert color={check.data?.ok === true ? 'green' : 'red'} role="status">
          {check.data?.message ?? saying(check.error, t)}
        </Alert>
      )}
    </Stack>
  );
}
