import { TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Skill = Schemas['SkillAnswer'];
type Draft = Schemas['SkillInput'];

const PATH = '/api/v1/skills/{id}';
const at = (id: string) => ({ params: { path: { id } } });

const skills: Resource<Skill, Draft> = {
  name: 'skills',
  permission: 'routing:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  list: (query) => ask(desk.GET('/api/v1/skills', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ name: '' }),
  draftOf: ({ name }) => ({ name }),
  create: (body) => ask(desk.POST('/api/v1/skills', { body })),
  change: ({ id }, body) => ask(desk.PATCH(PATH, { ...at(id), body })),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: SkillForm,
};

export function Skills(props: PageProps) {
  return <ResourcePage {...props} resource={skills} columns={[{ key: 'agents', render: ({ agentCount }) => agentCount }]} />;
}

function SkillForm({ draft, set, errorOf }: FormProps<Skill, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <TextInput
      label={t('fields.name')}
      required
      data-autofocus
      value={draft.name}
      onChange={(e) => set({ name: e.currentTarget.value })}
      error={errorOf('name')}
    />
  );
}
