import { ColorInput, Group, Switch, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { OnOff } from '../common/fields.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Tag = Schemas['TagAnswer'];

const PATH = '/api/v1/tags/{name}';
const SWATCHES = ['#c92a2a', '#d9480f', '#e67700', '#2b8a3e', '#0b7285', '#1864ab', '#5f3dc4', '#a61e4d', '#495057'];
const at = (name: string) => ({ params: { path: { name } } });

const tags: Resource<Tag, Tag> = {
  name: 'tags',
  permission: 'ticket-setting:write',
  idOf: ({ name }) => name,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/tags', { params: { query } })),
  one: (name) => ask(desk.GET(PATH, at(name))),
  blank: () => ({ name: '', color: '#1864ab', enabled: true }),
  draftOf: (tag) => tag,
  create: ({ name, color }) => ask(desk.POST('/api/v1/tags', { body: { name, color } })),
  change: ({ name }, { color, enabled }) => ask(desk.PATCH(PATH, { ...at(name), body: { color, enabled } })),
  Form: TagForm,
};

export function Tags(props: PageProps) {
  return (
    <ResourcePage
      {...props}
      resource={tags}
      toolbar={<RestrictSwitch />}
      columns={[
        {
          key: 'colour',
          render: ({ color }) => (
            <Group gap={8} wrap="nowrap">
              <span aria-hidden style={{ width: 14, height: 14, borderRadius: 4, background: color }} />
              <code>{color}</code>
            </Group>
          ),
        },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
      ]}
    />
  );
}

/** May tickets carry other tags than these? */
function RestrictSwitch() {
  const { t } = useTranslation('admin');
  const mayWrite = useMay()('ticket-setting:write');
  const key = ['admin', 'ticket-settings'];
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(desk.GET('/api/v1/ticket-settings')) });
  const change = useMutation({
    mutationFn: (tagsRestricted: boolean) => ask(desk.PATCH('/api/v1/ticket-settings', { body: { tagsRestricted } })),
    onSuccess: (answer) => queries.setQueryData(key, answer),
  });
  return (
    <Switch
      size="sm"
      label={t('tag.restricted')}
      disabled={!mayWrite || data === undefined}
      checked={change.isPending ? change.variables : (data?.tagsRestricted ?? false)}
      onChange={(e) => change.mutate(e.currentTarget.checked)}
      error={change.isError ? t('problems.other') : undefined}
    />
  );
}

function TagForm({ draft, set, errorOf, row }: FormProps<Tag, Tag>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <TextInput
        label={t('fields.name')}
        required
        data-autofocus
        disabled={row !== null}
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <ColorInput
        label={t('fields.colour')}
        swatches={SWATCHES}
        value={draft.color}
        onChange={(color) => set({ color })}
        error={errorOf('color')}
        popoverProps={{ zIndex: 350 }}
        withEyeDropper={false}
      />
      {row === null ? null : (
        <Switch
          label={t('word.enabled')}
          description={t('tag.enabledHelp')}
          checked={draft.enabled}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
      )}
    </>
  );
}
