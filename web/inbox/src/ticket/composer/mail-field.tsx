import { lazy, type RefObject, Suspense } from 'react';
import classes from './composer.module.css';
import type { FieldHandle, FieldProps } from './field.js';
import { PlainField } from './plain-field.js';

const RichField = lazy(() => import('./rich-field.js').then(({ RichField }) => ({ default: RichField })));

interface Mail extends FieldProps {
  readonly handle: RefObject<FieldHandle | null>;
  readonly text: string;
  readonly html: string | null;
  readonly revision: number;
  readonly onType: (written: { readonly text: string; readonly html: string | null }) => void;
}

/** While the editor of formatted text still loads, one writes plainly: keys that nobody took would be shortcuts. */
export function MailField({ text, html, revision, onType, ...common }: Mail) {
  const waiting =
    html === null || html === '' ? (
      <PlainField {...common} value={text} signs="/" onType={(said) => onType({ text: said, html: null })} />
    ) : (
      <div className={classes.waiting} aria-busy />
    );
  return (
    <Suspense fallback={waiting}>
      <RichField {...common} text={text} html={html} revision={revision} onType={onType} />
    </Suspense>
  );
}
