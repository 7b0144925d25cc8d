declare module 'hoodiecrow-imap' {
  /** An IMAP server for tests; see its README. */
  export default function hoodiecrow(options: object): unknown;
}
