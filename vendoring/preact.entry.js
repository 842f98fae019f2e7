// What the page draws with: elements (preact), state (signals) and templates without a compiler (htm).
import { h, render, Fragment, createRef } from "preact";
import { useEffect, useLayoutEffect, useRef, useMemo } from "preact/hooks";
import { signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect } from "@preact/signals";
import htm from "htm";

export const html = htm.bind(h);
export {
  h, render, Fragment, createRef, useEffect, useLayoutEffect, useRef, useMemo,
  signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect,
};
