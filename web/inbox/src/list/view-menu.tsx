import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { IconArrowDown, IconArrowUp, IconDots, IconEdit, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL, useGoing, usePlace } from './place.js';
import { Refusal } from './refusal.js';
import { moveView, refreshViews, type View } from './views.js';
import classes from './views.module.css';

interface Props {
  readonly view: View;
  readonly siblings: readonly View[];
  readonly onEdit: () => void;
}

export function ViewMenu({ view, siblings, onEdit }: Props) {
  const { t } = useTranslation('list');
  const [isDeleting, setDeleting] = useState(false);
  const move = useMutation({ mutationFn: (by: -1 | 1) => moveView(view, by, siblings), onSettled: refreshViews });
  const at = siblings.findIndex(({ id }) => id === view.id);
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon size="sm" className={classes.more} aria-label={t('views.menu', { name: view.name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEdit size={15} />} onClick={onEdit}>
            {t('views.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={at <= 0} onClick={() => move.mutate(-1)}>
            {t('views.up')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={15} />} disabled={at >= siblings.length - 1} onClick={() => move.mutate(1)}>
            {t('views.down')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
            {t('views.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isDeleting ? <DeleteView view={view} onClose={() => setDeleting(false)} /> : null}
    </>
  );
}

function DeleteView({ view, onClose }: { readonly view: View; readonly onClose: () => void }) {
  const { t } = useTranslation('list');
  const { viewId } = usePlace();
  const { toView } = useGoing();
  const remove = useMutation({
    mutationFn: () => ask(desk.DELETE('/api/v1/views/{id}', { params: { path: { id: view.id } } })),
    onSuccess: async () => {
      onClose();
      if (viewId === view.id) toView(ALL);
      await refreshViews();
    },
  });
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('close') }}
      opened
      onClose={onClose}
      title={t('views.deleteTitle', { name: view.name })}
      size="sm"
    >
      <Stack>
        <Text size="sm">{t(view.audience === 'personal' ? 'views.deleteOwn' : 'views.deleteOthers')}</Text>
        <Refusal error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('views.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
