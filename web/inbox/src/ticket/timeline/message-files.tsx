import { Modal, UnstyledButton } from '@mantine/core';
import { bytes } from '@parley/kit/formats';
import { IconDownload, IconFile, IconFileAlert, IconLoader2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import type { Message } from '../data/queries.js';
import classes from './timeline.module.css';

type File = Message['attachments'][number];

/** Kinds that browsers draw and that cannot act. */
const PICTURE = /^image\/(png|jpe?g|gif|webp|avif)$/;
const SOUND = /^audio\//;

export function MessageFiles({ message }: { readonly message: Message }) {
  return message.attachments.length === 0 ? null : <Files message={message} />;
}

function Files({ message }: { readonly message: Message }) {
  const mayRead = useMay()('attachment:read');
  const files = message.attachments.filter(({ contentId }) => contentId === null || !(message.html ?? '').includes(`cid:${contentId}`));
  if (files.length === 0) return null;
  return (
    <div className={classes.files}>
      {files.map((file) => (
        <OneFile key={file.id} file={file} mayRead={mayRead} />
      ))}
    </div>
  );
}

function OneFile({ file, mayRead }: { readonly file: File; readonly mayRead: boolean }) {
  const isHere = file.state === 'stored' && mayRead;
  if (isHere && PICTURE.test(file.contentType)) return <Picture file={file} />;
  if (isHere && SOUND.test(file.contentType)) return <Sound file={file} />;
  return <FileCard file={file} isHere={isHere} />;
}

function FileCard({ file, isHere }: { readonly file: File; readonly isHere: boolean }) {
  const { t } = useTranslation('ticket');
  const state = file.state === 'stored' ? bytes(file.bytes) : t(`files.${file.state}`);
  const inside = (
    <>
      {file.state === 'failed' ? (
        <IconFileAlert size={20} />
      ) : file.state === 'pending' ? (
        <IconLoader2 size={20} />
      ) : (
        <IconFile size={20} />
      )}
      <span className={classes.fileName}>
        <span title={file.filename}>{file.filename}</span>
        <small>{file.error ?? state}</small>
      </span>
    </>
  );
  if (!isHere) return <div className={classes.file}>{inside}</div>;
  return (
    <a className={classes.file} href={file.url} download={file.filename} aria-label={t('files.download', { name: file.filename })}>
      {inside}
      <IconDownload size={16} aria-hidden />
    </a>
  );
}

function Picture({ file }: { readonly file: File }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setOpen] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileCard file={file} isHere />;
  return (
    <>
      <UnstyledButton className={classes.picture} onClick={() => setOpen(true)} aria-label={t('files.enlarge', { name: file.filename })}>
        <img src={file.url} alt={file.filename} loading="lazy" decoding="async" onError={() => setBroken(true)} />
      </UnstyledButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="auto"
        title={file.filename}
        centered
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <img src={file.url} alt={file.filename} className={classes.large} />
        <a href={file.url} download={file.filename}>
          {t('files.download', { name: file.filename })}
        </a>
      </Modal>
    </>
  );
}

function Sound({ file }: { readonly file: File }) {
  const { t } = useTranslation('ticket');
  return (
    // Customers' recordings have no captions
    <audio
      className={classes.sound}
      controls
      preload="metadata"
      src={file.url}
      aria-label={t('files.recording', { name: file.filename })}
    />
  );
}
