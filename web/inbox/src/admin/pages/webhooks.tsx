import { Alert, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ALWAYS, type Condition, conditionProblems } from '../../conditions/condition.js';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { CopyField, OnOff, Section } from '../common/fields.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { Deliveries } from '../webhooks/deliveries.js';
import { WebhookTools } from '../webhooks/webhook-tools.js';

type Webhook = Schemas['WebhookAnswer'];

interface Draft {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Null: of all tickets. */
  readonly condition: Condition | null;
  readonly includeNotes: boolean;
  readonly enabled: boolean;
}

const PATH = '/api/v1/webhooks/{id}';
const at = (id: string) => ({ params: { path: { id } } });

const webhooks: Resource<Webhook, Draft> = {
  name: 'webhooks',
  permission: 'webhook:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/webhooks', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ name: '', url: '', events: ['ticket.opened', 'message.received'], condition: null, includeNotes: false, enabled: true }),
  draftOf: ({ name, url, events, condition, includeNotes, enabled }) => ({
    name,
    url,
    events,
    condition: condition as unknown as Condition | null,
    includeNotes,
    enabled,
  }),
  create: (body) => ask(desk.POST('/api/v1/webhooks', { body: body as never })),
  change: ({ id, version }, draft) => ask(desk.PATCH(PATH, { ...at(id), body: { ...draft, version } as never })),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: WebhookForm,
};

export function Webhooks(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={webhooks}
      size={840}
      made={(answer, close) => <MadeWebhook answer={answer} onDone={() => afterMade(answer, close, props.open)} />}
      extra={(webhook) => (
        <>
          <WebhookTools webhook={webhook} />
          <Deliveries webhookId={webhook.id} />
        </>
      )}
      columns={[
        {
          key: 'url',
          render: ({ url }) => (
            <Text size="sm" truncate maw={300}>
              {url}
            </Text>
          ),
        },
        { key: 'events', render: ({ events }) => events.length },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
        {
          key: 'health',
          render: ({ failures, disabledReason }) =>
            disabledReason !== null || failures > 0 ? (
              <Badge color="red" variant="light" tt="none" title={disabledReason ?? undefined}>
                {t('webhook.failing', { count: failures })}
              </Badge>
            ) : (
              <Text size="sm">{t('health.fine')}</Text>
            ),
        },
      ]}
    />
  );
}

/** The next thing to do with a new one is to test it. */
function afterMade({ id }: Webhook, close: () => void, open: (id: string) => void): void {
  close();
  open(id);
}

function WebhookForm({ draft, set, errorOf, problem, readOnly, row }: FormProps<Webhook, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      {row?.disabledReason ? (
        <Alert color="red" title={t('webhook.switchedOff')}>
          {row.disabledReason}
        </Alert>
      ) : null}
      <TextInput
        label={t('fields.name')}
        required
        data-autofocus
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <TextInput
        label={t('webhook.url')}
        description={t('webhook.urlHelp')}
        type="url"
        required
        placeholder="https://hooks.example.com/parley"
        value={draft.url}
        onChange={(e) => set({ url: e.currentTarget.value })}
        error={errorOf('url')}
      />
      <EventsField value={draft.events} onChange={(events) => set({ events })} error={errorOf('events')} />
      <Switch
        label={t('webhook.some')}
        description={t('webhook.someHelp')}
        checked={draft.condition !== null}
        onChange={(e) => set({ condition: e.currentTarget.checked ? ALWAYS : null })}
      />
      {draft.condition === null ? null : (
        <ConditionEditor
          value={draft.condition}
          onChange={(condition) => set({ condition })}
          purpose="webhook"
          problems={conditionProblems(problem)}
          label={t('webhook.some')}
          disabled={readOnly}
        />
      )}
      <Switch
        label={t('webhook.notes')}
        description={t('webhook.notesHelp')}
        checked={draft.includeNotes}
        onChange={(e) => set({ includeNotes: e.currentTarget.checked })}
      />
      {row === null ? null : (
        <Switch label={t('webhook.enabled')} checked={draft.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      )}
    </>
  );
}

interface EventsFieldProps {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error: string | undefined;
}

function EventsField({ value, onChange, error }: EventsFieldProps) {
  const { t } = useTranslation('admin');
  const { data } = useQuery({
    queryKey: ['webhook-events'],
    queryFn: () => ask(desk.GET('/api/v1/webhooks/events')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const names = data?.items.map(({ name }) => name) ?? [];
  const isAll = names.length > 0 && names.every((name) => value.includes(name));
  return (
    <Section title={t('webhook.events')} help={t('webhook.eventsHelp')}>
      <Group>
        <Button size="compact-xs" variant="default" onClick={() => onChange(isAll ? [] : names)}>
          {t(isAll ? 'token.none' : 'token.all')}
        </Button>
      </Group>
      <Checkbox.Group aria-label={t('webhook.events')} value={[...value]} onChange={onChange} error={error}>
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing={10} verticalSpacing={10}>
          {names.map((name) => (
            <Checkbox key={name} size="xs" value={name} label={<code>{name}</code>} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </Section>
  );
}

function MadeWebhook({ answer, onDone }: { readonly answer: Schemas['WebhookSecretAnswer']; readonly onDone: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Stack>
      <Alert color="green" title={t('webhook.made')}>
        <Text size="sm">{t('webhook.once')}</Text>
      </Alert>
      <CopyField label={t('webhook.secret')} value={answer.secret} />
      <Button w="fit-content" onClick={onDone}>
        {t('webhook.kept')}
      </Button>
    </Stack>
  );
}
