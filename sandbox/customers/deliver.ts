/** One HTTP call to the desk; null when it could not be reached. */
export async function call(url: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string } | null> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

export async function accepted(url: string, init: RequestInit): Promise<boolean> {
  const answer = await call(url, init);
  return answer !== null && answer.status >= 200 && answer.status < 300;
}

/** What a provider does with a receipt nobody takes: a few more tries, then it gives up. */
export async function insist(deliver: () => Promise<boolean>, tries = 40): Promise<boolean> {
  for (let i = 0; i < tries; i++) {
    if (await deliver()) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
  }
  return false;
}

export const NAMES = ['Budi', 'Siti', 'Wei', 'Mei', 'Ayu', 'Anna', 'Rizky', 'Lin'] as const;

export function nameOf(index: number): string {
  return `${NAMES[index % NAMES.length]} ${index}`;
}
