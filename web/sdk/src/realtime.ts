/** The frames of `/realtime`, as the desk itself declares them. */
export type * from '../../../src/realtime/frames.ts';
