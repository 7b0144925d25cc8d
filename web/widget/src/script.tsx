import { render } from 'preact';
import { ChatConnection } from './chat/connection';
import type { ChatState, Identity } from './chat/types';
import { App } from './ui/app';
import { dress, settingsFrom } from './ui/settings';
import styles from './ui/styles.css?inline';

/** What a page finds as `window.Parley`. */
export interface ParleyWidget {
  open(): void;
  close(): void;
  /** Language, colour, position, theme: as the data-* attributes of the script tag. */
  configure(settings: Readonly<Record<string, string | undefined>>): void;
  /** Somebody logged in: signed by your server (docs/chat-protocol.md). */
  identify(identity: Identity): void;
  /** Somebody logged out: nothing of theirs stays on this device. */
  logout(): void;
  /** Called with the state at every change. @returns a function that ends it */
  subscribe(listener: (state: ChatState) => void): () => void;
}

const script = document.currentScript as HTMLScriptElement | null;
if (script !== null && !('Parley' in window)) {
  const start = () => Object.assign(window, { Parley: mounted(script) });
  // The tag may stand in the head.
  if (document.body === null) document.addEventListener('DOMContentLoaded', start);
  else start();
}

function mounted({ src, dataset }: HTMLScriptElement): ParleyWidget {
  const { inbox = '', desk = new URL(src).origin, identity } = dataset;
  const chat = new ChatConnection({ deskUrl: desk, inboxId: inbox, identity: identityFrom(identity) });
  const host = document.createElement('div');
  host.id = 'parley';
  const root = host.attachShadow({ mode: 'open' });
  style(root);
  document.body.append(host);
  let settings = settingsFrom(dataset);
  let isOpen = false;
  const draw = () => {
    dress(host, settings);
    const onToggle = (next: boolean) => {
      isOpen = next;
      draw();
    };
    render(
      <App chat={chat} host={host} settings={settings} isOpen={isOpen} draftKey={`parley:${inbox}:draft`} onToggle={onToggle} />,
      root,
    );
  };
  draw();
  // Who has written before hears of an answer on whichever page they are; others cost the desk nothing.
  if (chat.isKnown) chat.connect();
  const toggle = (next: boolean) => () => {
    isOpen = next;
    draw();
  };
  return {
    open: toggle(true),
    close: toggle(false),
    configure: (given) => {
      settings = settingsFrom(given, settings);
      draw();
    },
    identify: (who) => chat.identify(who),
    logout: () => {
      chat.logout();
      toggle(false)(); // what was half written goes with them
    },
    subscribe: (listener) => chat.subscribe(listener),
  };
}

/** A constructed sheet: a strict Content-Security-Policy of the page has nothing against it. */
function style(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
}

function identityFrom(json: string | undefined): Identity | null {
  try {
    return json === undefined ? null : (JSON.parse(json) as Identity);
  } catch {
    return null;
  }
}
