/** What acts, loads, stands in other places or is read in another way when it is read again goes with all that is in it. */
const DROPPED =
  'script, style, link, meta, base, title, iframe, frame, frameset, object, embed, applet, form, input, button, select, textarea, dialog, svg, math, ' +
  'template, noscript, noembed, noframes, xmp, plaintext, video, audio, bgsound, source, track, map, marquee, portal, fencedframe, webview';

/**
 * A stranger's HTML without what acts. It is read into a template, whose content is in no document: names inside it are
 * nobody's properties there, and nothing loads.
 */
export function withoutActors(html: string): HTMLTemplateElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  // A form's own functions may be hidden behind its fields.
  for (const element of template.content.querySelectorAll(DROPPED)) Element.prototype.remove.call(element);
  for (const element of template.content.querySelectorAll('*'))
    for (const { name } of Array.from(element.attributes)) if (name.startsWith('on')) element.removeAttribute(name);
  return template;
}
