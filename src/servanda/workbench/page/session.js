// What is on the page: the verdicts, the edits that stand against the case, and how they are asked for.
//
// An edit is painted at once; its verdicts are asked from 500 worlds, one request at a time, the
// newest edit next. While the hand moves, rows are followed coarsely and say so, the one in focus
// alone where there is one; once it rests they are exact, and then sharpened from 2,000 and 20,000. Answers carry the
// number of the request, and one older than what is painted is dropped.
import { batch, computed, signal } from "./vendor/preact.js";
import { Fault, follow, read, send } from "./server.js";
import { announceChanges, notice } from "./notices.js";

const STEPS = [500, 2000, 20000];
const FAST = { worlds: 500, war: false }; // months of war are dear to follow: they come at rest
const REST = 150; // ms without a movement, after which verdicts are exact, and then sharpened
const MANY = 12; // proposals from which rows in sight are asked for first

export const board = signal(null); // what /verdicts.json says of the case
export const order = signal([]); // names of the proposals
export const patch = signal({}); // path → [low, high], the whole set of edits
export const history = signal({ undo: 0, redo: 0, scenario: "", scenarios: [] });
export const drawn = signal(0); // worlds behind the verdicts that are painted
export const asking = signal(0); // worlds asked for at present, 0 at rest
export const focus = signal(null); // the proposal whose page is open
export const fileChanges = signal(0); // grows when the case file changes on disk
export const jobChanges = signal(0);
export const evidenceChanges = signal(0);
export const failure = signal(null);
export const nothingYet = signal(false); // whether the case has no proposal, or there is no case
export const edited = computed(() => Object.keys(patch.value));

/** What became of verdicts that were put on trial, by proposal, as the edits stand. */
export const trials = signal({});
export const trying = signal(""); // the proposal that is being tried

/** The share that signs each proposal, worlds weighed by answers and events, as the edits stand. */
export const weighed = signal(null);

const rows = new Map();

/** The signal of a proposal's row. */
export function rowOf(name) {
  if (!rows.has(name)) rows.set(name, signal(null));
  return rows.get(name);
}

/** Names of the rows in sight; where there are few proposals, or none is drawn, all are asked for. */
export const inSight = new Set();

/** The proposals that are asked for first: the one in focus, else what is in sight of many. */
function foremost() {
  if (focus.peek()) return [focus.peek()];
  const names = order.peek();
  if (names.length <= MANY || !inSight.size) return null;
  const seen = names.filter((name) => inSight.has(name));
  return seen.length ? seen : null;
}

/** Whether rows on screen are near what they are at rest, and not that to the digit. */
export const moving = computed(() => order.value.some((name) => rowOf(name).value?.approximate));

function takeRows(list) {
  list = list.map((row) => {
    // Until its months are followed again, what was said of the war stays, marked as of before.
    const earlier = rows.get(row.name)?.peek();
    return row.war || !earlier?.war ? row : { ...row, war: { ...earlier.war, stale: true }, was: row.was && { ...row.was, war: row.was.war ?? earlier.was?.war } };
  });
  const before = list.map((row) => rows.get(row.name)?.peek() ?? null);
  for (const row of list) rowOf(row.name).value = row;
  if (!list.some((row) => row.approximate)) announceChanges(before.map((row, index) => row && (atRest.get(list[index].name) ?? row)), list);
  for (const row of list) if (!row.approximate) atRest.set(row.name, row);
}

/** Rows of the case as its file says it, in the worlds that are followed in motion. */
const bases = new Map();

function takeBases(list, worlds, anew = false) {
  if (anew) bases.clear();
  if (worlds !== FAST.worlds) return;
  for (const row of list) {
    const base = row.was ?? (edited.peek().length ? null : row);
    if (base && !base.approximate) bases.set(row.name, base);
  }
}

/** A row in motion says what moves in it; the rest is that of the case as its file says it. */
function whole(row) {
  if (!row.agrees) return row;
  const base = bases.get(row.name);
  const moved = new Map(row.consents.map((each) => [each.actor, each]));
  return {
    ...base, ...row, was: base,
    consents: base.consents.map((each) => moved.get(each.actor) ?? { ...each, exact: true }),
    said: base.said.map((each, place) => ({ ...each, agrees: row.agrees[place] })),
  };
}

const atRest = new Map(); // rows as they last were at rest, which is what changes are told against

/** Say of rows that were not asked for that they are of before the last movement. */
function passOver(asked) {
  for (const name of order.peek()) {
    const row = rowOf(name).peek();
    if (row && !row.before && !asked.includes(name)) rowOf(name).value = { ...row, before: true };
  }
}

let known = 0; // the newest revision that this page has seen an answer of
let announced = 0; // the newest that the server has announced

