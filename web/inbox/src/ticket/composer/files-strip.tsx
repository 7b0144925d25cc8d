import { CloseButton, Progress, Text } from '@mantine/core';
import { bytes } from '@parley/kit/formats';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './composer.module.css';
import type { Upload } from './use-uploads.js';
import type { WrittenFile } from './writing.js';

interface Shown {
  readonly files: readonly WrittenFile[];
  readonly uploads: readonly Upload[];
  readonly onRemove: (id: string) => void;
  readonly onDismiss: (key: string) => void;
}

export function FilesStrip({ files, uploads, onRemove, onDismiss }: Shown) {
  const { t } = useTranslation('ticket');
  if (files.length + uploads.length === 0) return null;
  return (
    <ul className={classes.strip} aria-label={t('composer.files')}>
      {files.map(({ id, filename, bytes: size }) => (
        <li key={id} className={classes.upload}>
          <IconPaperclip size={14} aria-hidden />
          <Text span size="xs" truncate>
            {filename}
          </Text>
          <Text span size="xs" c="dimmed">
            {size > 0 ? bytes(size) : ''}
          </Text>
          <CloseButton size="xs" aria-label={t('composer.removeFile', { name: filename })} onClick={() => onRemove(id)} />
        </li>
      ))}
      {uploads.map(({ key, filename, share, problem }) => (
        <li key={key} className={classes.upload} data-trouble={problem !== null}>
          <span className={classes.told} role={problem === null ? undefined : 'alert'}>
            <Text span size="xs" truncate>
              {filename}
            </Text>
            {problem === null ? (
              <Progress value={share * 100} size="sm" w={60} aria-label={t('composer.uploading', { name: filename })} />
            ) : (
              <Text span size="xs">
                {problem}
              </Text>
            )}
          </span>
          <CloseButton size="xs" aria-label={t('dismiss')} onClick={() => onDismiss(key)} />
        </li>
      ))}
    </ul>
  );
}
