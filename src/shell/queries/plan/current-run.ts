import { AsyncLocalStorage } from 'node:async_hooks';
import type { DryRun } from './dry-run';

/** The dry run that code belongs to, and all that it has started, for as long as that goes on. */
export const currentDryRun = new AsyncLocalStorage<DryRun>();
