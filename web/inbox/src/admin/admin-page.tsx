import { Box, Skeleton, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useCallback } from 'react';
import { useMay } from '../session.js';
import { NotFound } from '../shell/trouble.js';
import { fromAddress, inAddress } from './common/address.js';
import type { PageProps } from './common/page-props.js';
import { SECTIONS } from './sections.js';

const PAGES: ReadonlyMap<string, ComponentType<PageProps>> = new Map(
  SECTIONS.map(({ name, load }) => [name, lazy(async () => ({ default: await load() }))]),
);

export function AdminPage() {
  const { page = '', id = null } = useParams({ strict: false }) as { readonly page?: string; readonly id?: string };
  const navigate = useNavigate();
  const may = useMay();
  const open = useCallback(
    (next: string | null) => void navigate({ to: (next === null ? `/admin/${page}` : `/admin/${page}/${inAddress(next)}`) as never }),
    [navigate, page],
  );
  const section = SECTIONS.find(({ name }) => name === page);
  const Page = PAGES.get(page);
  if (section === undefined || Page === undefined || !may(section.permission)) return <NotFound />;
  return (
    <Suspense fallback={<PageSkeleton />} key={page}>
      <Page id={id === null ? null : fromAddress(id)} open={open} />
    </Suspense>
  );
}

export function PageSkeleton() {
  return (
    <Box p="xl" maw={1120} aria-hidden>
      <Stack>
        <Skeleton h={28} w={220} />
        <Skeleton h={14} w={420} maw="100%" />
        <Skeleton h={320} mt="md" />
      </Stack>
    </Box>
  );
}
