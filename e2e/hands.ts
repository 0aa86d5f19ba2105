import type { CDPSession, Page } from 'playwright-core';

/** Where the keyboard stands, as a screen reader would say it. */
interface Stop {
  role: string;
  name: string;
  /** Tells two stops of the same name apart. */
  nodeId: number;
  /** The stop just left, if it looks the same with the focus and without: nobody could tell where they were. */
  unmarked: string | undefined;
}

/** Someone who has no mouse: goes from stop to stop with Tab, and fails on a trap or on a stop one cannot see. */
export interface Hands {
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Tab (or Maj+Tab) until the stop of this role and name. */
  reach(role: string, name: RegExp): Promise<void>;
  /** Reaches it, then Enter. */
  use(role: string, name: RegExp): Promise<void>;
  /** Reaches a field and types in it. */
  fill(role: string, name: RegExp, text: string): Promise<void>;
  /** Opens a menu of choices and takes the one that begins so. */
  choose(role: string, name: RegExp, firstLetters: string): Promise<void>;
}

const MOST_STOPS = 400;

export async function handsOn(page: Page): Promise<Hands> {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const reach = async (role: string, name: RegExp) => {
    const met: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const stop = await stopOf(page, session);
      if (stop?.unmarked) throw new Error(`Nothing shows the focus on ${stop.unmarked}, before ${stop.role} ${stop.name}.`);
      if (stop?.role === role && name.test(stop.name)) return;
      if (stop) refuseTrap(met, stop);
      await page.keyboard.press('Tab');
    }
    throw new Error(`No ${role} named ${name} was met; the last stops: ${met.slice(-40).join(' › ')}`);
  };
  const type = (text: string) => page.keyboard.type(text);
  return {
    press,
    type,
    reach,
    use: async (role, name) => {
      await reach(role, name);
      await press('Enter');
    },
    fill: async (role, name, text) => {
      await reach(role, name);
      await press('Control+a');
      await type(text);
    },
    choose: async (role, name, firstLetters) => {
      await reach(role, name);
      await press('Enter');
      await page.getByRole('listbox').waitFor();
      await type(firstLetters);
      await press('Enter');
      await page.getByRole('listbox').waitFor({ state: 'hidden' });
    },
  };
}

/** Trust A-03: the same stop three times in a row is a trap. */
function refuseTrap(met: string[], stop: Stop): void {
  met.push(`${stop.role} ${stop.name}#${stop.nodeId}`);
  const [third, second, first] = met.slice(-3).reverse();
  if (met.length >= 3 && first === second && second === third) throw new Error(`The keyboard is trapped on the ${third}.`);
}

async function stopOf(page: Page, session: CDPSession): Promise<Stop | undefined> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  if (!result.objectId || result.description?.startsWith('body')) return undefined;
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
  const [node] = nodes;
  return {
    role: String(node?.role?.value ?? ''),
    name: String(node?.name?.value ?? '').replaceAll('\u00a0', ' '),
    nodeId: node?.backendDOMNodeId ?? 0,
    unmarked: await page.evaluate(leaveUnmarked),
  };
}

/**
 * In the browser: compares the look of the stop that was left with what it was under the focus. The mark may be on the element, on
 * the frame or the label that stands for it, or beside it.
 */
function leaveUnmarked(): string | undefined {
  const look = (one: Element) => {
    const { outline, boxShadow, borderColor, backgroundColor, textDecoration, transform } = getComputedStyle(one);
    return [outline, boxShadow, borderColor, backgroundColor, textDecoration, transform].join();
  };
  const around = (one: Element) => {
    const looks: string[] = [];
    let frame: Element | null = one;
    for (let up = 0; frame && up < 3; up += 1, frame = frame.parentElement)
      looks.push(look(frame), ...[...frame.children].map(look));
    return looks.join();
  };
  const memory = window as unknown as { left?: { element: Element; look: string } };
  const { left } = memory;
  const here = document.activeElement ?? document.body;
  memory.left = { element: here, look: around(here) };
  // What is gone cannot be compared; a frame draws its own focus inside; where a page begins (tabindex -1) is no stop.
  const isStop = left?.element.isConnected && left.element !== here && left.element.getAttribute('tabindex') !== '-1';
  if (!left || !isStop || ['BODY', 'IFRAME'].includes(left.element.tagName)) return undefined;
  return around(left.element) === left.look ? left.element.outerHTML.slice(0, 200) : undefined;
}
