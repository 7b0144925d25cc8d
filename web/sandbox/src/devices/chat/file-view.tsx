import { Anchor, Group, Text } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShownFile } from '../../stage/types.ts';
import chat from './chat.module.css';

/** A picture as a picture, anything else to be saved. */
export function FileView({ file }: { readonly file: ShownFile }) {
  const [isBroken, setBroken] = useState(false);
  const { id, filename, contentType, bytes } = file;
  const url = id === null ? null : `/sandbox/api/files/${id}`;
  if (url !== null && !isBroken && /^image\/(png|jpeg|gif|webp)$/.test(contentType))
    return <img src={url} alt={filename} className={chat['picture']} onError={() => setBroken(true)} />;
  const line = (
    <Group gap={6} wrap="nowrap">
      <IconFile size={18} aria-hidden />
      <Text fz="sm" truncate>
        {filename} · {sizeOf(bytes)}
      </Text>
    </Group>
  );
  return url === null ? (
    line
  ) : (
    <Anchor href={url} download={filename} c="inherit" underline="always">
      {line}
    </Anchor>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}
