/* Drafts: what a reader has written in the playground. Their browser keeps it until they reset it. */

import { checked } from "./share.js";

// other sites of the same host may keep something, too
const NAME = "anyio-by-example.drafts";
const MOST = 12;

/* A draft as it's kept, or undefined for what is none: anyone who shares the host may have stored it. */
function draft(value) {
  try {
    const { code, backend, clock, order } = checked(value);
    const at = value.at.filter((fragment) => typeof fragment === "string");
    return { at, time: Number(value.time) || 0, code, backend, clock, order };
  } catch {
    return undefined;
  }
}

/* All that are kept, the newest first. */
export function all() {
  try {
    return JSON.parse(localStorage.getItem(NAME)).map(draft).filter(Boolean);
  } catch {
    return [];
  }
}

/* The draft to which a fragment leads. */
export const find = (fragment) => all().find(({ at }) => at.includes(fragment));

/* Whether it could be stored. */
function store(drafts) {
  try {
    if (drafts.length) localStorage.setItem(NAME, JSON.stringify(drafts));
    else localStorage.removeItem(NAME);
    return true;
  } catch {
    return false;
  }
}

const others = (fragments) => all().filter(({ at }) => !at.some((fragment) => fragments.includes(fragment)));

/* Keep a draft in place of those to which its fragments led. Returns whether it's kept. */
export function keep(values) {
  const was = find(values.at[0]);
  // a draft that is only looked at gets no younger
  const isSame = was && Object.entries(values).every(([name, value]) => String(was[name]) === String(value));
  const one = draft({ ...values, time: isSame ? was.time : Date.now() });
  return Boolean(one) && store([one, ...others(values.at)].slice(0, MOST));
}

/* Forget the drafts to which some fragments lead. */
export const forget = (fragments) => store(others(fragments));
