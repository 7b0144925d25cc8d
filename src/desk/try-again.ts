/**
 * What was read before the locks were had is not so any more. The unit of work runs the whole transaction again, as after a
 * serialization failure (SQLSTATE 40001), and then it finds what is so now.
 */
export function tryAgain(why: string): Error {
  return Object.assign(new Error(why), { code: '40001' });
}
