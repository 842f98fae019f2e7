// Asking the server: JSON in, JSON out; what went wrong is an Error that says what to do.

// A notebook may be served without encryption, where there is no randomUUID.
export const tab = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("-");

export class Fault extends Error {
  constructor(body, status) {
    super(body.message || "the server could not answer");
    this.where = body.where || "";
    this.whatToDo = body.what_to_do || "";
    this.status = status;
    this.body = body;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Fault({ message: "the server does not answer", what_to_do: "start it again with `servanda serve`; what you changed is kept" }, 0);
  }
  const said = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return {};
  });
  if (!response.ok) throw new Fault({ ...said, ...(said.error ?? {}) }, response.status);
  return said;
}

/** Read a view's JSON twin. */
export function read(path, query = {}, signal) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const asked = new URLSearchParams(given).toString();
  return answer(fetch(asked ? `${path}?${asked}` : path, { headers: { Accept: "application/json" }, signal }));
}

/** Do something that changes the session or a file; with `keep` it arrives though the page is closed. */
export function send(path, body = {}, signal, keep = false) {
  return answer(fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Servanda": "1" },
    body: JSON.stringify({ ...body, tab }),
    signal,
    keepalive: keep,
  }));
}

/** Hand a file over, to be read. */
export function hand(path, file) {
  return answer(fetch(`${path}?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-Servanda": "1" },
    body: file,
  }));
}

/** Follow what other tabs and the file on disk do. */
export function follow(listener) {
  const stream = new EventSource("/changes");
  stream.onmessage = (event) => {
    const change = JSON.parse(event.data);
    if (change.what !== "hello" && (!change.tab || change.tab !== tab)) listener(change);
  };
  return () => stream.close();
}
