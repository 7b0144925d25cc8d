import { Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { queries } from '@parley/kit/frame';
import { live } from '@parley/kit/live';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, useMay } from '../session.js';
import { type Command, CommandsProvider, useCommands } from './commands.js';
import { HelpSheet } from './help-sheet.js';
import { OfflineBanner } from './offline-banner.js';
import { Palette } from './palette.js';
import { Rail } from './rail.js';
import classes from './shell.module.css';

/** Around every page of who is logged in: the rail, the palette, the shortcuts, the live connection. */
export function Shell() {
  useLiveConnection();
  return (
    <CommandsProvider>
      <ShellFrame />
    </CommandsProvider>
  );
}

function ShellFrame() {
  const { t } = useTranslation('shell');
  const [palette, paletteIs] = useDisclosure(false);
  const [help, helpIs] = useDisclosure(false);
  useCommands(useShellCommands(paletteIs.open, helpIs.open));
  return (
    <div className={classes.shell}>
      <a href="#page" className={classes.skip}>
        {t('skip')}
      </a>
      <Rail onPalette={paletteIs.open} onHelp={helpIs.open} />
      <Box component="main" id="page" tabIndex={-1} className={classes.page}>
        <OfflineBanner />
        <Suspense>
          <Outlet />
        </Suspense>
      </Box>
      <Palette opened={palette} onClose={paletteIs.close} />
      <HelpSheet opened={help} onClose={helpIs.close} />
    </div>
  );
}

function useShellCommands(openPalette: () => void, openHelp: () => void): readonly Command[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const may = useMay();
  const sees = may('report:read');
  const administers = may('agent:write');
  return useMemo(() => {
    const group = t('commands.everywhere');
    const go = (id: string, to: string, keys: string): Command => ({
      id: `go-${id}`,
      group,
      label: t(`commands.go.${id}`),
      keys,
      run: () => void navigate({ to: to as never }),
    });
    return [
      { id: 'palette', group, label: t('commands.palette'), keys: 'mod+k', run: openPalette },
      { id: 'help', group, label: t('commands.help'), keys: '?', run: openHelp },
      go('inbox', '/inbox', 'g i'),
      ...(sees ? [go('supervisor', '/supervisor', 'g s')] : []),
      ...(administers ? [go('admin', '/admin', 'g a')] : []),
      go('me', '/me', 'g m'),
      { id: 'log-out', group, label: t('commands.logOut'), run: () => void logOut() },
    ];
  }, [t, navigate, sees, administers, openPalette, openHelp]);
}

function useLiveConnection(): void {
  useEffect(() => {
    live.start();
    const stops = [
      live.on('revoked', () => void queries.invalidateQueries({ queryKey: ['me'] })),
      live.on('notifications.changed', () => void queries.invalidateQueries({ queryKey: ['notifications'] })),
      // By chance, so that a thousand screens do not ask in the same instant.
      live.on(
        'counts.changed',
        () => void setTimeout(() => void queries.invalidateQueries({ queryKey: ['counts'] }), Math.random() * 1_000),
      ),
      live.onAgain(() => {
        for (const key of ['counts', 'notifications']) void queries.invalidateQueries({ queryKey: [key] });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      live.stop();
    };
  }, []);
}
