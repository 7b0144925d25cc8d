import { ScrollArea, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import classes from './admin.module.css';
import { GROUPS, HOME_ICON, type Section } from './sections.js';

/** The pages by group; on a phone it is what `/admin` shows first. */
export function SideNav() {
  const { t } = useTranslation('admin');
  const [asked, setAsked] = useState('');
  const groups = useGroups(asked);
  return (
    <nav className={classes.nav} aria-label={t('title')}>
      <div className={classes.navHead}>
        <Text component="h1" fw={650} size="lg" mb={8}>
          {t('title')}
        </Text>
        <TextInput
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          placeholder={t('nav.find')}
          aria-label={t('nav.find')}
          value={asked}
          onChange={(event) => setAsked(event.currentTarget.value)}
        />
      </div>
      <ScrollArea className={classes.navList} type="hover" scrollbarSize={6}>
        {asked === '' ? <NavLink to="/admin" name="overview" icon={HOME_ICON} /> : null}
        {groups.map(({ name, sections }) => (
          <div key={name} className={classes.navGroup}>
            <Text className={classes.navLabel}>{t(`nav.${name}`)}</Text>
            {sections.map((section) => (
              <NavLink key={section.name} to={`/admin/${section.name}`} name={section.name} icon={section.icon} />
            ))}
          </div>
        ))}
        {groups.length === 0 ? (
          <Text size="sm" c="dimmed" p="sm">
            {t('nav.nothing')}
          </Text>
        ) : null}
      </ScrollArea>
    </nav>
  );
}

function useGroups(asked: string) {
  const { t } = useTranslation('admin');
  const may = useMay();
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, permission }: Section) => {
    const text = `${t(`pages.${name}.title`)} ${t(`pages.${name}.help`)}`.toLowerCase();
    return may(permission) && words.every((word) => text.includes(word));
  };
  return GROUPS.map(({ name, sections }) => ({ name, sections: sections.filter(fits) })).filter(({ sections }) => sections.length > 0);
}

function NavLink({ to, name, icon: Icon }: { readonly to: string; readonly name: string; readonly icon: Section['icon'] }) {
  const { t } = useTranslation('admin');
  const { page } = useParams({ strict: false }) as { readonly page?: string };
  const isActive = name === (page ?? 'overview');
  return (
    <Link to={to as never} className={classes.navItem} data-active={isActive} aria-current={isActive ? 'page' : undefined}>
      <Icon size={17} stroke={1.6} aria-hidden />
      {t(`pages.${name}.title`)}
    </Link>
  );
}
