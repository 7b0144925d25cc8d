import { Badge } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { ChoiceField, OnOff } from '../common/fields.js';
import { inWords } from '../common/lookups.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { KeyField, WordFields } from './words.js';

type Status = Schemas['StatusAnswer'];
type StatusCategory = Status['category'];

interface Draft {
  readonly name: string;
  readonly category: StatusCategory;
  readonly names: Readonly<Record<string, string>>;
  readonly position: number;
  readonly enabled: boolean;
}

export const STATUS_CATEGORIES = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'] as const;
const PATH = '/api/v1/statuses/{name}';
const at = (name: string) => ({ params: { path: { name } } });

const statuses: Resource<Status, Draft> = {
  name: 'statuses',
  permission: 'ticket-setting:write',
  idOf: ({ name }) => name,
  titleOf: ({ names, name }) => inWords(names, name),
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/statuses', { params: { query } })),
  one: (name) => ask(desk.GET(PATH, at(name))),
  blank: () => ({ name: '', category: 'open', names: {}, position: 100, enabled: true }),
  draftOf: ({ name, category, names, position, enabled }) => ({ name, category, names, position, enabled }),
  create: ({ name, category, names, position }) => ask(desk.POST('/api/v1/statuses', { body: { name, category, names, position } })),
  change: ({ name }, { names, position, enabled }) => ask(desk.PATCH(PATH, { ...at(name), body: { names, position, enabled } })),
  Form: StatusForm,
};

export function Statuses(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={statuses}
      columns={[
        {
          key: 'category',
          render: ({ category }) => (
            <Badge variant="default" radius="sm" tt="none" fw={500}>
              {t(`statusCategory.${category}`)}
            </Badge>
          ),
        },
        { key: 'key', render: ({ name }) => <code>{name}</code> },
        { key: 'position', render: ({ position }) => position },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
      ]}
    />
  );
}

function StatusForm({ draft, set, errorOf, row }: FormProps<Status, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <KeyField
        value={draft.name}
        onChange={(name) => set({ name })}
        error={errorOf('name')}
        isNew={row === null}
        help={t('word.keyHelp')}
      />
      {row === null ? (
        <ChoiceField
          label={t('status.category')}
          help={t('status.categoryHelp')}
          required
          choices={STATUS_CATEGORIES.map((value) => ({ value, label: t(`statusCategory.${value}`) }))}
          value={draft.category}
          onChange={(category) => set({ category: (category ?? 'open') as StatusCategory })}
          error={errorOf('category')}
        />
      ) : null}
      <WordFields draft={draft} set={set} errorOf={errorOf} isNew={row === null} namesLabel={t('word.names')} />
    </>
  );
}
