import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs with the statements of what was agreed to, or was asked for by name: nobody is asked about them one by one. */
export const agreed = new AsyncLocalStorage<true>();
