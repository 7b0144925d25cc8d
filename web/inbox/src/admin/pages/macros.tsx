import { TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { type Action, MACRO_ACTIONS } from '../actions/action.js';
import { ActionsEditor } from '../actions/actions-editor.js';
import { Section } from '../common/fields.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { type Visibility, VisibilityField } from '../common/visibility.js';

type Macro = Schemas['MacroAnswer'];

interface Draft {
  readonly name: string;
  readonly visibility: Visibility;
  readonly teamId: string | null;
  readonly actions: readonly Action[];
}

const PATH = '/api/v1/macros/{id}';
const at = (id: string) => ({ params: { path: { id } } });
const bodyOf = ({ name, visibility, teamId, actions }: Draft) => ({
  name,
  visibility,
  actions,
  ...(visibility === 'team' && teamId !== null ? { teamId } : {}),
});

const macros: Resource<Macro, Draft> = {
  name: 'macros',
  permission: 'macro:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  list: (query) => ask(desk.GET('/api/v1/macros', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ name: '', visibility: 'shared', teamId: null, actions: [] }),
  draftOf: ({ name, visibility, teamId, actions }) => ({ name, visibility, teamId, actions: actions as unknown as readonly Action[] }),
  create: (draft) => ask(desk.POST('/api/v1/macros', { body: bodyOf(draft) as never })),
  change: ({ id, version }, draft) => ask(desk.PATCH(PATH, { ...at(id), body: { ...bodyOf(draft), version } as never })),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: MacroForm,
};

export function Macros(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={macros}
      size={760}
      columns={[
        {
          key: 'does',
          render: ({ actions }) =>
            (actions as unknown as readonly Action[]).map(({ type }) => t(`action.${type}`, { defaultValue: type })).join(' · '),
        },
        { key: 'scope', render: ({ visibility }) => t(`scope.${visibility}`) },
      ]}
    />
  );
}

function MacroForm({ draft, set, errorOf }: FormProps<Macro, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <TextInput
        label={t('fields.name')}
        required
        data-autofocus
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <Section title={t('macro.does')} help={t('macro.doesHelp')}>
        <ActionsEditor value={draft.actions} onChange={(actions) => set({ actions })} types={MACRO_ACTIONS} knowsMe />
      </Section>
      <VisibilityField visibility={draft.visibility} teamId={draft.teamId} onChange={set} error={errorOf('teamId')} />
    </>
  );
}
