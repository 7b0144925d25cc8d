import { Group, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { TemplateTexts, type TextsByLanguage } from '../actions/templates.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { type Visibility, VisibilityField } from '../common/visibility.js';

type Canned = Schemas['CannedTextAnswer'];

interface Draft {
  readonly shortcut: string;
  readonly category: string;
  readonly visibility: Visibility;
  readonly teamId: string | null;
  readonly texts: TextsByLanguage;
}

const PATH = '/api/v1/canned-texts/{id}';
const at = (id: string) => ({ params: { path: { id } } });
const bodyOf = ({ teamId, ...draft }: Draft) => ({ ...draft, ...(draft.visibility === 'team' && teamId !== null ? { teamId } : {}) });

const cannedTexts: Resource<Canned, Draft> = {
  name: 'canned-texts',
  permission: 'macro:write',
  idOf: ({ id }) => id,
  titleOf: ({ shortcut }) => `/${shortcut}`,
  list: (query) => ask(desk.GET('/api/v1/canned-texts', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ shortcut: '', category: 'general', visibility: 'shared', teamId: null, texts: {} }),
  draftOf: ({ shortcut, category, visibility, teamId, texts }) => ({
    shortcut,
    category,
    visibility,
    teamId,
    texts: texts as unknown as TextsByLanguage,
  }),
  create: (draft) => ask(desk.POST('/api/v1/canned-texts', { body: bodyOf(draft) as never })),
  change: ({ id, version }, draft) => ask(desk.PATCH(PATH, { ...at(id), body: { ...bodyOf(draft), version } as never })),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: CannedForm,
};

export function CannedTexts(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={cannedTexts}
      size={720}
      columns={[
        {
          key: 'text',
          render: ({ texts }) => (
            <Text size="sm" c="dimmed" lineClamp={1} maw={360}>
              {Object.values(texts as unknown as TextsByLanguage)[0]?.text ?? ''}
            </Text>
          ),
        },
        { key: 'languages', render: ({ texts }) => Object.keys(texts).join(', ') },
        { key: 'group', render: ({ category }) => category },
        { key: 'scope', render: ({ visibility }) => t(`scope.${visibility}`) },
      ]}
    />
  );
}

function CannedForm({ draft, set, errorOf }: FormProps<Canned, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('canned.shortcut')}
          description={t('canned.shortcutHelp')}
          required
          data-autofocus
          leftSection="/"
          value={draft.shortcut}
          onChange={(e) => set({ shortcut: e.currentTarget.value.replace(/^\//, '') })}
          error={errorOf('shortcut')}
        />
        <TextInput
          label={t('canned.group')}
          description={t('canned.groupHelp')}
          value={draft.category}
          onChange={(e) => set({ category: e.currentTarget.value })}
          error={errorOf('category')}
        />
      </Group>
      <TemplateTexts label={t('canned.text')} value={draft.texts} onChange={(texts) => set({ texts })} error={errorOf('texts')} />
      <VisibilityField visibility={draft.visibility} teamId={draft.teamId} onChange={set} error={errorOf('teamId')} />
    </>
  );
}
