import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSource } from 'typeorm';
import { mendPatterns } from '../../../../src/shell/project/connect/entity-patterns';

/** What is said of patterns, where those of the list match a file and no other does. */
function noticesOf(options: object, matching: readonly string[]): readonly string[] {
  const glob = (pattern: string): readonly string[] => (matching.includes(pattern) ? ['/p/a.ts'] : []);
  return mendPatterns({ options } as unknown as DataSource, glob, '/p');
}

test('a pattern that matches nothing is told of when none does, or when it leads to what is not built', () => {
  const told = (pattern: string): string =>
    `No file matches ${pattern} (entities). Build the project, or mend the pattern in its data source.`;
  const [entities, views, built] = ['src/**/*.entity.ts', 'src/**/*.view.ts', 'dist/**/*.js'] as const;
  assert.deepEqual(noticesOf({ entities: [entities, views] }, []), [told(entities), told(views)]);
  assert.deepEqual(noticesOf({ entities: [entities, views] }, [entities]), []);
  assert.deepEqual(noticesOf({ entities: [class User {}, views] }, []), []);
  assert.deepEqual(noticesOf({ entities: [entities, built] }, [entities]), [told(built)]);
  assert.deepEqual(noticesOf({ entities: [entities], migrations: [built] }, [entities]), []);
});
