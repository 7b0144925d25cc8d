/**
 * Which lines begin the quoted history. Each pattern is anchored or bounded and looks at one line of at most
 * {@link LINE_MAX} characters, so no text makes it slow. Sources: channel reference 12.5 and the mail programs themselves.
 */
const LINE_MAX = 500;

/** Our own marker: whatever is below it was written by us. */
const OURS = /^##- .{0,120} -##$/;

const ORIGINAL =
  /^-{2,}\s?(original|original message|originalnachricht|ursprüngliche nachricht|message d'origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig besked|opprinnelig melding|ursprungligt meddelande|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|原始邮件|原始郵件|原邮件|原郵件|回复的原邮件|元のメッセージ|원본 메시지|pesan asli|mesej asal)\s?-{2,}$/i;

const FORWARDS =
  /^(-{2,}\s?(forwarded message|forwarded by .{1,80}|转发邮件信息|转发的邮件|轉寄郵件|轉寄的郵件|pesan terusan|pesan yang diteruskan|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение)\s?-{2,}|(begin forwarded message|awal pesan terusan|mulai pesan yang diteruskan|下面是被转发的邮件|以下是轉寄的郵件|anfang der weitergeleiteten nachricht|début du message (réexpédié|transféré))\s?[:：])/i;

/** A reply's subject never begins so; Outlook gives its forwards no other mark. */
const FORWARDED_SUBJECT = /^\s*(fwd?|wg|tr|rv|enc|i|doorst|terusan|转发|轉寄|轉發)\s?[:：]/i;

/** "… wrote", where the verb stands last, before the colon, or before a name (German). */
const SAID =
  /(^|[\s>\])"'”»,.，\d日)）])(wrote|writes|menulis|tulis|menulis pesan|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|kirjoitti|napisał\(?a?\)?|napsal\(?a?\)?|написал\(?а?\)?|пишет|написав|yazdı|yazmış|írta|a scris|đã viết|写道|寫道|写到|のメール|さんは書きました|님이 작성)\s?[:：]?\s?$/i;
const GERMAN_SAID = /^am\s.{0,80}\d.{0,120}\sschrieb\s.{1,150}[:：]$/i;
const ADDRESS = /[^\s<>()[\]"',;:]{1,80}@[^\s<>()[\]"',;:]{1,120}/;
const TIME = /(^|\D)\d{1,2}[:.点時时]\s?\d{2}/;
const DATE = /\d{4}\s?[-/.年]|\b(19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}/;

/** What stands before the colon in the head of a quoted mail, in the languages of the common programs. */
const LABELS: Readonly<Record<string, RegExp>> = {
  from: /^(from|von|de|da|van|fra|från|od|lähettäjä|från|feladó|gönderen|kimden|от|від|dari|daripada|từ|发件人|發件人|寄件者|寄件人|差出人|보낸\s?사람)$/i,
  sent: /^(sent|date|sent at|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|fecha|data|inviato|verzonden|sendt|dato|skickat|wysłano|lähetetty|elküldve|gönderildi|отправлено|дата|dikirim|terkirim|tanggal|dihantar|đã gửi|ngày|发送时间|發送時間|发件时间|日期|时间|時間|寄件日期|傳送時間|送信日時|日時|보낸\s?날짜|날짜)$/i,
  to: /^(to|an|à|a|para|aan|til|till|do|vastaanottaja|címzett|kime|кому|kepada|đến|收件人|收件者|宛先|받는\s?사람)$/i,
  subject:
    /^(subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|předmět|aihe|tárgy|konu|тема|perihal|subjek|subyek|chủ đề|主题|主題|主旨|標題|标题|件名|제목)$/i,
};

export function bounded(line: string): string {
  return line
    .slice(0, LINE_MAX)
    .replaceAll(/[\u200E\u200F\u202A-\u202E]/g, '')
    .replaceAll('\u00A0', ' ')
    .trim();
}

export function isForwardMark(line: string): boolean {
  return FORWARDS.test(bounded(line));
}

export function isForwardedSubject(subject: string | null): boolean {
  return FORWARDED_SUBJECT.test((subject ?? '').slice(0, LINE_MAX));
}

export function isQuoted(line: string): boolean {
  return /^\s{0,20}>/.test(line);
}

/** How many lines from `at` on are the heading of quoted history; 0: it is none. */
export function headingAt(lines: readonly string[], at: number): number {
  const line = bounded(lines[at] ?? '');
  if (line === '' || line.startsWith('>')) return 0;
  if (OURS.test(line) || ORIGINAL.test(line)) return 1;
  const rule = ruledHead(lines, at);
  if (rule > 0) return rule;
  return attribution(lines, at) || labelledHead(lines, at);
}

/** A line of underscores or dashes, or an unknown title between dashes, right above the head of a mail. */
function ruledHead(lines: readonly string[], at: number): number {
  if (!/^([_-]{5,}|-{3,}\s?[^-]{3,60}\s?-{3,})$/.test(bounded(lines[at] ?? ''))) return 0;
  const below = nextFilled(lines, at + 1);
  const head = below - at > 3 ? 0 : labelledHead(lines, below);
  return head === 0 ? 0 : below - at + head;
}

/** "On …, … wrote:", on one line or wrapped over up to four. */
function attribution(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= 4; count++) {
    const line = bounded(lines[at + count - 1] ?? '');
    if (line === '' || line.startsWith('>')) {
      // Some programs quote the end of the wrapped line: "<a@b" / "> >: ".
      return 0;
    }
    joined = `${joined} ${line}`.trim();
    if (joined.length > LINE_MAX) return 0;
    if (isAttribution(joined)) return count === 1 || beginsAttribution(bounded(lines[at] ?? '')) ? count : 0;
    if (/[.!?。！？]$/.test(line) && !/\d\.$/.test(line)) return 0;
  }
  return 0;
}

/** What stands right above an attribution is the writer's own, so the first of several lines must be a part of it. */
function beginsAttribution(line: string): boolean {
  return /[\d@]/.test(line) || /^(on|pada|am|le|el|em|den|op|dnia|в)\s/i.test(line);
}

function isAttribution(line: string): boolean {
  if (line.length < 8) return false;
  const hasDate = DATE.test(line) || TIME.test(line);
  const hasAddress = ADDRESS.test(line);
  if (GERMAN_SAID.test(line)) return true;
  if (SAID.test(line)) return /[:：]\s?$/.test(line) ? hasDate || hasAddress || startsLikeAttribution(line) : hasDate && hasAddress;
  // Without a verb: date, time and an address, and nothing after them.
  return TIME.test(line) && DATE.test(line) && hasAddress && /[>)\]"]\s?[:：]$/.test(line) && line.length < 250;
}

