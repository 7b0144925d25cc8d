export interface Figures {
  readonly clients: number;
  readonly requests: number;
  readonly seconds: number;
  readonly per_s: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Closed loop: each client sends its next request when the last one was answered. Milliseconds, rounded to hundredths. */
export async function closedLoop(clients: number, seconds: number, request: (n: number) => Promise<void>): Promise<Figures> {
  const took: number[] = [];
  let n = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const at = performance.now();
      await request(n++);
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return figures(clients, took, (performance.now() - started) / 1000);
}

export function figures(clients: number, took: readonly number[], seconds: number): Figures {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    clients,
    requests: took.length,
    seconds: rounded(seconds),
    per_s: rounded(took.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
