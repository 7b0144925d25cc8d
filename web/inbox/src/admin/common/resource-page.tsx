import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { useCommands } from '../../shell/commands.js';
import { NEW } from './address.js';
import { PageFrame } from './page-frame.js';
import type { PageProps } from './page-props.js';
import { type Column, type Resource, useList } from './resource.js';
import { type DrawerProps, ResourceDrawer } from './resource-drawer.js';
import { ResourceTable } from './resource-table.js';

interface ResourcePageProps<Row, Draft extends object> extends PageProps, Pick<DrawerProps<Row, Draft>, 'size' | 'extra' | 'made'> {
  readonly resource: Resource<Row, Draft>;
  readonly columns: readonly Column<Row>[];
  readonly toolbar?: ReactNode;
  readonly children?: ReactNode;
}

/** A list, and what is opened of it in a drawer. */
export function ResourcePage<Row, Draft extends object>(props: ResourcePageProps<Row, Draft>) {
  const { resource, columns, toolbar, children, id, open, ...drawer } = props;
  const { t } = useTranslation('admin');
  const mayWrite = useMay()(resource.permission);
  const list = useList(resource.name, resource.list);
  useCommands(
    useMemo(
      () =>
        mayWrite ? [{ id: 'admin-new', group: t('title'), label: t(`pages.${resource.name}.new`), keys: 'n', run: () => open(NEW) }] : [],
      [mayWrite, resource.name, t, open],
    ),
  );
  const create = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(NEW)}>
      {t(`pages.${resource.name}.new`)}
    </Button>
  ) : undefined;
  return (
    <PageFrame name={resource.name} action={list.rows?.length === 0 ? undefined : create}>
      {children}
      <ResourceTable
        name={resource.name}
        list={list}
        columns={columns}
        idOf={resource.idOf}
        titleOf={resource.titleOf}
        {...(resource.isOff === undefined ? {} : { isOff: resource.isOff })}
        openId={id}
        open={open}
        emptyAction={create}
        {...(toolbar === undefined ? {} : { toolbar })}
      />
      <ResourceDrawer resource={resource} id={id} onClose={() => open(null)} {...drawer} />
    </PageFrame>
  );
}