/** "On Wed, Dec 9, Mister Example wrote:" names no year and no address. */
function startsLikeAttribution(line: string): boolean {
  return /^(on|pada|am|le|el|il|em|den|op|at|dnia|w dniu|в|在|at)\s.{0,60}\d/i.test(line);
}

/** Sender, date, recipient and subject of the quoted mail, one a line, in any order and language. */
function labelledHead(lines: readonly string[], at: number): number {
  const seen = new Set<string>();
  let hasAddress = false;
  let end = at;
  for (let i = at; i < Math.min(lines.length, at + 14); i++) {
    const line = bounded(lines[i] ?? '');
    const label = labelOf(line);
    if (i === at && label === null) return 0;
    if (label !== null) {
      if (label !== 'other') seen.add(label);
      end = i + 1;
    }
    hasAddress ||= label !== null && ADDRESS.test(line);
    if (label === null && line !== '' && i - end >= 2) break; // a label may be wrapped over two lines
  }
  if (!seen.has('from') || seen.size < 3) return 0;
  return seen.size === 4 || hasAddress || seen.has('subject') ? end - at : 0;
}

function labelOf(line: string): string | null {
  const name = /^\*{0,2}([^:：*]{1,24}?)\s?\*{0,2}\s?[:：]/.exec(line)?.[1]?.trim();
  if (name === undefined) return null;
  const known = Object.entries(LABELS).find(([, pattern]) => pattern.test(name));
  return known?.[0] ?? (/^(cc|bcc|kopie|copie|抄送|副本|tembusan|salinan|reply-to|importance|重要性)$/i.test(name) ? 'other' : null);
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && bounded(lines[at] ?? '') === '') at += 1;
  return at;
}
