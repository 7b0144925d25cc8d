import { Alert, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../session.js';
import { NEW } from '../common/address.js';
import { DANGER } from '../common/colours.js';
import { Confirm } from '../common/confirm.js';
import { ChoiceField, CopyField } from '../common/fields.js';
import { PageFrame } from '../common/page-frame.js';
import type { PageProps } from '../common/page-props.js';
import { saying } from '../common/problems.js';
import { type FormProps, type Resource, useList } from '../common/resource.js';
import { ResourceDrawer } from '../common/resource-drawer.js';
import { ResourceTable } from '../common/resource-table.js';

type Token = Schemas['TokenAnswer'];
type Scope = Schemas['TokenInput']['scopes'][number];

interface Draft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Days; null: never. */
  readonly days: number | null;
}

const DAY_MS = 86_400_000;
const LIVES = [30, 90, 365];

const listTokens: Resource<Token, Draft>['list'] = (query) => ask(desk.GET('/api/v1/api-tokens', { params: { query } }));

const tokens: Resource<Token, Draft> = {
  name: 'api-tokens',
  permission: 'token:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  list: listTokens,
  one: async (id) => {
    const page = await listTokens({ limit: 200 });
    const found = page.items.find((token) => token.id === id);
    if (found === undefined) throw new Error('no such token');
    return found;
  },
  blank: () => ({ name: '', scopes: [], days: 90 }),
  draftOf: ({ name, scopes }) => ({ name, scopes: scopes as readonly Scope[], days: null }),
  create: ({ name, scopes, days }) =>
    ask(
      desk.POST('/api/v1/api-tokens', {
        body: { name, scopes, ...(days === null ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }) },
      }),
    ),
  change: () => Promise.resolve(null), // tokens are made and revoked, never changed
  Form: TokenForm,
};

export function ApiTokens({ id, open }: PageProps) {
  const { t } = useTranslation('admin');
  const mayWrite = useMay()('token:write');
  const now = useNow(60_000);
  const list = useList('api-tokens', listTokens);
  const create = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(NEW)}>
      {t('pages.api-tokens.new')}
    </Button>
  ) : undefined;
  return (
    <PageFrame name="api-tokens" action={list.rows?.length === 0 ? undefined : create}>
      <ResourceTable<Token>
        name="api-tokens"
        list={list}
        idOf={(token) => token.id}
        titleOf={(token) => token.name}
        isOff={(token) => stateOf(token, now) !== 'valid'}
        openId={null}
        open={() => undefined}
        isPlain
        emptyAction={create}
        columns={[
          { key: 'scopes', render: ({ scopes }) => <span title={scopes.join('\n')}>{t('token.scopes', { count: scopes.length })}</span> },
          { key: 'lastUsed', render: ({ lastUsedAt }) => (lastUsedAt === null ? t('token.neverUsed') : shortTime(lastUsedAt, now)) },
          { key: 'expires', render: ({ expiresAt }) => (expiresAt === null ? t('inbox.never') : fullTime(expiresAt)) },
          {
            key: 'state',
            render: (token) => (
              <Badge variant="default" radius="sm" tt="none" fw={500}>
                {t(`token.${stateOf(token, now)}`)}
              </Badge>
            ),
          },
          { key: 'acts', render: (token) => (mayWrite && token.revokedAt === null ? <Revoke token={token} /> : null) },
        ]}
      />
      <ResourceDrawer
        resource={tokens}
        id={id === NEW ? NEW : null}
        onClose={() => open(null)}
        made={(answer, close) => <MadeToken answer={answer} close={close} />}
      />
    </PageFrame>
  );
}

function stateOf({ revokedAt, expiresAt }: Token, now: number): 'valid' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'valid';
}

function Revoke({ token }: { readonly token: Token }) {
  const { t } = useTranslation('admin');
  const [asks, setAsks] = useState(false);
  const revoke = useMutation({
    mutationFn: () => ask(desk.DELETE('/api/v1/api-tokens/{id}', { params: { path: { id: token.id } } })),
    onSuccess: () => {
      setAsks(false);
      void queries.invalidateQueries({ queryKey: ['admin', 'api-tokens'] });
    },
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        c={DANGER}
        onClick={() => setAsks(true)}
        aria-label={`${t('token.revoke')}: ${token.name}`}
      >
        {t('token.revoke')}
      </Button>
      <Confirm
        opened={asks}
        title={t('token.revokeTitle', { name: token.name })}
        text={t('token.revokeHelp')}
        yes={t('token.revoke')}
        isBusy={revoke.isPending}
        error={revoke.error === null ? null : saying(revoke.error, t)}
        onYes={() => revoke.mutate()}
        onNo={() => setAsks(false)}
      />
    </>
  );
}

function TokenForm({ draft, set, errorOf }: FormProps<Token, Draft>) {
  const { t } = useTranslation('admin');
  const { permissions } = useMe();
  const groups = Map.groupBy(permissions as readonly Scope[], (scope) => scope.split(':')[0] ?? '');
  const all = draft.scopes.length === permissions.length;
  return (
    <>
      <TextInput
        label={t('fields.name')}
        description={t('token.nameHelp')}
        required
        data-autofocus
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <ChoiceField
        label={t('token.life')}
        none={t('inbox.never')}
        choices={LIVES.map((days) => ({ value: String(days), label: t('token.days', { count: days }) }))}
        value={draft.days === null ? null : String(draft.days)}
        onChange={(days) => set({ days: days === null ? null : Number(days) })}
      />
      <Checkbox.Group
        label={t('token.may')}
        description={t('token.mayHelp')}
        required
        value={[...draft.scopes]}
        onChange={(scopes) => set({ scopes: scopes as Scope[] })}
        error={errorOf('scopes')}
      >
        <Group mt="xs" mb="xs">
          <Button size="compact-xs" variant="default" onClick={() => set({ scopes: all ? [] : (permissions as Scope[]) })}>
            {t(all ? 'token.none' : 'token.all')}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
          {[...groups].map(([resource, scopes]) => (
            <Stack key={resource} gap={10}>
              {scopes.map((scope) => (
                <Checkbox key={scope} size="xs" value={scope} label={<code>{scope}</code>} />
              ))}
            </Stack>
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </>
  );
}

function MadeToken({ answer, close }: { readonly answer: Schemas['NewTokenAnswer']; readonly close: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Stack>
      <Alert color="green" title={t('token.made')}>
        <Text size="sm">{t('token.once')}</Text>
      </Alert>
      <CopyField label={t('token.value')} value={answer.token} />
      <Button w="fit-content" onClick={close}>
        {t('token.kept')}
      </Button>
    </Stack>
  );
}
