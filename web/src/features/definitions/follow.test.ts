import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { latest } from '../../state/resource';
import { follow } from './follow';

/** Answers when it is told to. */
function server() {
  const asked: { question: string; answer: (text: string) => void; fail: () => void }[] = [];
  return {
    asked,
    ask: (question: string) =>
      new Promise<string>((resolve, reject) => {
        asked.push({ question, answer: resolve, fail: () => reject(new Error('no')) });
      }),
  };
}
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('a question that changes faster than it is answered', () => {
  it('has one request under way, skips what was passed and ends with the newest', async () => {
    const question = signal<string | null>('60');
    const { asked, ask } = server();
    const { loaded } = follow(question, ask);
    for (const value of ['61', '62', '63']) question.value = value;
    expect(asked.map((a) => a.question)).toEqual(['60']);
    asked[0]?.answer('at 60');
    await turn();
    expect(loaded.value).toEqual({ state: 'waiting', last: 'at 60' });
    expect(asked.map((a) => a.question)).toEqual(['60', '63']);
    asked[1]?.answer('at 63');
    await turn();
    expect(loaded.value).toEqual({ state: 'ready', value: 'at 63' });
  });

  it('keeps the former answer in sight while there is no question', async () => {
    const question = signal<string | null>('60');
    const { asked, ask } = server();
    const { loaded } = follow(question, ask);
    asked[0]?.answer('at 60');
    await turn();
    question.value = null;
    expect(loaded.value).toEqual({ state: 'waiting', last: 'at 60' });
  });

  it('says a failure of the newest question, and forgets one of a question that was passed', async () => {
    const question = signal<string | null>('60');
    const { asked, ask } = server();
    const { loaded } = follow(question, ask);
    question.value = '61';
    asked[0]?.fail();
    await turn();
    expect(loaded.value.state).toBe('waiting');
    asked[1]?.fail();
    await turn();
    expect(loaded.value.state).toBe('failed');
    expect(latest(loaded.value)).toBeNull();
  });

  it('shows nothing after it was closed', async () => {
    const question = signal<string | null>('60');
    const { asked, ask } = server();
    const { loaded, close } = follow(question, ask);
    close();
    asked[0]?.answer('late');
    await turn();
    expect(latest(loaded.value)).toBeNull();
  });
});
