import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { OnOff } from '../common/fields.js';
import { inWords } from '../common/lookups.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { KeyField, WordFields } from './words.js';

type Category = Schemas['CategoryAnswer'];

interface Draft {
  readonly key: string;
  readonly names: Readonly<Record<string, string>>;
  readonly position: number;
  readonly enabled: boolean;
}

const PATH = '/api/v1/categories/{key}';
const at = (key: string) => ({ params: { path: { key } } });

const categories: Resource<Category, Draft> = {
  name: 'categories',
  permission: 'ticket-setting:write',
  idOf: ({ key }) => key,
  titleOf: ({ names, key }) => inWords(names, key),
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/categories', { params: { query } })),
  one: (key) => ask(desk.GET(PATH, at(key))),
  blank: () => ({ key: '', names: {}, position: 100, enabled: true }),
  draftOf: ({ key, names, position, enabled }) => ({ key, names, position, enabled }),
  create: ({ key, names, position }) => ask(desk.POST('/api/v1/categories', { body: { key, names, position } })),
  change: (_, { key, ...body }) => ask(desk.PATCH(PATH, { ...at(key), body })),
  Form: CategoryForm,
};

export function Categories(props: PageProps) {
  return (
    <ResourcePage
      {...props}
      resource={categories}
      columns={[
        { key: 'key', render: ({ key }) => <code>{key}</code> },
        { key: 'position', render: ({ position }) => position },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
      ]}
    />
  );
}

function CategoryForm({ draft, set, errorOf, row }: FormProps<Category, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <KeyField value={draft.key} onChange={(key) => set({ key })} error={errorOf('key')} isNew={row === null} help={t('word.keyHelp')} />
      <WordFields draft={draft} set={set} errorOf={errorOf} isNew={row === null} namesLabel={t('word.names')} />
    </>
  );
}
