/** What may lie above a page and take Escape for itself; the list of tickets does not, and what is closed is not to be seen. */
const ABOVE = '[role="dialog"], [role="menu"], [role="listbox"]:not([data-rows])';
let wasAbove = false;

// Heard before whatever closes by this very key: afterwards nothing would tell that it was open.
window.addEventListener(
  'keydown',
  ({ key }) => {
    if (key === 'Escape') wasAbove = [...document.querySelectorAll(ABOVE)].some((element) => element.checkVisibility());
  },
  true,
);

/** When Escape was pressed: was it meant for a menu, a dialog or a list of choices? */
export function wasForSomethingAbove(): boolean {
  return wasAbove;
}
