import { useEffect, useState } from 'preact/hooks';

const COUNT = /^\(\d+\+?\) /;
const NARROW = '(max-width: 480px)';

/** What was not read, in the title of the page. */
export function useTitleCount(unread: number): void {
  useEffect(() => {
    const plain = document.title.replace(COUNT, '');
    document.title = unread > 0 ? `(${unread > 9 ? '9+' : unread}) ${plain}` : plain;
  }, [unread]);
}

export function useVisible(): boolean {
  const [isVisible, set] = useState(!document.hidden);
  useEffect(() => {
    const look = () => set(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

export function useNarrow(): boolean {
  const [isNarrow, set] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = () => set(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isNarrow;
}

/**
 * Full screen is what is left of the screen above the keyboard: browsers lay the keyboard over the page (iOS) or make the
 * page smaller (Android), and only the visual viewport tells of both. The page behind stands still meanwhile.
 */
export function useFullScreen(host: HTMLElement, isFull: boolean): void {
  useEffect(() => {
    if (!isFull) return undefined;
    const view = window.visualViewport;
    const fit = () => {
      host.style.setProperty('--height', `${view?.height ?? innerHeight}px`);
      host.style.setProperty('--top', `${view?.offsetTop ?? 0}px`);
    };
    const { style } = document.documentElement;
    const before = style.overflow;
    style.overflow = 'hidden';
    fit();
    view?.addEventListener('resize', fit);
    view?.addEventListener('scroll', fit);
    return () => {
      style.overflow = before;
      view?.removeEventListener('resize', fit);
      view?.removeEventListener('scroll', fit);
    };
  }, [host, isFull]);
}
