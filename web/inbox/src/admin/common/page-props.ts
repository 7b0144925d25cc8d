/** What every page of the administration is given. */
export interface PageProps {
  /** Of what is opened beside the list; `NEW` for one to be made. */
  readonly id: string | null;
  readonly open: (id: string | null) => void;
}
