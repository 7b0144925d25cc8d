/** 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, 5.7 h, then every 6 h: some 26 attempts in five days. */
const FIRST_SECONDS = 5;
const FACTOR = 4;
const LONGEST_SECONDS = 6 * 3600;
/** Waits differ by up to a fifth, so that what failed together does not come back together. */
const JITTER = 0.2;
const GRANTED_MAX_SECONDS = 24 * 3600;

/**
 * Seconds until the next attempt.
 * @param attempts how many were made, at least 1
 * @param luck a random number from 0 to 1
 * @param asked what the endpoint asked for (Retry-After), see {@link grantedSeconds}
 */
export function waitSeconds(attempts: number, luck: number, asked: number | null): number {
  const planned = Math.min(FIRST_SECONDS * FACTOR ** (attempts - 1), LONGEST_SECONDS);
  const spread = planned * (1 + JITTER * (2 * luck - 1));
  return Math.max(spread, grantedSeconds(asked ?? 0));
}

/** Of the seconds that an endpoint asks for (Retry-After) at most a day is granted. */
export function grantedSeconds(asked: number): number {
  return Math.min(asked, GRANTED_MAX_SECONDS);
}
