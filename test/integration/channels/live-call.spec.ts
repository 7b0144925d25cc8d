import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verbsOf } from '../../../sandbox/fakes/twilio-twiml.js';
import { LiveCall } from '../../../sandbox/stage/live-call.js';

/** A call played by hand follows whatever TwiML it is answered with, also what the desk does not speak yet. */
const PAGES: Readonly<Record<string, string>> = {
  '/voice':
    '<Response><Gather input="dtmf speech" numDigits="1" action="/menu"><Say language="id-ID">Tekan 1</Say></Gather><Say>Nobody there</Say></Response>',
  '/menu': '<Response><Redirect>/queue</Redirect></Response>',
  '/queue': '<Response><Enqueue waitUrl="/music" action="/left">payments</Enqueue></Response>',
  '/music': '<Response><Play>/song.mp3</Play><Say>You are first</Say></Response>',
  '/left': '<Response/>',
  '/broken': '<html>',
};

let server: Server;
let asked: { readonly path: string; readonly fields: URLSearchParams }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push({ path, fields: new URLSearchParams(body) });
      response.writeHead(200, { 'content-type': 'text/xml' }).end(PAGES[path] ?? '<Response/>');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function callTo(path: string): LiveCall {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhookUrls = { voice: `${url}${path}`, voiceStatus: `${url}/status` };
  const settings = { accountSid: 'AC0', authToken: 'token', phoneNumber: '+6221500000', apiBaseUrl: url };
  const target = { deskUrl: url, inboxId: 'inbox', webhookUrls, settings };
  return new LiveCall({ target, from: '+628129000001', keep: () => undefined, changed: () => undefined });
}

const heard = (call: LiveCall) => call.shown().lines.map(({ kind, text }) => `${kind} ${text}`);

test('it waits at a menu, goes on with the key, and waits in a queue until the caller hangs up', async () => {
  const call = callTo('/voice');
  await call.dial();
  expect(call.shown()).toMatchObject({ status: 'in-progress', wait: { kind: 'gather', digits: true, speech: true, numDigits: 1 } });
  await call.gathered({ digits: '1' });
  expect(asked.find(({ path }) => path === '/menu')?.fields.get('Digits')).toBe('1');
  expect(call.shown().wait).toEqual({ kind: 'queue', name: 'payments' });
  await call.hangUp();
  expect(heard(call)).toEqual(['say Tekan 1', 'you 1', 'play /song.mp3', 'say You are first', 'note hung-up']);
  expect(call.shown()).toMatchObject({ status: 'completed', wait: null });
  expect(asked.map(({ path }) => path)).toEqual(['/voice', '/menu', '/queue', '/music', '/status', '/left']);
  expect(asked.at(-1)?.fields.get('QueueResult')).toBe('hangup');
});

test('words are given to a menu that listens; silence goes on to the next verb', async () => {
  const speaking = callTo('/voice');
  await speaking.dial();
  await speaking.gathered({ speech: 'refund' });
  expect(asked.find(({ path }) => path === '/menu')?.fields.get('SpeechResult')).toBe('refund');
  const silent = callTo('/voice');
  await silent.dial();
  await silent.silence();
  expect(heard(silent)).toEqual(['say Tekan 1', 'note silence', 'say Nobody there']);
  expect(silent.isOver).toBe(true);
});

test('what is no TwiML is heard as an error, and verbs are held only by those that may', async () => {
  const call = callTo('/broken');
  await call.dial();
  expect(call.shown()).toMatchObject({ status: 'failed' });
  expect(() => verbsOf('<Response><Say><Play>x</Play></Say></Response>')).toThrow('<Say> holds <Play>');
  expect(() => verbsOf('<Response><Gather><Say>x</Say></Response>')).toThrow('<Gather>');
});
