// Ticks this browser has made and the server has not confirmed. They outlive the page, one list per person and event.
import { user } from "../session.js";

const KEY = `ucast:${user}:${location.pathname}`;
let kept = []; // where a private window refuses to store anything

export function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? kept;
  } catch {
    return kept;
  }
}

function write(ticks) {
  kept = ticks;
  try {
    if (ticks.length) localStorage.setItem(KEY, JSON.stringify(ticks));
    else localStorage.removeItem(KEY);
  } catch {
    // then the ticks live as long as the page
  }
}

export const isOurs = (storageKey) => storageKey === KEY;
export const waiting = () => read().filter((tick) => !tick.conflict);
export const of = (row, field) => read().filter((tick) => tick.radek === row && (!field || tick.pole === field));

export function add(tick) {
  write([...read(), { id: crypto.randomUUID(), ...tick }]);
}

/** Read anew each time: another window of the same person may have added some meanwhile. */
export function remove(ids) {
  const gone = new Set(ids);
  write(read().filter((tick) => !gone.has(tick.id)));
}

export const forget = (row, field) => remove(of(row, field).map((tick) => tick.id));

/** Somebody else wrote something different: kept until the person decides, and not sent again by itself. */
export function mark(row, field, conflict) {
  write(read().map((tick) => (tick.radek === row && tick.pole === field ? { ...tick, conflict } : tick)));
}

export const clear = () => write([]);
