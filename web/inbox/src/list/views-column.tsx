import { ActionIcon, Button, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconEdit, IconInbox, IconLayoutSidebarLeftCollapse, IconNotes, IconPlus, IconSearch } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { ALL, DRAFTS, SEARCH, usePlace } from './place.js';
import { ViewLink } from './view-link.js';
import { ViewMenu } from './view-menu.js';
import { AUDIENCES, shownCount, useCounts, useViews, type View } from './views.js';
import classes from './views.module.css';

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.js')).ViewDialog }));

interface Props {
  readonly onNewTicket: () => void;
  readonly onFold: (() => void) | undefined;
  readonly onChosen: () => void;
}

export function ViewsColumn({ onNewTicket, onFold, onChosen }: Props) {
  const { t } = useTranslation('list');
  const may = useMay();
  const { viewId } = usePlace();
  const [edited, setEdited] = useState<View | 'new' | null>(null);
  const fixed = (id: string, label: string, icon: ReactNode) => (
    <ViewLink viewId={id} label={label} icon={icon} isActive={viewId === id} onChosen={onChosen} />
  );
  return (
    <nav className={classes.column} aria-label={t('views.title')}>
      <Group className={classes.head} justify="space-between" wrap="nowrap">
        {may('ticket:write') ? (
          <Button size="xs" leftSection={<IconEdit size={15} />} onClick={onNewTicket}>
            {t('newTicket.title')}
          </Button>
        ) : (
          <Text fw={600}>{t('views.title')}</Text>
        )}
        {onFold === undefined ? null : (
          <Tooltip label={t('views.fold')}>
            <ActionIcon aria-label={t('views.fold')} onClick={onFold}>
              <IconLayoutSidebarLeftCollapse size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <div className={classes.scroll}>
        <ul className={classes.links}>
          {fixed(SEARCH, t('views.search'), <IconSearch size={16} />)}
          {fixed(ALL, t('views.all'), <IconInbox size={16} />)}
          {fixed(DRAFTS, t('views.drafts'), <IconNotes size={16} />)}
        </ul>
        <SavedViews onEdit={setEdited} onChosen={onChosen} />
      </div>
      <Suspense>{edited === null ? null : <ViewDialog view={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}</Suspense>
    </nav>
  );
}

interface SavedProps {
  readonly onEdit: (view: View | 'new') => void;
  readonly onChosen: () => void;
}

function SavedViews({ onEdit, onChosen }: SavedProps) {
  const { t } = useTranslation('list');
  const may = useMay();
  const views = useViews();
  const counts = useCounts();
  const { viewId } = usePlace();
  if (views === null)
    return (
      <Stack gap={8} p={8} aria-hidden>
        {[0, 1, 2, 3].map((at) => (
          <Skeleton key={at} h={22} />
        ))}
      </Stack>
    );
  const writes = may('view:write');
  const sections = AUDIENCES.map((audience) => ({ audience, members: views.filter((view) => view.audience === audience) })).filter(
    ({ audience, members }) => members.length > 0 || (audience === 'personal' && writes),
  );
  return sections.map(({ audience, members }) => (
    <section key={audience} aria-labelledby={`views-${audience}`}>
      <Group justify="space-between" wrap="nowrap" className={classes.sectionHead}>
        <Text component="h2" id={`views-${audience}`} className={classes.sectionTitle}>
          {t(`views.audience.${audience}`)}
        </Text>
        {writes && audience === 'personal' ? (
          <Tooltip label={t('views.new')}>
            <ActionIcon size="sm" aria-label={t('views.new')} onClick={() => onEdit('new')}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Group>
      <ul className={classes.links}>
        {members.map((view) => (
          <ViewLink
            key={view.id}
            viewId={view.id}
            label={view.name}
            count={counts[view.id]}
            shown={shownCount(counts[view.id])}
            isActive={viewId === view.id}
            onChosen={onChosen}
            menu={view.editable ? <ViewMenu view={view} siblings={members} onEdit={() => onEdit(view)} /> : null}
          />
        ))}
      </ul>
      {members.length === 0 ? (
        <Text size="xs" c="dimmed" px={10} pb={6}>
          {t('views.noneOfOwn')}
        </Text>
      ) : null}
    </section>
  ));
}
