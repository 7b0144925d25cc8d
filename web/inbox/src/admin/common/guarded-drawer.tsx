import { Drawer, Skeleton, Stack } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from './confirm.js';

interface GuardedDrawerProps {
  readonly opened: boolean;
  readonly title: string;
  readonly size?: string | number;
  readonly onClose: () => void;
  readonly children: (close: () => void, onDirty: (isDirty: boolean) => void) => ReactNode;
}

/** A drawer that does not close, nor let another page be opened, over unsaved work without asking. */
export function GuardedDrawer({ opened, title, size = 620, onClose, children }: GuardedDrawerProps) {
  const { t } = useTranslation('admin');
  const dirty = useRef(false);
  const [asks, setAsks] = useState(false);
  const onDirty = useCallback((isDirty: boolean) => {
    dirty.current = isDirty;
  }, []);
  const blocker = useBlocker({ shouldBlockFn: () => dirty.current, withResolver: true, enableBeforeUnload: false });
  const close = () => {
    dirty.current = false;
    setAsks(false);
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={() => (dirty.current ? setAsks(true) : close())}
      position="right"
      // Below the palette, which can be called at any time.
      zIndex={190}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{
        content: { display: 'flex', flexDirection: 'column', background: 'var(--parley-surface)' },
        header: { paddingInline: 20, borderBottom: '1px solid var(--parley-line)', background: 'var(--parley-surface)' },
        title: { fontWeight: 650, overflow: 'hidden', textOverflow: 'ellipsis' },
        body: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, padding: 0 },
      }}
    >
      {children(close, onDirty)}
      {/* Not there before it is asked: the Escape that asks would answer it, too. */}
      {asks || blocker.status === 'blocked' ? (
        <Confirm
          opened
          title={t('unsaved.title')}
          text={t('unsaved.text')}
          yes={t('unsaved.discard')}
          no={t('unsaved.stay')}
          onNo={() => {
            setAsks(false);
            blocker.reset?.();
          }}
          onYes={() => {
            dirty.current = false;
            if (blocker.status === 'blocked') blocker.proceed();
            else close();
          }}
        />
      ) : null}
    </Drawer>
  );
}

export function DrawerSkeleton() {
  return (
    <Stack p="lg" aria-hidden>
      <Skeleton h={36} />
      <Skeleton h={36} />
      <Skeleton h={120} />
    </Stack>
  );
}
