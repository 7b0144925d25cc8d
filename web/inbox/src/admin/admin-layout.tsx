import { Anchor } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { type Command, useCommands } from '../shell/commands.js';
import classes from './admin.module.css';
import { GROUPS } from './sections.js';
import { SideNav } from './side-nav.js';

export function AdminLayout() {
  const { t } = useTranslation('admin');
  const { page } = useParams({ strict: false }) as { readonly page?: string };
  useCommands(useAdminCommands());
  return (
    <div className={classes.layout} data-page={page !== undefined}>
      <SideNav />
      <div className={classes.content}>
        {page === undefined ? null : (
          <Anchor component={Link} to={'/admin' as never} className={classes.back} size="sm">
            <IconChevronLeft size={16} aria-hidden />
            {t('title')}
          </Anchor>
        )}
        <Outlet />
      </div>
    </div>
  );
}

/** Every page that the login may see, in the palette. */
function useAdminCommands(): readonly Command[] {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const may = useMay();
  const allowed = GROUPS.flatMap(({ sections }) => sections)
    .filter(({ permission }) => may(permission))
    .map(({ name }) => name)
    .join(' ');
  return useMemo(
    () =>
      allowed.split(' ').map((name) => ({
        id: `admin-${name}`,
        group: t('title'),
        label: t(`pages.${name}.title`),
        run: () => void navigate({ to: `/admin/${name}` as never }),
      })),
    [allowed, t, navigate],
  );
}
