import type { Act } from '../../stage/use-stage.ts';

/** What the caller does next. */
export type Give = (more: Partial<Act> & Pick<Act, 'act'>) => void;
