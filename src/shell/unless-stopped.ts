import { InterruptedError } from './evaluator/evaluator';

/**
 * Waits for what is underway, or until the person breaks it off: it goes on then, and its answer is dropped.
 * @throws what the work throws, InterruptedError when it was broken off.
 */
export async function unlessStopped<Answer>(work: Answer | PromiseLike<Answer>, stopped: AbortSignal): Promise<Answer> {
  let end = (): void => {};
  const stop = new Promise<never>((_resolve, reject) => (end = () => reject(new InterruptedError('interrupted'))));
  if (stopped.aborted) end();
  else stopped.addEventListener('abort', end);
  try {
    return await Promise.race([work, stop]);
  } finally {
    stopped.removeEventListener('abort', end);
  }
}
