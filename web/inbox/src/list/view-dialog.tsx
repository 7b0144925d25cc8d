import { Button, Group, Modal, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { ask, desk, Problem } from '@parley/kit/desk';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ALWAYS, type Condition, type ConditionProblem, conditionProblems, incompleteIn } from '../conditions/condition.js';
import { useThings } from '../directory.js';
import { useMe } from '../session.js';
import { useGoing } from './place.js';
import { Refusal } from './refusal.js';
import { AUDIENCES, refreshViews, type View } from './views.js';

const ConditionEditor = lazy(async () => ({ default: (await import('../conditions/condition-editor.js')).ConditionEditor }));

type Audience = View['audience'];
type Sort = View['sort'];
const WAYS: readonly `${Sort['by']} ${Sort['direction']}`[] = [
  'lastMessageAt desc',
  'lastMessageAt asc',
  'waitingSince asc',
  'dueAt asc',
  'priority desc',
  'createdAt desc',
  'createdAt asc',
];

interface Draft {
  readonly name: string;
  readonly audience: Audience;
  readonly teamId: string | null;
  readonly conditions: Condition;
  readonly way: string;
}

/** Makes a view, or changes one: whose it is stays. */
export function ViewDialog({ view, onClose }: { readonly view: View | null; readonly onClose: () => void }) {
  const { t } = useTranslation('list');
  const { toView } = useGoing();
  const [draft, setDraft] = useState(() => draftOf(view));
  const [incomplete, setIncomplete] = useState<readonly ConditionProblem[]>([]);
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => saved(view, draft),
    onSuccess: async (made) => {
      await refreshViews();
      onClose();
      toView(made.id);
    },
  });
  const problems = incomplete.length > 0 ? incomplete : conditionProblems(save.error);
  const refusedName = nameRefused(save.error);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('close') }}
      opened
      onClose={onClose}
      title={t(view === null ? 'viewDialog.new' : 'viewDialog.edit')}
      size={720}
      closeOnClickOutside={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const missing = incompleteIn(draft.conditions);
          setIncomplete(missing);
          if (missing.length === 0) save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('viewDialog.name')}
            value={draft.name}
            onChange={(event) => put({ name: event.currentTarget.value })}
            error={refusedName ? t('viewDialog.nameNeeded') : undefined}
            maxLength={80}
            required
            data-autofocus
          />
          <Audiences draft={draft} put={put} isNew={view === null} />
          <Suspense fallback={<Skeleton h={140} />}>
            <ConditionEditor
              purpose="view"
              label={t('viewDialog.conditions')}
              value={draft.conditions}
              problems={problems}
              onChange={(conditions) => {
                setIncomplete([]);
                put({ conditions });
              }}
            />
          </Suspense>
          <Select
            label={t('viewDialog.sort')}
            data={WAYS.map((way) => ({ value: way, label: t(wayKey(way)) }))}
            value={draft.way}
            allowDeselect={false}
            onChange={(way) => put({ way: way ?? draft.way })}
          />
          {problems.length > 0 || refusedName ? null : <Refusal error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={draft.name.trim() === '' || (draft.audience === 'team' && draft.teamId === null)}
            >
              {t(view === null ? 'viewDialog.create' : 'viewDialog.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface AudienceProps {
  readonly draft: Draft;
  readonly put: (part: Partial<Draft>) => void;
  readonly isNew: boolean;
}

function Audiences({ draft, put, isNew }: AudienceProps) {
  const { t } = useTranslation('list');
  const { role } = useMe();
  const { teams } = useThings();
  // What others see too is arranged by supervisors.
  const offered = role === 'admin' || role === 'supervisor' ? AUDIENCES : AUDIENCES.slice(0, 1);
  return (
    <Group grow align="flex-start">
      <Select
        label={t('viewDialog.audience')}
        description={isNew ? undefined : t('viewDialog.audienceStays')}
        data={(isNew ? offered : AUDIENCES).map((one) => ({ value: one, label: t(`viewDialog.audiences.${one}`) }))}
        value={draft.audience}
        disabled={!isNew}
        allowDeselect={false}
        onChange={(audience) => put({ audience: (audience ?? 'personal') as Audience })}
      />
      {draft.audience === 'team' ? (
        <Select
          label={t('viewDialog.team')}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={draft.teamId}
          disabled={!isNew}
          searchable
          required
          onChange={(teamId) => put({ teamId })}
        />
      ) : null}
    </Group>
  );
}

function draftOf(view: View | null): Draft {
  return {
    name: view?.name ?? '',
    audience: view?.audience ?? 'personal',
    teamId: view?.teamId ?? null,
    conditions: (view?.conditions as Condition | undefined) ?? ALWAYS,
    way: view === null ? 'lastMessageAt desc' : `${view.sort.by} ${view.sort.direction}`,
  };
}

function saved(view: View | null, { name, audience, teamId, conditions, way }: Draft): Promise<View> {
  const [by = 'lastMessageAt', direction = 'desc'] = way.split(' ') as [Sort['by'], Sort['direction']];
  const content = { name: name.trim(), conditions: conditions as unknown as Record<string, never>, sort: { by, direction } };
  if (view !== null)
    return ask(desk.PATCH('/api/v1/views/{id}', { params: { path: { id: view.id } }, body: { ...content, version: view.version } }));
  const whose = teamId === null || audience !== 'team' ? {} : { teamId };
  return ask(desk.POST('/api/v1/views', { body: { ...content, audience, position: 100, ...whose } }));
}

export function wayKey(way: string): string {
  const [by = '', direction = ''] = way.split(' ');
  return `sorts.${by}${direction === 'asc' && (by === 'createdAt' || by === 'lastMessageAt') ? 'Asc' : ''}`;
}

function nameRefused(error: unknown): boolean {
  if (!(error instanceof Problem) || error.code !== 'request.invalid') return false;
  return ((error.details['errors'] ?? []) as readonly { readonly field: string }[]).some(({ field }) => field === 'name');
}
