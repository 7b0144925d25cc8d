import type { ShownDevice } from '../../../../sandbox/stage/shown.ts';

export type {
  CallLine,
  CallWait,
  ShownCall,
  ShownDevice,
  ShownExchange,
  ShownFile,
  ShownItem,
  ShownPerson,
  StageState,
  Trouble,
} from '../../../../sandbox/stage/shown.ts';

/** What a customer can pick up. */
export type DeviceName = 'phone' | ShownDevice | 'widget';

export interface ActFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
}