function takeState(said) {
  known = Math.max(known, said.revision ?? 0);
  if (said.patch && JSON.stringify(said.patch) !== JSON.stringify(patch.peek())) patch.value = said.patch;
  const now = history.peek();
  history.value = {
    undo: said.undo ?? now.undo, redo: said.redo ?? now.redo,
    scenario: said.scenario ?? now.scenario, scenarios: said.scenarios ?? now.scenarios,
  };
}

let loading = null;

/** Read the verdicts anew: when the page opens, and when another tab or the file changed. */
export function load() {
  loading ??= (async () => {
    try {
      const said = await read("/verdicts.json", { worlds: STEPS[0] });
      if (order.peek().length && (inFlight || waiting !== null || deeds)) return; // older than what the hand did since
      batch(() => {
        const { proposals, ...rest } = said;
        board.value = rest;
        dropSideWork();
        takeRows(proposals);
        order.value = proposals.map((row) => row.name);
        takeState(said);
        takeBases(proposals, said.worlds, true);
        drawn.value = said.worlds;
        failure.value = null;
        nothingYet.value = proposals.length === 0;
      });
      performance.mark("servanda:first-verdicts");
      if (order.peek().length) sharpenSoon(0);
    } catch (error) {
      failure.value = error;
    } finally {
      loading = null;
    }
  })();
  return loading;
}

// ---- edits ---------------------------------------------------------------------------------

let seq = 0; // of the last request
let painted = 0; // of the last answer painted
let gesture = 0;
let waiting = null; // the newest edit not yet asked for: the time stamp of its event
let inFlight = false;
let sharpening = null;
let timer = 0;
let gathering = false;
let lastMoved = 0; // when the hand last moved

/** Begin a movement of the hand: all edits until the next one are one step of undo. */
export function beginGesture() {
  gesture = Date.now();
}

/** Set a number's range, or take its edit back with `null`. */
export function edit(path, range, moment = performance.now()) {
  const next = { ...patch.peek() };
  if (range === null) delete next[path];
  else next[path] = range;
  patch.value = next;
  ask(moment);
}

/** Set several at once, as one step. */
export function editAll(next) {
  beginGesture();
  patch.value = next;
  ask(performance.now());
}

function ask(moment) {
  waiting ??= moment;
  dropSideWork();
  stopSharpening();
  lastMoved = moment;
  if (gathering || inFlight) return;
  gathering = true;
  queueMicrotask(() => { // several events of one movement are one question
    gathering = false;
    if (!inFlight) settled = request();
  });
}

let settled = Promise.resolve(); // once no edit is on its way

async function request() {
  inFlight = true;
  while (waiting !== null) {
    const moment = waiting;
    waiting = null;
    await askFor({ ...FAST, only: foremost(), inMotion: true }, moment);
  }
  inFlight = false;
  sharpenSoon();
  catchUp();
}

/** Ask for the verdicts of the present edits from so many worlds; say whether more would help.
 *
 *  Without a `moment` nothing was moved: the question repeats edits that stand, and where they stand
 *  no more the server says so, and changes nothing. */
async function askFor({ worlds, war = true, only = null, inMotion = false }, moment, abort) {
  const mine = ++seq;
  asking.value = worlds;
  const asked = performance.now();
  try {
    const brief = inMotion && (only ?? order.peek()).every((name) => bases.has(name));
    const body = { seq: mine, patch: patch.peek(), only, in_motion: inMotion, brief, worlds, war, gesture: String(gesture), repeat: moment === null };
    const said = await send("/edit", body, abort);
    const answered = performance.now();
    if (said.seq < painted) return false;
    painted = said.seq;
    batch(() => {
      takeBases(said.verdicts, said.worlds);
      takeRows(said.verdicts.filter((row) => !row.agrees || bases.has(row.name)).map(whole));
      if (only) passOver(only);
      drawn.value = said.worlds;
      // While the hand moves on, its own edits are newer than what the server repeats.
      if (waiting === null && mine === seq) takeState(said);
      else takeState({ ...said, patch: undefined });
      failure.value = null;
    });
    if (moment !== null) afterPaint(() => timed(moment, asked, answered, said));
    return said.more;
  } catch (error) {
    if (error.name === "AbortError") return false;
    if (error.status === 409) {
      // Nothing newer of this tab is on its way: what stands was changed elsewhere.
      if (moment === null && mine === seq && !abort?.aborted && waiting === null && !deeds) void load();
      return false;
    }
    if (error instanceof Fault && error.status) notice.value = { text: error.message, more: error.whatToDo, bad: true };
    else failure.value = error;
    return false;
  } finally {
    if (mine === seq) asking.value = 0;
  }
}

/** Whether verdicts are on screen: elsewhere the machine is left to other work. */
let shown = true;

