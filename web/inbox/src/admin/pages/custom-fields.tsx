import { Switch, TagsInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { ChoiceField, OnOff } from '../common/fields.js';
import { inWords } from '../common/lookups.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { KeyField, WordFields } from './words.js';

type Field = Schemas['CustomFieldAnswer'];
type Kind = Field['kind'];

interface Draft {
  readonly key: string;
  readonly kind: Kind;
  readonly names: Readonly<Record<string, string>>;
  readonly options: readonly string[];
  readonly requiredOnResolve: boolean;
  readonly position: number;
  readonly enabled: boolean;
}

const KINDS = ['text', 'number', 'date', 'list', 'checkbox'] as const;
const PATH = '/api/v1/custom-fields/{key}';
const at = (key: string) => ({ params: { path: { key } } });

const bodyOf = ({ names: labels, options, kind, requiredOnResolve, position }: Draft) => ({
  labels,
  requiredOnResolve,
  position,
  ...(kind === 'list' ? { options } : {}),
});

const customFields: Resource<Field, Draft> = {
  name: 'custom-fields',
  permission: 'ticket-setting:write',
  idOf: ({ key }) => key,
  titleOf: ({ labels, key }) => inWords(labels, key),
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/custom-fields', { params: { query } })),
  one: (key) => ask(desk.GET(PATH, at(key))),
  blank: () => ({ key: '', kind: 'text', names: {}, options: [], requiredOnResolve: false, position: 100, enabled: true }),
  draftOf: ({ labels: names, ...field }) => ({ ...field, names }),
  create: (draft) => ask(desk.POST('/api/v1/custom-fields', { body: { key: draft.key, kind: draft.kind, ...bodyOf(draft) } })),
  change: ({ key }, draft) => ask(desk.PATCH(PATH, { ...at(key), body: { ...bodyOf(draft), enabled: draft.enabled } })),
  Form: FieldForm,
};

export function CustomFields(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={customFields}
      columns={[
        { key: 'kind', render: ({ kind }) => t(`fieldKind.${kind}`) },
        { key: 'key', render: ({ key }) => <code>{key}</code> },
        { key: 'required', render: ({ requiredOnResolve }) => t(requiredOnResolve ? 'yes' : 'no') },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} /> },
      ]}
    />
  );
}

function FieldForm({ draft, set, errorOf, row }: FormProps<Field, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <KeyField
        value={draft.key}
        onChange={(key) => set({ key })}
        error={errorOf('key')}
        isNew={row === null}
        help={t('customField.keyHelp')}
      />
      {row === null ? (
        <ChoiceField
          label={t('customField.kind')}
          help={t('customField.kindHelp')}
          required
          choices={KINDS.map((value) => ({ value, label: t(`fieldKind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => set({ kind: (kind ?? 'text') as Kind })}
        />
      ) : null}
      {draft.kind === 'list' ? (
        <TagsInput
          label={t('customField.options')}
          description={t('customField.optionsHelp')}
          required
          value={[...draft.options]}
          onChange={(options) => set({ options })}
          error={errorOf('options')}
        />
      ) : null}
      <WordFields draft={draft} set={set} errorOf={errorOf} isNew={row === null} namesLabel={t('customField.labels')} />
      <Switch
        label={t('customField.required')}
        description={t('customField.requiredHelp')}
        checked={draft.requiredOnResolve}
        onChange={(e) => set({ requiredOnResolve: e.currentTarget.checked })}
      />
    </>
  );
}
