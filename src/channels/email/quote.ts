/** Quotation lines begin so; looked for in at most this much of a mail, line by line. */
const SCAN_MAX = 64 * 1024;
const LINE_MAX = 1_000;

/** Our own marker comes first: whatever is below it was written by us. */
const OURS = /^##- .{0,120} -##$/;

/** Lines after which everything is the earlier conversation. Each is anchored and bounded, so no text makes it slow. */
const SEPARATORS: readonly RegExp[] = [
  OURS,
  /^-{2,}\s?(original message|originalnachricht|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|mensagem original|原始邮件|原始郵件|原邮件|pesan asli|oorspronkelijk bericht|original)\s?-{2,}$/i,
  /^_{20,}$/,
  // Gmail, Apple Mail and kin: one line, or two that were joined before.
  /^on\s.{4,200}\swrote:$/i,
  /^pada\s.{4,200}\s(menulis|tulis):$/i,
  /^(am|op|le|el|il|em|den)\s.{4,200}\s(schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev).{0,120}\s?:$/i,
  /^.{0,200}\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,200}(写道|寫道)\s?[:：]$/,
  /^在\s?\d{4}[-/年].{0,200}(写道|寫道)\s?[:：]$/,
  /^at\s\d{4}-\d{2}-\d{2}\s.{0,200}wrote:$/i,
  /^.{1,120}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s.{0,60}(wrote|menulis|写道|寫道)\s?[:：]$/i,
];

/** Outlook's block: at least two of these labels in neighbouring lines, in one language. */
const LABELS: readonly (readonly RegExp[])[] = [
  [/^\*?from:\*?\s/i, /^\*?(sent|date):\*?\s/i, /^\*?to:\*?\s/i, /^\*?subject:\*?\s/i],
  [/^\*?von:\*?\s/i, /^\*?gesendet:\*?\s/i, /^\*?an:\*?\s/i, /^\*?betreff:\*?\s/i],
  [/^\*?de\s?:\*?\s/i, /^\*?(envoyé|enviado|enviada)\s?.{0,12}:\*?\s/i, /^\*?(à|para)\s?:\*?\s/i, /^\*?(objet|asunto|assunto)\s?:\*?\s/i],
  [/^\*?dari:\*?\s/i, /^\*?(dikirim|terkirim|tanggal):\*?\s/i, /^\*?kepada:\*?\s/i, /^\*?(perihal|subjek):\*?\s/i],
  [/^发件人\s?[:：]/, /^(发送时间|日期|时间)\s?[:：]/, /^收件人\s?[:：]/, /^主题\s?[:：]/],
  [/^寄件者\s?[:：]/, /^(寄件日期|日期)\s?[:：]/, /^收件者\s?[:：]/, /^(主旨|主題)\s?[:：]/],
];

/** A forward is what the customer wants to show: nothing of it is taken away. */
const FORWARDS =
  /^(-{2,}\s?(forwarded message|转发邮件信息|轉寄郵件|pesan terusan|weitergeleitete nachricht)\s?-{2,}|begin forwarded message:|下面是被转发的邮件[:：])/i;

/**
 * The new words of a mail: without the quoted history below them. Quotation lines between new text stay (an answer
 * within the quotation needs them), forwards stay whole, and nothing is ever stripped down to nothing.
 */
export function withoutQuote(fullText: string): string {
  const scanned = fullText.slice(0, SCAN_MAX);
  const lines = scanned.split('\n').map((line) => line.trimEnd());
  if (lines.some((line) => FORWARDS.test(line.slice(0, LINE_MAX).trim()))) return fullText.trim();
  const cutAt = firstCut(lines);
  const kept = withoutTrailingQuotes(cutAt === null ? lines : lines.slice(0, cutAt));
  const rest = cutAt === null && kept.length === lines.length ? fullText.slice(SCAN_MAX) : '';
  const text = `${kept.join('\n')}${rest}`.trim();
  return text === '' ? fullText.trim() : text;
}

function firstCut(lines: readonly string[]): number | null {
  for (let i = 0; i < lines.length; i++) {
    // Indented or quoted separators belong to an even older mail, which the ">" rule handles.
    const line = (lines[i] ?? '').slice(0, LINE_MAX).trim();
    if (isSeparator(line, lines, i) || isLabelBlock(lines, i)) return hasAnswerBelow(lines, i) ? null : i;
  }
  return null;
}

function isSeparator(line: string, lines: readonly string[], i: number): boolean {
  if (line === '') return false;
  if (SEPARATORS.some((s) => s.test(line))) return true;
  // Mail programs wrap the line "On …, … wrote:" over two or three.
  if (!/^(on|pada|am|le|el|在|\d{4})/i.test(line)) return false;
  const joined = [line, lines[i + 1] ?? '', lines[i + 2] ?? ''].map((l) => l.slice(0, LINE_MAX).trim());
  return [2, 3].some((count) => SEPARATORS.some((s) => s.test(joined.slice(0, count).join(' '))));
}

function isLabelBlock(lines: readonly string[], i: number): boolean {
  return LABELS.some((labels) => {
    if (!labels[0]?.test((lines[i] ?? '').slice(0, LINE_MAX).trim())) return false;
    const near = lines.slice(i + 1, i + 6).map((l) => l.slice(0, LINE_MAX).trim());
    return labels.slice(1).filter((label) => near.some((l) => label.test(l))).length >= 2;
  });
}

/** Quoted with ">" and answered in between: the quotation is part of what is said. */
function hasAnswerBelow(lines: readonly string[], from: number): boolean {
  const below = lines.slice(from + 1);
  const firstQuoted = below.findIndex((l) => l.trimStart().startsWith('>'));
  if (firstQuoted < 0) return false;
  const after = below.slice(firstQuoted).filter((l) => l.trim() !== '');
  const own = after.filter((l) => !l.trimStart().startsWith('>'));
  const lastQuoted = after.findLastIndex((l) => l.trimStart().startsWith('>'));
  return own.length > 0 && after.findIndex((l) => !l.trimStart().startsWith('>')) < lastQuoted;
}

function withoutTrailingQuotes(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && /^\s*(>.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  // Only when something quoted was there; a text that merely ends in empty lines is left to trim().
  return lines.slice(end).some((l) => l.trimStart().startsWith('>')) ? lines.slice(0, end) : lines;
}