export function showVerdicts(yes) {
  const before = shown;
  shown = yes;
  if (!yes) stopSharpening();
  else if (!before && drawn.peek() && drawn.peek() < STEPS.at(-1)) sharpenSoon();
}

function sharpenSoon(rest = REST) {
  stopSharpening();
  if (shown && order.peek().length) timer = setTimeout(sharpen, rest);
}

function stopSharpening() {
  clearTimeout(timer);
  trying.value = "";
  sharpening?.abort();
  sharpening = null;
}

async function sharpen() {
  const abort = new AbortController();
  sharpening = abort;
  const moved = lastMoved;
  // To the digit, as quickly as can be, what is looked at first; only then more of it.
  const first = foremost();
  const steps = [...(first ? [{ ...FAST, only: first }] : []), FAST, ...STEPS.map((worlds) => ({ worlds }))];
  for (const step of steps) {
    const more = await askFor(step, null, abort.signal);
    if (step === FAST && moved && !abort.signal.aborted) afterPaint(() => rested(moved));
    if (abort.signal.aborted) return;
    if (!more) break;
  }
  await weigh(abort.signal);
  await putOnTrial(abort.signal);
}

/** What was found at rest is of edits that stand no more. */
function dropSideWork() {
  trials.value = {};
  weighed.value = null;
}

/** Weighing takes all proposals that were answered, in more worlds than a hand waits for. */
async function weigh(signal) {
  if (signal.aborted || weighed.peek()) return;
  const said = await read("/weighed.json", {}, signal).catch(() => null);
  if (said && !signal.aborted) weighed.value = said;
}

/** Trials are dear: they come last, one proposal after another, those alone that may be called robust. */
async function putOnTrial(signal) {
  const first = focus.peek();
  for (const name of [...order.peek()].sort((a, b) => (b === first) - (a === first))) {
    const row = rows.get(name)?.peek();
    if (!row?.untried || trials.peek()[name]) continue;
    trying.value = name;
    const said = await read(`/tried/${encodeURIComponent(name)}.json`, {}, signal).catch(() => null);
    if (signal.aborted) return;
    trying.value = "";
    if (said) trials.value = { ...trials.peek(), [name]: said };
  }
}

function afterPaint(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
}

function timed(moment, asked, answered, said) {
  // Times are kept by the browser until they are cleared: those of many thousand edits would fill it.
  if (performance.getEntriesByType("measure").length > 400) performance.clearMeasures();
  performance.measure("servanda:input-to-verdict", {
    start: moment,
    end: performance.now(),
    detail: { waited: asked - moment, server: said.ms, travelled: answered - asked, worlds: said.worlds },
  });
}

/** How long after the last movement the exact verdicts of all were on screen. */
function rested(moved) {
  performance.measure("servanda:rest-to-exact", { start: moved, end: performance.now() });
  if (lastMoved === moved) lastMoved = 0;
}

// ---- deeds on the whole set ----------------------------------------------------------------

let deeds = 0; // under way

async function deed(path, body, said) {
  deeds += 1;
  stopSharpening();
  try {
    await settled; // what the hand has moved comes first
    stopSharpening();
    const state = await send(path, body);
    batch(() => { takeState(state); dropSideWork(); });
    beginGesture();
    await askFor({ ...FAST, only: foremost(), inMotion: true }, null);
    sharpenSoon();
    if (said) notice.value = { text: said };
  } catch (error) {
    notice.value = { text: error.message, more: error.whatToDo, bad: true };
  } finally {
    deeds -= 1;
    catchUp();
  }
}

export const undo = () => (history.peek().undo || inFlight) && deed("/undo", {}, "Undone.");
export const redo = () => history.peek().redo && deed("/redo", {}, "Done again.");
export const keepScenario = (name) => deed("/scenario/keep", { name }, `Kept as “${name}”.`);
export const openScenario = (name) => deed("/scenario/open", { name }, `“${name}” is open.`);
export const dropScenario = (name) => deed("/scenario/drop", { name }, `“${name}” is dropped.`);

/** Take what the server says after it wrote into the case. */
export async function written() {
  await load();
  fileChanges.value += 1;
}

/** Follow other tabs and the file on disk. */
export function followChanges() {
  return follow((change) => {
    if (change.what === "job") jobChanges.value += 1;
    else if (change.what === "evidence") evidenceChanges.value += 1;
    else {
      if (change.what === "file") fileChanges.value += 1;
      announced = Math.max(announced, change.revision);
      catchUp();
    }
  });
}

/** Read anew what another tab or the file changed; what this tab did, its own answers told. */
function catchUp() {
  if (inFlight || deeds || waiting !== null) return;
  if (announced > known) void load();
}
